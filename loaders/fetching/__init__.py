"""Downloading the producers' files."""
