"""One course known from several sources becomes one row."""
