"""Where to open courses: the maximal covering location problem."""
