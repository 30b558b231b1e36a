"""From what one can do to the métiers that ask for it, then to the courses."""
