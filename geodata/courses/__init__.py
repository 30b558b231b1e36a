"""What a course says of itself, as columns that a search reads."""
