"""The monthly board of a SPEL, on screen and on one A4 page."""
