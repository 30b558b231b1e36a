"""The regions that are served side by side."""
