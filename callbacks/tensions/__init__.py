"""« Métiers en tension »."""
