"""Building a region's store: what is read, in what order, and what is kept."""
