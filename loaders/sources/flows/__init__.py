"""The sources of observed flows: the census of Insee, and a file of the region's own."""
