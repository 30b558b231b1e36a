"""The project's own data files, each checked as it is read."""
