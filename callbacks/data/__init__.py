"""« Données et méthode »."""
