"""How the texts of an address are read, and the French sentence when one cannot be."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

from geodata.vocabulary import LEVELS, MODES, OLD_LEVELS

MAX_TEXT = 200
"""Characters of a search text that are read; nobody types more, a machine may."""

MAX_MINUTES = 240
"""The longest travel time, in minutes, that can be asked for."""

START_MONTHS = (1, 3, 6, 12)
"""The choices of « commence dans les … mois »."""


class BadQuery(ValueError):
    """A parameter that cannot be read, with one French sentence that says which and why."""

    def __init__(self, parameter: str, message: str, instead: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter
        self.message = message
        self.instead = instead
        """What a page takes in place of it, "" to leave it out."""


class UnknownCode(BadQuery):
    """A well-formed code that the region does not have."""


class Unanswerable(UnknownCode):
    """A filter that no loaded source can answer."""


def read_text(name: str, text: str) -> str:
    """Return words to search for, without signs that cannot be printed (raises BadQuery)."""
    if len(text) > MAX_TEXT:
        raise BadQuery(name, f"Le texte de recherche est trop long : {MAX_TEXT} signes au plus.")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _split(text: str) -> list[str]:
    return [part for part in (p.strip() for p in text.split(",")) if part]


def short(value: str) -> str:
    """Return a value as a message quotes it: cut when it is long."""
    return value if len(value) <= 40 else value[:40] + "…"


def one_of(allowed: Mapping[str, str]) -> Callable[[str, str], tuple[str, ...]]:
    """Return a reader of a parameter's name and text that accepts a closed list of values."""

    def read(name: str, text: str) -> tuple[str, ...]:
        values = _split(text)
        for value in values:
            if value not in allowed:
                near = get_close_matches(value[:60], allowed, n=1, cutoff=0.5)
                hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
                known = ", ".join(allowed)
                message = f"« {short(value)} » n'est pas une valeur de « {name} ».{hint}"
                raise BadQuery(name, f"{message} Valeurs possibles : {known}.")
        return tuple(dict.fromkeys(values))

    return read


def only_one_of(name: str, text: str, allowed: Mapping[str, str]) -> str:
    """Return the one value of a parameter, among a closed list (raises BadQuery)."""
    values = one_of(allowed)(name, text)
    if not values and "" in allowed:
        return ""
    if len(values) != 1:
        raise BadQuery(name, f"Choisissez une seule valeur pour « {name} ».")
    return values[0]


def is_whole(text: str, most: int) -> bool:
    """Whether a text is a whole number from 0 to `most`."""
    return text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= most


def read_levels(name: str, text: str) -> tuple[int, ...]:
    """Return levels of training, today's or those of 1969 (raises BadQuery)."""
    levels = []
    for value in _split(text):
        level = OLD_LEVELS.get(value.upper()) or (int(value) if value in map(str, LEVELS) else 0)
        if not level:
            raise BadQuery(
                name,
                f"« {short(value)} » n'est pas un niveau : écrivez un nombre de 3 (CAP) à 8 "
                "(doctorat), ou un ancien niveau de I à V.",
            )
        levels.append(level)
    return tuple(dict.fromkeys(levels))


def read_flag(name: str, text: str) -> bool | None:
    """Return yes, no, or None when nothing is said (raises BadQuery)."""
    words = {"": None, "1": True, "true": True, "oui": True, "0": False, "false": False}
    words["non"] = False
    if text.lower() not in words:
        raise BadQuery(name, f"« {name} » se dit « oui » ou « non », pas « {short(text)} ».")
    return words[text.lower()]


def read_months(name: str, text: str) -> int | None:
    """Return a number of months among those offered, None without one (raises BadQuery)."""
    if not text:
        return None
    if text not in map(str, START_MONTHS):
        months = ", ".join(map(str, START_MONTHS))
        raise BadQuery(name, f"« {name} » est un nombre de mois parmi {months}.")
    return int(text)


def read_month(name: str, text: str) -> str:
    """Return a month as « 2027-01 », "" when there is none (raises BadQuery)."""
    if text and not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text):
        raise BadQuery(name, f"« {name} » est un mois, comme 2027-01, pas « {short(text)} ».")
    return text


def read_codes(name: str, text: str) -> tuple[str, ...]:
    """Return codes of territories, separated by commas (raises BadQuery)."""
    codes = tuple(dict.fromkeys(_split(text)))
    for code in codes:
        if not (code.isascii() and code.isalnum() and len(code) <= 12):
            raise BadQuery(name, f"« {short(code)} » n'est pas un code de « {name} ».")
    return codes


def read_commune(name: str, text: str) -> str:
    """Return the code of one commune, "" when there is none (raises BadQuery)."""
    codes = read_codes(name, text)
    if text and len(codes) != 1:
        raise BadQuery(name, f"« {name} » est le code d'une seule commune.")
    return codes[0] if codes else ""


def read_mode(name: str, text: str) -> str:
    """Return a way of getting around, the car when none is said (raises BadQuery)."""
    modes = one_of(MODES)(name, text or "voiture")
    if len(modes) != 1:
        raise BadQuery(name, f"Choisissez un seul mode : {', '.join(MODES)}.")
    return modes[0]


def check_mode(loaded: Collection[str], mode: str) -> None:
    """Raise UnknownCode when a way of getting around is not among those that are loaded."""
    if mode not in loaded:
        raise UnknownCode("mode", f"« {MODES[mode]} » : aucun horaire n'est chargé.")


def read_minutes(name: str, text: str) -> int | None:
    """Return a travel time in minutes, None when it is not said (raises BadQuery)."""
    if not text:
        return None
    if not is_whole(text, MAX_MINUTES):
        raise BadQuery(
            name,
            f"Le temps de trajet est un nombre entier de minutes, de 0 à {MAX_MINUTES}, "
            f"pas « {short(text)} ».",
            longest(text),
        )
    return int(text)


def longest(text: str) -> str:
    """Return the longest time when a number of minutes is beyond it, else ""."""
    return str(MAX_MINUTES) if text.isascii() and text.isdigit() else ""


def read_position(name: str, text: str) -> tuple[float, float] | None:
    """Return a longitude and a latitude in degrees, None when there is none (raises BadQuery)."""
    if not text:
        return None
    parts = text.split(",")
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        lon = lat = math.nan
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise BadQuery(
            name,
            f"« {name} » est une longitude et une latitude en degrés séparées par une virgule, "
            f"par exemple 3.06,50.63, pas « {short(text)} ».",
        )
    return lon, lat
