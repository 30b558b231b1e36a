"""« Partir de ce que je sais faire », on screen."""
