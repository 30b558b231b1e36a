"""Public transport: timetables, who reaches what with them, and by which bus."""
