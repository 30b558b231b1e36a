"""The day that a text says, however it writes it; a spreadsheet may have made a number of it."""

import datetime as dt
import re

from geodata.folding import fold

_SERIAL = re.compile(r"((?:3[3-9]|4\d|5[0-5])\d{3})(?:[.,]\d+)?", re.ASCII)
"""The days of a spreadsheet, counted from 30 December 1899: from 1990 to 2053."""
_HOUR = r"(?:[T ,]+(?:à )?\d{1,2}[:h].*)?"
_FORMS = (
    re.compile(rf"(?P<y>\d{{4}})([-/.])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_HOUR}", re.ASCII),
    re.compile(rf"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:\.0)?{_HOUR}", re.ASCII),
    re.compile(rf"(?P<d>\d{{1,2}})([-/.])(?P<m>\d{{1,2}})\2(?P<y>\d{{4}}|\d\d){_HOUR}", re.ASCII),
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d\d)", re.ASCII),
    re.compile(r"(?P<m>\d\d)[-/](?P<y>\d{4})", re.ASCII),
)
"""From the year to the day, from the day to the year, then months; an hour may follow a day."""
_WORDS = re.compile(r"(?:[a-z]+ )?(?:(\d{1,2})(?:er)? )?([a-z]{3,9}) (\d{4})")
_MONTHS = ("jan", "fev", "mars", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_CENTURY = 70
"""A year of two digits is of 1900 from this one."""


def day_said(text: str) -> dt.date | None:
    """Return the day of a text, the first of a month alone, None when it says none.

    « 2024-12-31 », « 20241231 », « 31/12/2024 », « 31.12.24 », « 2024-12 », « 31 décembre 2024 »,
    or « 45657 », the number of the day that a spreadsheet keeps.
    """
    if found := _SERIAL.fullmatch(text):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(found[1]))
    for form in _FORMS:
        if found := form.fullmatch(text):
            said = found.groupdict(default="1")
            return _day(said["y"], int(said["m"]), int(said.get("d", "1")))
    if found := _WORDS.fullmatch(fold(text)):
        month = next((rank for rank, m in enumerate(_MONTHS, 1) if found[2].startswith(m)), 0)
        return _day(found[3], month, int(found[1] or 1))
    return None


def _day(year: str, month: int, day: int) -> dt.date | None:
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= _CENTURY else 2000)
    try:
        return dt.date(full, month, day)
    except ValueError:
        return None
