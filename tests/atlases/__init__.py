"""Atlases written by hand, each with what its tests need."""
