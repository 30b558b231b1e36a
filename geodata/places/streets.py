"""The streets of a region, and the numbers in them, found by what a person types."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.folding import fold
from geodata.places.commune_names import LONGEST
from geodata.places.communes import Place, Places
from geodata.places.street_names import is_way, leading_number, street_words

_RANKED = 200
"""Streets that are compared with what is typed, those of the largest communes first."""
_AFTER = "\U0010ffff"


@dataclass(frozen=True)
class Addresses:
    """Streets and their numbers, as the Base Adresse Nationale gives them.

    Attributes
    ----------
    id : str
        Changes when any of it does.
    streets : (n,) commune (INSEE code), name, lon, lat (degrees, the median of its addresses)
    starts : (n + 1,), where the numbers of each street begin in the arrays that follow
    numbers, lons, lats : (m,), in the order of the streets
    """

    id: str
    streets: pd.DataFrame
    starts: NDArray[np.int64]
    numbers: NDArray[np.uint16]
    lons: NDArray[np.float32]
    lats: NDArray[np.float32]


@dataclass(frozen=True)
class Address:
    """A street, or a number in it, as a point to travel from."""

    label: str
    """« 12 Rue du Musée, Denain (59220) »."""
    commune: Place
    lon: float
    """Degrees, WGS84; so is `lat`."""
    lat: float


class StreetBook:
    """The streets of the communes of a region and the way to find one."""

    def __init__(self, addresses: Addresses, places: Places) -> None:
        self._addresses = addresses
        known = addresses.streets["commune"].map(places.known)
        streets = addresses.streets.assign(place=known, row=np.arange(len(known)))
        streets = streets[streets["place"].notna()]
        size = [-place.population for place in streets["place"]]
        streets = streets.assign(size=size).sort_values(["size", "commune", "name"])
        self._middles = [addresses.streets[name].to_numpy(np.float64) for name in ("lon", "lat")]
        self._rows = streets["row"].to_numpy()
        self._places: list[Place] = streets["place"].tolist()
        self._names: list[str] = streets["name"].tolist()
        of_commune = {place.code: _commune_words(place) for place in set(self._places)}
        self._streets = [street_words(name).split() for name in self._names]
        self._communes = [of_commune[place.code] for place in self._places]
        words = pd.Series(
            [[*mine, *town] for mine, town in zip(self._streets, self._communes, strict=True)],
            dtype=object,
        ).explode()
        codes, known_words = pd.factorize(words.fillna(""), sort=True)
        order = np.argsort(codes, kind="stable")
        self._holders = words.index.to_numpy()[order]
        self._bounds = np.searchsorted(codes[order], np.arange(len(known_words) + 1))
        self._words = [str(word) for word in known_words]

    def suggest(self, text: str, limit: int = 8) -> list[Address]:
        """Addresses that `text` may be the beginning of, the likeliest first.

        Something of an address must be there: a number, or a word such as « rue ». Case, accents,
        articles and usual abbreviations do not count. The commune may follow, by its name or its
        postal code; after a comma, it is only looked for there. A number that the street does not
        have is left out: its street is proposed, from its middle.
        """
        text = text[:LONGEST]
        street, comma, town = text.partition(",")
        number = leading_number(street)
        mine, theirs = street_words(street).split(), fold(town).split()
        if not (number is not None or is_way(" ".join(mine))):
            return []
        if not any(len(word) > 1 and not is_way(word) for word in mine):
            return []
        found = np.ones(len(self._names), dtype=bool)
        for word in [*mine, *theirs]:
            found &= self._with(word)
        ranked = []
        for row in np.flatnonzero(found)[:_RANKED]:
            has, lies = self._streets[row], self._communes[row]
            named = [word for word in mine if _begins(word, has)]
            if not any(not is_way(word) for word in named):
                continue
            if comma and not (len(named) == len(mine) and all(_begins(w, lies) for w in theirs)):
                continue
            whole = sum(word in has or word in lies for word in [*mine, *theirs])
            ranked.append((-whole, len(has) - len(named), int(row)))
        return [self._address(row, number) for _, _, row in sorted(ranked)[:limit]]

    def _with(self, word: str) -> NDArray[np.bool_]:
        first, last = (bisect_left(self._words, edge) for edge in (word, word + _AFTER))
        found = np.zeros(len(self._names), dtype=bool)
        found[self._holders[self._bounds[first] : self._bounds[last]]] = True
        return found

    def _address(self, row: int, number: int | None) -> Address:
        table, at = self._addresses, self._rows[row]
        lon, lat = (float(axis[at]) for axis in self._middles)
        shown = f"{self._names[row]}, {self._places[row].label}"
        if number is not None:
            first, last = table.starts[at : at + 2]
            same = np.flatnonzero(table.numbers[first:last] == number)
            if same.size:
                shown = f"{number} {shown}"
                lon, lat = (float(axis[first + same[0]]) for axis in (table.lons, table.lats))
        # Ten metres: no more is known of a door, nor needed for a time.
        return Address(shown, self._places[row], round(lon, 4), round(lat, 4))


def _begins(word: str, words: list[str]) -> bool:
    return any(one.startswith(word) for one in words)


def _commune_words(place: Place) -> list[str]:
    return sorted({*fold(place.label).split(), *place.postcodes})
