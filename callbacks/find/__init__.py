"""« Trouver une formation »."""
