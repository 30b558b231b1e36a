"""Numbers, durations and dates as French readers write them."""

from datetime import date

from geodata.days import MONTHS, day_in_words
from geodata.plural import agreeing

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

_SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip


def number(value: float, decimals: int = 0) -> str:
    """Write a number with a decimal comma and thousands apart: 1 234,5."""
    text = f"{value:,.{decimals}f}"
    return text.replace(",", NARROW_SPACE).replace(".", ",")


def duration(minutes: int) -> str:
    """Write a number of minutes: 45 min, 1 h 05, 2 h."""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest}{NO_BREAK_SPACE}min"
    return f"{hours}{NO_BREAK_SPACE}h" + (f"{NO_BREAK_SPACE}{rest:02d}" if rest else "")


def sign_of(value: float, decimals: int = 0) -> str:
    """Return the sign of a difference as it is written, "" where it rounds to nothing."""
    rounded = round(value, decimals)
    return "+" if rounded > 0 else "−" if rounded < 0 else ""


def signed_number(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign: +1 234, −5, 0."""
    return sign_of(value, decimals) + number(abs(value), decimals)


def signed_minutes(minutes: float) -> str:
    """Write a difference in minutes, with its sign."""
    return f"{signed_number(minutes, 1)}{NO_BREAK_SPACE}min"


def day(value: date) -> str:
    """Write a date: 1er septembre 2026."""
    return day_in_words(value)


def month(value: str) -> str:
    """Write a month given as « 2027-01 »: janvier 2027."""
    year, number_of = value.split("-")
    return f"{MONTHS[int(number_of) - 1]} {year}"


def lower_first(text: str) -> str:
    """Write a text as it stands inside a sentence; an acronym stays as it is."""
    acronym = text[:2].isalpha() and text[:2].isupper()
    return text if acronym else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Write a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def short_day(value: date) -> str:
    """Write a date in a list: 1 sept. 2026, as `Atlas.words.day` does in the browser."""
    return f"{value.day} {_SHORT_MONTHS[value.month - 1]} {value.year}"


def count(n: int, singular: str, plural: str = "") -> str:
    """Write a number of things: 1 formation, 2 formations (0 is singular in French)."""
    return f"{number(n)}{NO_BREAK_SPACE}{agreeing(n, singular, plural)}"


def between(least: float, most: float) -> str:
    """Write the band that an estimate's error gives: 2 768 à 67 966; one number if they agree."""
    low, high = sorted((least, most))
    return number(low) if low == high else f"{number(low)} à {number(high)}"


def share(part: float, whole: float) -> str:
    """Write a share of a whole as a percentage; an empty whole has none.

    A few people are never written as nobody, nor nearly all as all: < 1 %, > 99 %.
    """
    if not whole:
        return "—"
    rounded = round(100 * part / whole)
    if rounded == 0 and part > 0:
        return f"<{NO_BREAK_SPACE}1{NO_BREAK_SPACE}%"
    if rounded == 100 and part < whole:
        return f">{NO_BREAK_SPACE}99{NO_BREAK_SPACE}%"
    return f"{number(rounded)}{NO_BREAK_SPACE}%"
