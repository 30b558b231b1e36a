"""Our own base map: the streets of an extract of OpenStreetMap, as tiles that we serve."""
