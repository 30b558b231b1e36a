"""The figures of a portrait, theme by theme."""
