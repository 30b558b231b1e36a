"""Figures counted from the communes and the courses of the store, with their comparison."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, rate
from geodata.portrait.similar import similar
from geodata.portrait.sums import sums
from geodata.territory import Territory
from geodata.vocabulary import TERRITORY_LEVELS


@dataclass(frozen=True)
class Counted:
    """The sums over a territory and over the places that it is compared with.

    `places` are (name, level, sums), the territory itself first.
    """

    atlas: Atlas
    place: Territory
    places: tuple[tuple[str, str, pd.Series], ...]

    @property
    def own(self) -> pd.Series:
        """Sums over the territory."""
        return self.places[0][2]

    def count(self, figure: Figure, column: str) -> Figure:
        """Return a figure that is a sum; it is not compared, since sizes differ."""
        value = float(self.own[column])
        return replace(figure, value=value, place=self.place.name, level=self.place.level)

    def share(
        self, figure: Figure, numerator: tuple[str, str], denominator: tuple[str, str]
    ) -> Figure:
        """Return a rate in %, with those of the places compared; terms are (name, column)."""

        def make(name: str, level: str, table: pd.Series) -> Figure:
            one = replace(figure, place=name, level=level)
            top = (numerator[0], float(table[numerator[1]]))
            return rate(one, top, (denominator[0], float(table[denominator[1]])))

        return self._with_beside(make)

    def ratio(self, figure: Figure, value: Callable[[pd.Series], float | None]) -> Figure:
        """Return any other figure worked out from sums, with those of the places compared."""

        def make(name: str, level: str, table: pd.Series) -> Figure:
            worked = value(table)
            status = "indisponible" if worked is None else ""
            return replace(figure, value=worked, place=name, level=level, status=status)

        return self._with_beside(make)

    def _with_beside(self, make: Callable[[str, str, pd.Series], Figure]) -> Figure:
        first, *rest = (make(*one) for one in self.places)
        return replace(first, beside=tuple(one for one in rest if one.known))


def counted(atlas: Atlas, place: Territory) -> Counted:
    """Return the sums over a territory, over the region and over the territories like it."""
    key = (place.level, place.code)
    return atlas.of_place("portrait-counted", key, lambda: _counted(atlas, place))


def place_words(name: str, level: str) -> str:
    """Name a place with what it is, for the details of a figure."""
    kind = TERRITORY_LEVELS[level].one.lower() if level in TERRITORY_LEVELS else ""
    return f"{name} ({kind})" if kind else name


def _counted(atlas: Atlas, place: Territory) -> Counted:
    region = sums(atlas, "region").iloc[0]
    places = [(place.name, place.level, sums(atlas, place.level).loc[[place.code]].iloc[0])]
    if place.level != "region":
        places.append((atlas.region_name, "region", region))
    if alike := similar(atlas, place):
        places.append((f"{alike.label} ({', '.join(alike.names)})", "similar", alike.sums))
    return Counted(atlas, place, tuple(places))
