"""Values of a reply brought to plain types: texts, lists, flags, days and codes."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from geodata.domains import domain_of_nsf
from geodata.vocabulary import LEVELS, OLD_LEVELS
from loaders.reading.columns import folded_name
from loaders.reading.days import day_said
from loaders.reading.tables import number
from loaders.reading.texts import composed

PARIS = ZoneInfo("Europe/Paris")

_YES = {"true", "1", "oui", "yes", "vrai", "o"}
_NO = {"false", "0", "non", "no", "faux", "n"}
_NOTHING = {"null", "none", "nan", "undefined", "n/a"}
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_CFD_LEVELS = {"5": 3, "4": 4, "3": 5, "2": 6, "1": 7}


def field_name(column: str) -> str:
    """Return the name of the field that a table writes in capitals, with spaces or accents."""
    return folded_name(column).replace(" ", "_")


def text_of(value: object) -> str:
    """Return a value as a text without spaces around it; "" for what stands for nothing."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    written = composed(" ".join(str(value).split()))
    return "" if written.lower() in _NOTHING else written


def first_text(record: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the first text that is not empty under one of the names."""
    return next((text for name in names if (text := text_of(record.get(name)))), "")


def inside(record: Mapping[str, Any], *path: str) -> Any:
    """Return what is at the end of a path of keys, None when a step is missing."""
    value: Any = record
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def listed(value: object) -> list[Any]:
    """Return the items of a list, of its JSON, or of a text cut by commas, « | » or « ; »."""
    if isinstance(value, list):
        return value
    written = text_of(value)
    if written.startswith("["):
        try:
            read = json.loads(written)
        except (ValueError, RecursionError):
            read = None
        if isinstance(read, list):
            return read
    return [part.strip(" \"'[]") for part in re.split(r"[,;|]", written) if part.strip(" \"'[]")]


def flag(value: object) -> bool | None:
    """Return what a flag says, None when it says nothing."""
    written = text_of(value).lower()
    return True if written in _YES else False if written in _NO else None


def count_of(value: object) -> int | None:
    """Return a whole number of people, None when there is none (or a negative one)."""
    read = number(text_of(value))
    return int(read + 0.5) if read is not None and 0 <= read < 1_000_000 else None


def day_of(value: object) -> dt.date | None:
    """Return the day of a date from 1980, in Paris when an hour and its zone are given.

    See `loaders.reading.days` for the forms that a date may have.
    """
    written = text_of(value)
    try:
        moment = dt.datetime.fromisoformat(written)
        day = (moment.astimezone(PARIS) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        day = day_said(written) or dt.date.min
    return day if 1980 <= day.year <= 2100 else None


def level_of_words(text: str) -> int | None:
    """Return the level that begins a text: « 4 (BAC...) », « niveau5 », « IV (BAC) »."""
    found = re.match(r"\s*(?:niveau\s*)?([1-8]|IV|I{1,3}|V)\b", text, re.IGNORECASE)
    if found is None:
        return None
    if found[1].isdigit():
        return int(found[1]) if int(found[1]) in LEVELS else None
    return OLD_LEVELS.get(found[1].upper())


def cfd_of(value: object) -> str:
    """Return a code formation-diplôme (8 signs), "" when the text is none."""
    written = plain_code(value).upper()
    if re.fullmatch(r"\d{7}", written):  # a spreadsheet drops the zero that begins a code
        written = f"0{written}"
    return written if re.fullmatch(r"[0-9A-Z]{3}\d{5}", written) else ""


def level_of_cfd(cfd: str) -> int | None:
    """Return the level of a diploma by its code: the first digit is its level of 1969."""
    return _CFD_LEVELS.get(cfd[:1])


def nsf_of_cfd(cfd: str) -> str:
    """Return the NSF group of a diploma: the fourth to sixth signs of its code."""
    return nsf_group(cfd[3:6])


def nsf_group(code: object) -> str:
    """Return the group (3 digits) of an NSF code such as « 252r », "" when unknown."""
    written = text_of(code)
    return written[:3] if domain_of_nsf(written) else ""


def romes_of(values: Iterable[object]) -> str:
    """Return the ROME codes of a list, once each, separated by a space."""
    codes = (text_of(value).upper() for value in values)
    return " ".join(dict.fromkeys(c for c in codes if re.fullmatch(r"[A-N]\d{4}", c, re.ASCII)))


_RNCP = r"(?:(?:FR[-_]?)?RNCP[-_:°n]*)?0*([0-9]{1,6})(?:[.,]0)?"


def rncp_code(value: object) -> str:
    """Return a code RNCP as « RNCP » and its number, "" when the text is none."""
    found = re.fullmatch(_RNCP, plain_code(value), re.IGNORECASE)
    return f"RNCP{found[1]}" if found and int(found[1]) else ""


def plain_code(value: object) -> str:
    """Return a code without spaces, as it was before a spreadsheet took it for a number.

    « 2345.0 » is « 2345 »; « 2,601E+13 » has lost digits, that nothing gives back: "".
    """
    written = "".join(text_of(value).split())
    if found := re.fullmatch(r"(\d+)[.,]0+", written):
        return found[1]
    if found := _SCIENTIFIC.fullmatch(written):
        digits, length = found[1] + (found[2] or ""), int(found[3]) + 1
        return digits[:length] if len(digits) >= length else ""
    return written


def postal_code(value: object) -> str:
    """Return the postal code (five digits) that a text says, « F-02100 cedex » or 2100, else ""."""
    found = re.search(r"(?<!\d)\d{4,5}(?!\d)", plain_code(value))
    return found[0].zfill(5) if found else ""


def uai_code(value: object) -> str:
    """Return a UAI (seven digits, a letter), "" when the text is none.

    The zeros that a spreadsheet strips (« 590010R », « 20001A ») are given back.
    """
    written = text_of(value).upper()
    return written.zfill(8) if re.fullmatch(r"\d{5,7}[A-Z]", written, re.ASCII) else ""


def siret_code(value: object) -> str:
    """Return a SIRET (fourteen digits), "" when the text is none.

    The zeros that a spreadsheet strips are given back when the sum of control then holds.
    """
    written = plain_code(value)
    if re.fullmatch(r"\d{11,13}", written, re.ASCII) and _luhn(written):
        written = written.zfill(14)
    return written if re.fullmatch(r"\d{14}", written, re.ASCII) else ""


def _luhn(digits: str) -> bool:
    doubled = [int(sign) * (1 + rank % 2) for rank, sign in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def web_address(*values: object) -> str:
    """Return the first value that is a web address; one written « www.… » gets its scheme."""
    for value in values:
        written = text_of(value)
        if re.match(r"www\.[\w-]+\.", written, re.IGNORECASE):
            written = f"https://{written}"
        if re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", written, re.IGNORECASE):
            return written
    return ""


def telephone(value: object) -> str:
    """Return the first French telephone number of a text, « 03 20 33 53 33 », else "".

    The zero that « +33 » or a spreadsheet takes away is given back.
    """
    for part in re.split(r"[/;|,]|\bou\b", text_of(value)):
        digits = re.sub(r"\(0\)|\D", "", part)
        digits = re.sub(r"^(?:00)?33(?=\d{9}$)|^0(?=\d{9}$)", "", digits)
        if re.fullmatch(r"[1-9]\d{8}", digits, re.ASCII):
            return " ".join(re.findall("..", f"0{digits}"))
    return ""
