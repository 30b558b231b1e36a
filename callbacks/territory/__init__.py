"""« Territoires »: portraits, comparison."""
