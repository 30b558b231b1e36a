"""Days as they are written in French."""

import datetime as dt

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def day_in_words(day: dt.date) -> str:
    """Return a day as it is read: « 1er mars 2025 »."""
    return f"{day.day}{'er' * (day.day == 1)} {MONTHS[day.month - 1]} {day.year}"
