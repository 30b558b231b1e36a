"""Figures as producers of statistics write them: secret, not available, or a number."""

import re
from collections.abc import Iterable

import pandas as pd

from geodata.folding import fold
from loaders.reading.tables import number

SECRET = frozenset({"s", "secret", "secretstatistique", "c", "conf", "confidentiel", "ss", "<5"})
"""How a value kept secret is written, beside stars; compared in lower case, without spaces."""

UNAVAILABLE = frozenset({
    "", "-", "--", "–", "—", ".", "..", "...", "…", "/", "///", "na", "n/a", "nan", "#n/a", "#n/d",
    "null", "none", "nd", "n.d.", "n.d", "nc", "n.c.", "n.c", "ns", "n.s.", "n.s", "so", "s.o.",
    "nr", "n.r.", "nondisponible", "nondiffusé", "nonrenseigné", "noncommuniqué",
    "#ref!", "#div/0!", "#valeur!", "#value!", "#nom?", "#name?",
})  # fmt: skip
"""How a value that is not published is written."""

LARGEST_FIGURE = 1e12
"""Beyond, a number counts nothing that is in France: it is a fault of the file."""

DEGREES = {"tres faible": 1, "faible": 2, "moyenne": 3, "elevee": 4, "tres elevee": 5}
"""The five classes of tension in words."""

HORS_REGION = "hors de la région"
UNREADABLE = "nombre illisible"


def state_of(text: str) -> str:
    """Return what a cell says of its value: "" (a number), "secret", "indisponible", "illisible".

    « * » is secret and « n.d. » unavailable; neither is a zero.
    """
    bare = re.sub(r"\s", "", text).lower()
    if bare in SECRET or set(bare) == {"*"} or re.fullmatch(r"\(?(?:<|≤|<=|moinsde)\d+\)?", bare):
        return "secret"
    if bare in UNAVAILABLE:
        return "indisponible"
    value = number(text)
    return "" if value is not None and 0 <= value < LARGEST_FIGURE else "illisible"


def rate_of(text: str) -> float | None:
    """Return the number of a cell, its sign of percentage left out, None when there is none."""
    return number(text.strip().removesuffix("%"))


def why_no_rate(text: str) -> str:
    """Return why a cell has no rate: « secret », « indisponible », or "" when it has one."""
    if rate_of(text) is not None:
        return ""
    return "secret" if state_of(text) == "secret" else "indisponible"


def counts(cells: pd.Series) -> pd.Series:
    """Return whole numbers (Int64), rounded, null when the cell is no plausible count."""
    values = cells.map(number).astype("Float64")
    return values.where((values >= 0) & (values < LARGEST_FIGURE)).round().astype("Int64")


def degrees(cells: pd.Series) -> pd.Series:
    """Return classes from 1 to 5 (Int64), null for all that is not one of the five classes.

    A continuous index is not turned into a class: only its producer knows the bounds.
    """
    return cells.map(_degree).astype("Int64")


def _degree(cell: str) -> int | None:
    value = number(cell)
    if value is None:
        return DEGREES.get(fold(cell))
    return int(value) if value in (1, 2, 3, 4, 5) else None


def departement_code(text: str) -> str:
    """Return the code of a département as the Insee writes it: « 2 » and « 002 » are « 02 »."""
    bare = re.sub(r"\.0$", "", text.strip().upper())
    if re.fullmatch(r"\d+", bare):
        bare = str(int(bare)).zfill(2)
    return re.sub(r"^0(?=2[AB]$)", "", bare)


def whole_code(text: str) -> str:
    """Return a code that a spreadsheet may have taken for a number: « 32.0 » is « 32 »."""
    return re.sub(r"\.0$", "", text.strip())


def fap_version(codes: Iterable[str]) -> str:
    """Return the version of the FAP that codes belong to: « FAP 2021 » has an X in third place."""
    return "FAP 2021" if any(code[2:3] == "X" for code in codes) else "FAP 2009"
