"""Outcomes, recruitment, tension, unemployment and published figures."""
