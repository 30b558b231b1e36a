"""Public transport on screen: which timetables are loaded, and the way of a person."""
