"""Territories named where a commune is asked: « Nord », « Picardie », « le Boulonnais », « 62 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from geodata.folding import fold
from geodata.places.commune_names import read

FORMER_REGIONS: dict[str, tuple[str, ...]] = {
    "Alsace": ("67", "68"),
    "Aquitaine": ("24", "33", "40", "47", "64"),
    "Auvergne": ("03", "15", "43", "63"),
    "Bourgogne": ("21", "58", "71", "89"),
    "Champagne-Ardenne": ("08", "10", "51", "52"),
    "Franche-Comté": ("25", "39", "70", "90"),
    "Languedoc-Roussillon": ("11", "30", "34", "48", "66"),
    "Limousin": ("19", "23", "87"),
    "Lorraine": ("54", "55", "57", "88"),
    "Midi-Pyrénées": ("09", "12", "31", "32", "46", "65", "81", "82"),
    "Nord-Pas-de-Calais": ("59", "62"),
    "Basse-Normandie": ("14", "50", "61"),
    "Haute-Normandie": ("27", "76"),
    "Picardie": ("02", "60", "80"),
    "Poitou-Charentes": ("16", "17", "79", "86"),
    "Rhône-Alpes": ("01", "07", "26", "38", "42", "69", "73", "74"),
}
"""The regions that were joined in 2016 (loi n° 2015-29), and their départements."""

_LEVELS = ("departement", "zone_emploi", "epci", "spel")
_SHORTEST = 5  # letters of a word by which a longer name is known: « boulonnais »
_GENERIC_WORDS = """
communaute communes agglomeration urbaine pays metropole region territoire zone bassin emploi
centre nord ouest haute haut grand grande
"""
_AROUND = re.compile(r"(.{4,}?)(?:esis|isis|ais|ois)(?:es?)?")
"""What is around a town, by its name: Lensois, Soissonnais, Cambrésis, Douaisis."""

_GENERIC = frozenset(_GENERIC_WORDS.split())


class NamedTerritory(NamedTuple):
    """A territory that a text names: what it is called, its `level:code` values.

    `whole` tells that the text is its whole name.
    """

    name: str
    level: str
    values: tuple[str, ...]
    whole: bool


def territories_named(zones: pd.DataFrame, text: str) -> list[NamedTerritory]:
    """Return the territories that a text names, départements and former regions first.

    Parameters
    ----------
    zones : columns level, code and name
    """
    asked = read(text)
    words = [word for word in asked.words if word not in ("le", "la", "les", "l")]
    if asked.numbers:
        known = zones[(zones["level"] == "departement") & zones["code"].isin(asked.numbers)]
        alone = not words and len(known) == len(asked.numbers)
        return [_zone(row, True) for row in known.itertuples()] if alone else []
    if not words:
        return []
    found = [*_former(zones, words), *_zones(zones, words)] or [*_around_a_town(zones, words)]
    return sorted(found, key=lambda one: not one.whole)


def _former(zones: pd.DataFrame, words: list[str]) -> Iterator[NamedTerritory]:
    here = set(zones.loc[zones["level"] == "departement", "code"])
    for name, codes in FORMER_REGIONS.items():
        if fold(name).split() == words and here.issuperset(codes):
            values = tuple(f"departement:{code}" for code in codes)
            yield NamedTerritory(name, "region", values, True)


def _zones(zones: pd.DataFrame, words: list[str]) -> Iterator[NamedTerritory]:
    telling = [word for word in words if len(word) >= _SHORTEST and word not in _GENERIC]
    for level in _LEVELS:
        for row in zones[zones["level"] == level].itertuples():
            of_name = fold(str(row.name)).split()
            whole = of_name == words and level == "departement"
            within = {_singular(word) for word in words} <= set(map(_singular, of_name))
            if whole or (telling and within and level != "departement"):
                yield _zone(row, whole)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _around_a_town(zones: pd.DataFrame, words: list[str]) -> Iterator[NamedTerritory]:
    """Yield the employment zone of the one town that « Valenciennois », « Cambrésis » come from."""
    said = [word for word in words if word not in _GENERIC]
    if len(said) != 1 or not (around := _AROUND.fullmatch(said[0])):
        return
    root = around[1]
    of_level = zones[zones["level"] == "zone_emploi"]
    names = of_level["name"].map(fold)
    for start in (root, root[:-1] if root[-2:-1] == root[-1:] else root):
        named = of_level[names.str.startswith(start)]
        if len(named) == 1:
            yield _zone(next(named.itertuples()), False)
            return


def names_a_land(zones: pd.DataFrame, word: str) -> bool:
    """Say whether a folded word alone names a territory: « flandre », « lensois »."""
    alone = len(word) >= _SHORTEST and word not in _GENERIC
    return alone and bool(territories_named(zones, word))


def _zone(row: object, whole: bool) -> NamedTerritory:
    level, code, name = (str(getattr(row, key)) for key in ("level", "code", "name"))
    return NamedTerritory(name, level, (f"{level}:{code}",), whole)
