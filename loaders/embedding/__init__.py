"""The embedded base of a region: made from packages, read by builds."""
