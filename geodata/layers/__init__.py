"""The layers that other software reads: what they are, and their rows."""
