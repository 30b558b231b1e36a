"""Minutes from points to points by each mode, and how wrong they may be."""
