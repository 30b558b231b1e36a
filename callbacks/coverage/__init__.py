"""« Couverture et mobilité »."""
