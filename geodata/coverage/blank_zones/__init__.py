"""« Zones blanches »: contiguous communes out of reach, computed or declared."""
