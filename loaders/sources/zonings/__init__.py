"""Which zone or class each commune is in."""
