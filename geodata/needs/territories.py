"""The territories that needs are looked at by, and the employment basins that each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.asking.needs import NEEDS_LEVELS
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.places.zoning import UNKNOWN, is_known, zone_label, zoning

BASIN = "bmo_basin"
LEAST_SHARE = 0.1
"""A basin counts for a SPEL when at least this share of the SPEL's people live in it."""


@dataclass(frozen=True)
class Territory:
    """A territory and its employment basins.

    Attributes
    ----------
    communes : bool (n_communes,), where its people live
    basins : share of the territory's people by basin's code, 0 to 1, the largest first; those
        under `LEAST_SHARE` are left out of a SPEL
    needs_communes : bool (n_communes,), where needs are surveyed: the communes of the basins for
        a SPEL, which the survey does not know; else its own
    departement : code of the département where most of its people live, "" for the region
    """

    level: str
    code: str
    name: str
    communes: NDArray[np.bool_]
    basins: Mapping[str, float]
    needs_communes: NDArray[np.bool_]
    departement: str


def territories(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return the names of the territories by level and code, by name; unknown levels left out."""
    return atlas.cached("needs-territories", lambda: _territories(atlas))


def territory(atlas: Atlas, level: str, code: str) -> Territory:
    """Return a territory.

    Raises
    ------
    UnknownCode
        The region has no such territory.
    """
    known = territories(atlas).get(level, {})
    if level == "region" and not code:
        code = next(iter(known))
    if code not in known:
        raise UnknownCode(
            "code",
            f"{NEEDS_LEVELS[level]} : le code « {code} » n'est pas dans {atlas.region_name}.",
        )
    return atlas.cached(("needs-territory", level, code), lambda: _make(atlas, level, code))


def _territories(atlas: Atlas) -> dict[str, dict[str, str]]:
    zones = atlas.zones
    regions = zones[zones["level"] == "region"]
    found = {"region": dict(zip(regions["code"], regions["name"], strict=True))}
    for level in NEEDS_LEVELS:
        ranged = zoning(atlas.communes, level)
        if level == "region" or not is_known(ranged):
            continue
        named = {
            code: zone_label(level, code, atlas.zone_names)
            for code in ranged.codes
            if code != UNKNOWN
        }
        found[level] = dict(sorted(named.items(), key=lambda pair: pair[1]))
    return found


def _make(atlas: Atlas, level: str, code: str) -> Territory:
    n = len(atlas.communes)
    inside = np.ones(n, bool) if level == "region" else zoning(atlas.communes, level).communes(code)
    people = atlas.communes["population"].to_numpy(dtype=np.float64)
    basins = _shares(atlas, BASIN, inside, people)
    needs = inside
    if level == "spel" and basins:
        basins = {basin: share for basin, share in basins.items() if share >= LEAST_SHARE}
        needs = np.isin(atlas.communes[BASIN].to_numpy(dtype=object), list(basins))
    departements = _shares(atlas, "departement", inside, people)
    return Territory(
        level=level,
        code=code,
        name=territories(atlas)[level][code],
        communes=inside,
        basins=basins,
        needs_communes=needs,
        departement="" if level == "region" else next(iter(departements), ""),
    )


def _shares(
    atlas: Atlas, level: str, inside: NDArray[np.bool_], people: NDArray[np.float64]
) -> dict[str, float]:
    zones = zoning(atlas.communes, level)
    counts = zones.sums(people * inside)
    total = counts.sum() or 1
    rows = [(code, n / total) for code, n in zip(zones.codes, counts, strict=True) if n and code]
    return dict(sorted(rows, key=lambda pair: -pair[1]))
