"""Where a course takes place: its establishment, its town, what its map shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from geodata.atlas import Atlas
from geodata.finding.origin import Origin

_HALF_SPAN = 0.07
"""Degrees: a course's map shows some fifteen kilometres at least, to name the towns around."""


@dataclass(frozen=True)
class CourseSite:
    """Where a course takes place.

    `establishment` is the key of its establishment (`establishment_keys`); `lon` and `lat` are
    degrees (WGS84); `precision` is a key of `vocabulary.PRECISIONS`; `commune` and `departement`
    are names, "" when the region does not have them.
    """

    establishment: str
    name: str
    commune: str
    departement: str
    lon: float
    lat: float
    precision: str


def site_of(atlas: Atlas, position: int) -> CourseSite:
    """Return where a site is, in words and degrees."""
    return atlas.cached(("site in words", position), lambda: _site_of(atlas, position))


def _site_of(atlas: Atlas, position: int) -> CourseSite:
    facts: Any = atlas.sites
    commune, departement = _towns(atlas).get(facts["commune"].iat[position], ("", ""))
    return CourseSite(
        establishment=str(establishment_keys(atlas)[position]),
        name=facts["name"].iat[position],
        commune=commune,
        departement=departement,
        lon=float(facts["lon"].iat[position]),
        lat=float(facts["lat"].iat[position]),
        precision=facts["precision"].iat[position],
    )


def establishment_keys(atlas: Atlas) -> np.ndarray:
    """Return the key of the establishment of each site, object (n_sites,): its UAI, else its id."""

    def make() -> np.ndarray:
        uai = atlas.sites["uai"]
        return uai.where(uai != "", atlas.sites["site"]).to_numpy(dtype=object)

    return atlas.cached("establishment-keys", make)


def bounds_around(site: CourseSite | None, origin: Origin | None) -> list[list[float]]:
    """Return the corners of a map that shows a site and where the person starts from.

    Returns
    -------
    South-west and north-east corners, latitudes and longitudes in degrees; empty without a site.
    """
    if site is None:
        return []
    points = [(site.lat, site.lon)]
    if origin and origin.place:
        points.append((origin.place.lat, origin.place.lon))
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    span = float(np.max(high - low))
    margin = max(0.25 * span, _HALF_SPAN - span / 2)
    return [(low - margin).round(5).tolist(), (high + margin).round(5).tolist()]


def departement_name(atlas: Atlas, code: str) -> str:
    """Return the name of a département, its code where no zone names it."""
    return str(atlas.zone_names.get(("departement", code), code))


def _towns(atlas: Atlas) -> Mapping[str, tuple[str, str]]:
    """Return the names of each commune and of its département, of the ring its region, by code."""

    def make() -> dict[str, tuple[str, str]]:
        names = {
            code: (name, f"{region}, hors de {atlas.region_name}")
            for code, name, region in atlas.ring.reindex(columns=["code", "name", "region"]).values
        }
        for code, name, departement in atlas.communes[["code", "name", "departement"]].values:
            names[code] = name, atlas.zone_names.get(("departement", departement), "")
        return names

    return atlas.cached("towns", make)
