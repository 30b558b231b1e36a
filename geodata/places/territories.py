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


class _Zone(NamedTuple):
    """A territory of the region, and the folded words of its name."""

    level: str
    code: str
    name: str
    words: tuple[str, ...]
    singulars: frozenset[str]

    def told(self, whole: bool) -> NamedTerritory:
        return NamedTerritory(self.name, self.level, (f"{self.level}:{self.code}",), whole)


class _KnownLand(NamedTuple):
    """A land that is whole in the region, and the words by which it is told."""

    said: list[str]
    told: NamedTerritory


class Territories:
    """The territories of a region, by what people call them.

    Parameters
    ----------
    zones : columns level, code and name
    lands : those of the country; what is not whole in `zones` is not known here
    """

    def __init__(self, zones: pd.DataFrame, lands: Sequence[Land] = ()) -> None:
        self._zones = {
            level: [_zone(level, str(code), str(name)) for code, name in _pairs(zones, level)]
            for level in _LEVELS
        }
        self._lands = list(self._told(zones, lands))

    def named(self, text: str) -> list[NamedTerritory]:
        """Return the territories that a text names, those of which it is the whole name first."""
        asked = read(text)
        words = [word for word in asked.words if word not in ("le", "la", "les", "l")]
        if asked.numbers:
            numbered = [zone for zone in self._zones["departement"] if zone.code in asked.numbers]
            alone = not words and len(numbered) == len(asked.numbers)
            return [zone.told(whole=True) for zone in numbered] if alone else []
        if not words:
            return []
        found = [*self._of_lands(words), *self._by_words(words)] or [*self._around_a_town(words)]
        return sorted(found, key=lambda one: not one.whole)

    def names_a_land(self, word: str) -> bool:
        """Say whether a folded word alone names a territory: « flandre », « lensois »."""
        return len(word) >= _SHORTEST and word not in _GENERIC and bool(self.named(word))

    def _told(self, zones: pd.DataFrame, lands: Sequence[Land]) -> Iterator[_KnownLand]:
        for land in lands:
            names = {str(code): str(name) for code, name in _pairs(zones, land.level)}
            if set(land.codes) <= set(names):
                values = tuple(f"{land.level}:{code}" for code in land.codes)
                meant = _meant(land, [names[code] for code in land.codes])
                told = NamedTerritory(land.name, land.level, values, True, meant)
                yield _KnownLand(_said(fold(land.name).split()), told)

    def _of_lands(self, words: list[str]) -> Iterator[NamedTerritory]:
        said = _said(words)
        return (land.told for land in self._lands if land.said == said)

    def _by_words(self, words: list[str]) -> Iterator[NamedTerritory]:
        telling = [word for word in words if len(word) >= _SHORTEST and word not in _GENERIC]
        said = set(map(_singular, words))
        for level, zones in self._zones.items():
            if level == "departement":
                yield from (zone.told(True) for zone in zones if zone.words == tuple(words))
            elif telling:
                yield from (zone.told(False) for zone in zones if said <= zone.singulars)

    def _around_a_town(self, words: list[str]) -> Iterator[NamedTerritory]:
        """Yield the employment zone of the one town that « Valenciennois », « Cambrésis » name."""
        said = [word for word in words if word not in _GENERIC]
        if len(said) != 1 or not (around := _AROUND.fullmatch(said[0])):
            return
        root = around[1]
        zones = self._zones["zone_emploi"]
        for start in (root, root[:-1] if root[-2:-1] == root[-1:] else root):
            begun = [zone for zone in zones if " ".join(zone.words).startswith(start)]
            if len(begun) == 1:
                yield begun[0].told(whole=False)
                return


def _pairs(zones: pd.DataFrame, level: str) -> Iterator[tuple[object, object]]:
    of_level = zones[zones["level"] == level]
    return zip(of_level["code"], of_level["name"], strict=True)


def _zone(level: str, code: str, name: str) -> _Zone:
    words = tuple(fold(name).split())
    return _Zone(level, code, name, words, frozenset(map(_singular, words)))


def _said(words: Sequence[str]) -> list[str]:
    return [_singular(word) for word in words if word not in _SMALL]


def _meant(land: Land, names: Sequence[str]) -> str:
    short = TERRITORY_LEVELS[land.level].short
    if len(names) == 1:
        return f"{short} {names[0]}" if land.level != "epci" else names[0]
    return named(len(names), short, short if short.isupper() else "")


def _singular(word: str) -> str:
    return word.removesuffix("s")
