"""The words of requests: what brings them together, what they stand for, how they are spelled."""
