"""Pieces that every page shares."""
