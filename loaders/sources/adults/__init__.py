"""The courses of adults that national catalogues list."""
