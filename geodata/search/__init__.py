"""Courses found by words: what was typed, what it means, which courses answer."""
