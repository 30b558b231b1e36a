"""Territories that resemble one another, so that each is compared with its like."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.sums import sums
from geodata.territory import Territory, territories

HOW_MANY = 3

FEATURES: dict[str, str] = {
    "people": "nombre d'habitants",
    "density": "densité",
    "young": "part des moins de 20 ans",
    "old": "part des 65 ans et plus",
    "rural": "part d'habitants en commune rurale",
    "qpv": "part d'habitants en quartier prioritaire",
}
"""What makes two territories alike; people and density by their logarithm."""

LEVELS = ("spel", "zone_emploi", "epci", "commune")
"""Where there are enough territories for some to be alike."""


@dataclass(frozen=True)
class Similar:
    """The territories most like one, the nearest first, and what is summed over them."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    sums: pd.Series

    @property
    def label(self) -> str:
        """How they are called beside a figure."""
        return "territoires semblables"


def similar(atlas: Atlas, place: Territory) -> Similar | None:
    """Return the territories of the same level that are most alike, None where too few are.

    The distance is Euclid's over `FEATURES`, each brought to mean 0 and standard deviation 1 over
    the territories of the level; features that a store does not know are left out for all.
    """
    if place.level not in LEVELS:
        return None
    key = (place.level, place.code)
    return atlas.of_place("portrait-similar", key, lambda: _similar(atlas, place))


def features(table: pd.DataFrame) -> pd.DataFrame:
    """Return the standardised features of the territories of a level, from their sums."""
    people = table["population"].clip(lower=1)
    bands = table["bands"].clip(lower=1)
    raw = pd.DataFrame(
        {
            "people": np.log(people),
            "density": np.log(people / table["area"].clip(lower=1e-6)),
            "young": table["pop_0_19"] / bands,
            "old": table["pop_65_plus"] / bands,
            "rural": table["rural"] / people,
            "qpv": table["qpv"] / people,
        }
    )
    spread = raw.std(ddof=0)
    varying = spread[spread > 1e-9].index
    return (raw[varying] - raw[varying].mean()) / spread[varying]


def _similar(atlas: Atlas, place: Territory) -> Similar | None:
    table = sums(atlas, place.level)
    if len(table) <= HOW_MANY:
        return None
    scaled = atlas.cached(("portrait-features", place.level), lambda: features(table))
    far = np.sqrt(((scaled - scaled.loc[place.code]) ** 2).sum(axis=1)).drop(place.code)
    codes = tuple(far.sort_values(kind="stable").index[:HOW_MANY])
    names = territories(atlas)[place.level]
    return Similar(codes, tuple(names[code] for code in codes), table.loc[list(codes)].sum())
