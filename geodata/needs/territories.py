"""The territories that needs are looked at by, and where the survey of needs knows each."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geodata.asking.needs import NEEDS_LEVELS
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.territory import Territory, territories, territory

BASIN = "bmo_basin"


def needs_territory(atlas: Atlas, level: str, code: str) -> Territory:
    """Return a territory, the region where no code is given.

    Raises UnknownCode: the region has no such territory.
    """
    known = territories(atlas).get(level, {})
    if level == "region" and not code:
        code = next(iter(known))
    if code not in known:
        raise UnknownCode(
            "code",
            f"{NEEDS_LEVELS[level]} : le code « {code} » n'est pas dans {atlas.region_name}.",
        )
    return territory(atlas, level, code)


def needs_basins(place: Territory) -> Mapping[str, float]:
    """Return the basins that a territory is looked at by: of a SPEL, those that count for it."""
    return place.basins if place.level == "spel" else place.every_basin


def surveyed(atlas: Atlas, place: Territory) -> NDArray[np.bool_]:
    """Tell in which communes needs are surveyed, bool (n_communes,).

    They are the communes of the basins for a SPEL, which the survey does not know; else its own.
    """
    if place.level != "spel" or not place.every_basin:
        return place.inside
    return np.isin(atlas.communes[BASIN].to_numpy(dtype=object), list(place.basins))
