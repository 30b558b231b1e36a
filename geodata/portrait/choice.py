"""Finding a territory by its name, and putting several side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.portrait.composition import portrait
from geodata.portrait.figure import THEMES, Figure
from geodata.portrait.names import PORTRAIT_LEVELS, full_names, portrait_territory, portrayed
from geodata.territory import Territory

MOST = 4
"""Territories side by side, the page's own included."""

LONGEST = 200
"""Characters of a typed name that are read."""


@dataclass(frozen=True)
class Choice:
    """A territory that can be chosen: its level, code, and name that no other one has."""

    level: str
    code: str
    name: str

    @property
    def key(self) -> str:
        """How an address names it: « spel:025 »."""
        return f"{self.level}:{self.code}"


@dataclass(frozen=True)
class Row:
    """One indicator over several territories, None where one has no such figure."""

    theme: str
    label: str
    figures: tuple[Figure | None, ...]


def choices(atlas: Atlas, text: str = "", limit: int = 60) -> list[Choice]:
    """Return the territories whose name holds a text, the widest levels first.

    Without a text, all of them but the communes.
    """
    wanted = fold(text[:LONGEST])
    every = atlas.cached("portrait-choices", lambda: _every(atlas))
    if not wanted:
        return [choice for choice, _ in every if choice.level != "commune"]
    found = [choice for choice, name in every if wanted in name]
    starts = {choice.key for choice, name in every if name.startswith(wanted)}
    order = list(PORTRAIT_LEVELS)
    found.sort(key=lambda c: (order.index(c.level), c.key not in starts))
    return found[:limit]


def choice(atlas: Atlas, level: str, code: str) -> Choice:
    """Return a territory of the atlas as it is offered."""
    return Choice(level, code, full_names(atlas)[level, code])


def parse_places(atlas: Atlas, text: str, own: Territory) -> tuple[list[Territory], list[str]]:
    """Read « spel:025,zone_emploi:3216 »: the territories beside one, and what cannot be read."""
    found, problems = [own], []
    for part in dict.fromkeys(filter(None, text[:LONGEST].split(","))):
        level, _, code = part.strip().partition(":")
        try:
            place = portrait_territory(atlas, level, code)
        except UnknownCode:
            problems.append(f"Le territoire « {part[:40]} » n'est pas dans l'atlas.")
            continue
        if any((one.level, one.code) == (place.level, place.code) for one in found):
            continue
        if len(found) == MOST:
            problems.append(f"Quatre territoires au plus se comparent : {place.name} est laissé.")
            continue
        found.append(place)
    return found, problems


def compare(atlas: Atlas, places: Sequence[Territory], entry: str = "territoire") -> list[Row]:
    """Return the indicators that at least one of several territories has, theme by theme."""
    shown = [portrait(atlas, place.level, place.code, entry) for place in places]
    rows = []
    for position, theme in enumerate(THEMES):
        tables = [
            {_name(f): f for f in (*p.bands[position].figures, *p.bands[position].missing)}
            for p in shown
        ]
        labels = dict.fromkeys(label for table in tables for label in table)
        for label in labels:
            figures = tuple(table.get(label) for table in tables)
            if any(figure is not None and figure.known for figure in figures):
                rows.append(Row(theme, label, figures))
    return rows


def _name(figure: Figure) -> str:
    return f"{figure.label} : {figure.category}" if figure.category else figure.label


def _every(atlas: Atlas) -> list[tuple[Choice, str]]:
    return [
        (choice(atlas, level, code), fold(name))
        for level, named in portrayed(atlas).items()
        for code, name in named.items()
    ]
