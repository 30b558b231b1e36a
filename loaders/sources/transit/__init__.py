"""Timetables of public transport, in the format that networks publish: GTFS."""
