"""Travel times by real roads: OSRM's own tools, its server, and the table computed with them."""
