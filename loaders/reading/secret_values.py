"""Values that a producer does not publish: why, and never as a zero."""

from __future__ import annotations

from geodata.folding import fold
from loaders.reading.tables import number

SECRET = "secret"
ABSENT = "indisponible"
_SECRET = frozenset(["s", "secret", "secret statistique", "c", "conf", "confidentiel"])


def status_of(cell: str) -> str:
    """Return why a cell has no number: « secret », « indisponible », or "" when it has one.

    Stars and the word « secret » are a statistical secret; « nd », « ns », dots and an empty cell
    only say that there is nothing.
    """
    if value_of(cell) is not None:
        return ""
    starred = "*" in cell and not cell.strip(" *")
    return SECRET if starred or fold(cell) in _SECRET else ABSENT


def value_of(cell: str) -> float | None:
    """Return the number of a cell, its sign of percentage left out, None when there is none."""
    return number(cell.strip().removesuffix("%"))
