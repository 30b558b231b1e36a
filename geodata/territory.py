"""A territory of the region: its communes, and the départements and basins that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.places.zoning import UNKNOWN, is_known, zone_label, zoning
from geodata.vocabulary import TERRITORY_LEVELS

LEAST_SHARE = 0.1
"""A basin, or a département, counts for a territory when at least that share of people is in it."""


@dataclass(frozen=True)
class Territory:
    """A territory of a level.

    Attributes
    ----------
    inside : bool (n_communes,)
    departements, every_basin : share of the territory's people by code, the largest first; of the
        départements, those under `LEAST_SHARE` are left out
    outside : its communes that are in another region, which no figure counts
    """

    level: str
    code: str
    name: str
    inside: NDArray[np.bool_]
    departements: Mapping[str, float]
    every_basin: Mapping[str, float]
    outside: int = 0

    @property
    def basins(self) -> Mapping[str, float]:
        """The employment basins that count for it: those under `LEAST_SHARE` are left out."""
        return _main(self.every_basin, self.inside)


def territories(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return names by level and code, in the order of the names; unknown levels are left out."""
    return atlas.cached("territories", lambda: _territories(atlas))


def territory(atlas: Atlas, level: str, code: str) -> Territory:
    """Return a territory (raises UnknownCode when the region has no such one)."""
    if code not in territories(atlas).get(level, {}):
        raise UnknownCode("code", f"Le territoire « {level} {code} » n'est pas dans l'atlas.")
    return atlas.cached(("territory", level, code), lambda: _territory(atlas, level, code))


def _territories(atlas: Atlas) -> dict[str, dict[str, str]]:
    region = str(atlas.profile.get("code") or _region_code(atlas))
    found = {"region": {region: atlas.region_name}}
    for level in TERRITORY_LEVELS:
        zones = zoning(atlas.communes, level)
        if level in ("region", "qpv") or not is_known(zones):
            continue
        named = {
            code: zone_label(level, code, atlas.zone_names)
            for code in zones.codes
            if code != UNKNOWN
        }
        found[level] = dict(sorted(named.items(), key=lambda pair: (pair[1], pair[0])))
    return found


def _region_code(atlas: Atlas) -> str:
    codes = atlas.zones.loc[atlas.zones["level"] == "region", "code"]
    return str(codes.iloc[0]) if len(codes) else "region"


def _territory(atlas: Atlas, level: str, code: str) -> Territory:
    whole = level == "region"
    zones = zoning(atlas.communes, level)
    inside = np.ones(len(atlas.communes), bool) if whole else zones.communes(code)
    return Territory(
        level=level,
        code=code,
        name=territories(atlas)[level][code],
        inside=inside,
        departements=_main(_shares(atlas, "departement", inside), inside),
        every_basin=_shares(atlas, "bmo_basin", inside),
        outside=_outside(atlas, level, code),
    )


def _outside(atlas: Atlas, level: str, code: str) -> int:
    own = atlas.zones[(atlas.zones["level"] == level) & (atlas.zones["code"] == code)]
    return int(own["communes_outside"].sum()) if "communes_outside" in own else 0


def _shares(atlas: Atlas, level: str, inside: NDArray[np.bool_]) -> dict[str, float]:
    zones = zoning(atlas.communes, level)
    people = zones.sums(atlas.communes["population"].to_numpy() * inside)
    total = people.sum() or 1
    pairs = [(c, n / total) for c, n in zip(zones.codes, people, strict=True) if c != UNKNOWN and n]
    return dict(sorted(pairs, key=lambda pair: -pair[1]))


def _main(shares: Mapping[str, float], inside: NDArray[np.bool_]) -> dict[str, float]:
    """Leave out the smallest shares, except of the whole region."""
    least = 0.0 if inside.all() else LEAST_SHARE
    return {code: share for code, share in shares.items() if share >= least}
