"""The sheet of a course."""
