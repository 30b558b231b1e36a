"""Who is within reach of a course, and who is not."""
