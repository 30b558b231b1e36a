"""Maps: their frame, their legend, what a territory is filled with."""
