"""The regional store: its files, its manifest, its history."""
