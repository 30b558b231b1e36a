"""Communes, the zonings they are in, and the map of both."""
