"""« Interface pour programmes »."""
