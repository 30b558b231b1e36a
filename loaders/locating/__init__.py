"""Where courses, schools and addresses are."""
