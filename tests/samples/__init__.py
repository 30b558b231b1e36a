"""Files, rows and networks written by hand, that several tests read."""
