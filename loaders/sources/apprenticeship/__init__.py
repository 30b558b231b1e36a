"""Courses and centres of apprenticeship."""
