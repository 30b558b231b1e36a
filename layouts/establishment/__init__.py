"""The page of an establishment."""
