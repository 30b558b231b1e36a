"""Courses at lycées, schools and universities."""
