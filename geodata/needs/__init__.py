"""Métiers: tension beside the local offer."""
