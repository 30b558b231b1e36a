"""« Ma sélection »."""
