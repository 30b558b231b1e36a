"""Territories named where a commune is asked: « Nord », « Picardie », « le Boulonnais », « 62 »."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from geodata.folding import fold
from geodata.places.commune_names import read
from geodata.plural import named
from geodata.vocabulary import TERRITORY_LEVELS

_LEVELS = ("departement", "zone_emploi", "epci", "spel")
_SHORTEST = 5  # letters of a word by which a longer name is known: « boulonnais »
_GENERIC_WORDS = """
communaute communes agglomeration urbaine pays metropole region territoire zone bassin emploi
centre nord ouest haute haut grand grande
"""
_SMALL = frozenset(["le", "la", "les", "l", "de", "du", "des", "d"])
_AROUND = re.compile(r"(.{4,}?)(?:esis|isis|ais|ois)(?:es?)?")
"""What is around a town, by its name: Lensois, Soissonnais, Cambrésis, Douaisis."""

_GENERIC = frozenset(_GENERIC_WORDS.split())


class Land(NamedTuple):
    """A name in use that no zoning has, and the territories of one level that it stands for.

    « Picardie » is three départements, « Audomarois » a SPEL, « bassin minier » seven EPCI.
    """

    name: str
    level: str
    codes: tuple[str, ...]


class NamedTerritory(NamedTuple):
    """A territory that a text names: what it is called, its `level:code` values.

    `whole` tells that the text is its whole name, `meant` what it stands for where it is a land.
    """

    name: str
    level: str
    values: tuple[str, ...]
    whole: bool
    meant: str = ""

    @property
    def words(self) -> str:
        """The name and, in brackets, what it is or stands for."""
        return f"{self.name} ({self.meant or TERRITORY_LEVELS[self.level].short})"


def territories_named(
    zones: pd.DataFrame, text: str, lands: Sequence[Land] = ()
) -> list[NamedTerritory]:
    """Return the territories that a text names, those of which it is the whole name first.

    Parameters
    ----------
    zones : columns level, code and name
    lands : those of the country; what is not whole in `zones` is not known here
    """
    asked = read(text)
    words = [word for word in asked.words if word not in ("le", "la", "les", "l")]
    if asked.numbers:
        known = zones[(zones["level"] == "departement") & zones["code"].isin(asked.numbers)]
        alone = not words and len(known) == len(asked.numbers)
        return [_zone(row, True) for row in known.itertuples()] if alone else []
    if not words:
        return []
    found = [*_lands(zones, lands, words), *_zones(zones, words)] or [*_around_a_town(zones, words)]
    return sorted(found, key=lambda one: not one.whole)


def _lands(
    zones: pd.DataFrame, lands: Sequence[Land], words: list[str]
) -> Iterator[NamedTerritory]:
    said = [_singular(word) for word in words if word not in _SMALL]
    for land in lands:
        if [_singular(word) for word in fold(land.name).split() if word not in _SMALL] != said:
            continue
        names = zones[zones["level"] == land.level].set_index("code")["name"]
        if set(land.codes) <= set(names.index):
            values = tuple(f"{land.level}:{code}" for code in land.codes)
            meant = _meant(land, [str(names[code]) for code in land.codes])
            yield NamedTerritory(land.name, land.level, values, True, meant)


def _meant(land: Land, names: Sequence[str]) -> str:
    short = TERRITORY_LEVELS[land.level].short
    if len(names) == 1:
        return f"{short} {names[0]}" if land.level != "epci" else names[0]
    return named(len(names), short, short if short.isupper() else "")


def _zones(zones: pd.DataFrame, words: list[str]) -> Iterator[NamedTerritory]:
    telling = [word for word in words if len(word) >= _SHORTEST and word not in _GENERIC]
    said = set(map(_singular, words))
    for level in _LEVELS:
        of_level = zones[zones["level"] == level]
        names = [fold(str(name)).split() for name in of_level["name"]]
        if level == "departement":
            found = [at for at, name in enumerate(names) if name == words]
        else:
            found = [at for at, name in enumerate(names) if said.issubset(map(_singular, name))]
            found = found if telling else []
        for row in of_level.iloc[found].itertuples():
            yield _zone(row, level == "departement")


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


def names_a_land(zones: pd.DataFrame, word: str, lands: Sequence[Land] = ()) -> bool:
    """Say whether a folded word alone names a territory: « flandre », « lensois »."""
    alone = len(word) >= _SHORTEST and word not in _GENERIC
    return alone and bool(territories_named(zones, word, lands))


def _zone(row: object, whole: bool) -> NamedTerritory:
    level, code, name = (str(getattr(row, key)) for key in ("level", "code", "name"))
    return NamedTerritory(name, level, (f"{level}:{code}",), whole)
