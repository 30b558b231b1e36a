"""« Partir de ce que je sais faire »: skills, then métiers, then courses."""
