"""The courses kept for a person, compared."""
