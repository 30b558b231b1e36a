"""From the timetables of networks to the journeys of the region."""
