"""Where a person starts from, and the minutes from there to every site."""

from dataclasses import dataclass

import numpy as np

from geodata.asking.query import Near, UnknownCode
from geodata.atlas import Atlas
from geodata.places.communes import Place, UnknownPlace
from geodata.places.projection import to_metres
from geodata.transit.words import RULE
from geodata.travel.congestion import CAR, factor_words
from geodata.travel.model import OUT_OF_REACH
from geodata.travel.words import ESTIMATED, times_named
from geodata.vocabulary import TRANSIT


@dataclass(frozen=True)
class Origin:
    """Where a person starts from: metres in Lambert-93, and the commune there if any."""

    x: float
    y: float
    place: Place | None


def locate(atlas: Atlas, near: Near) -> Origin:
    """Return where a search starts from; a commune stands for its town hall."""
    if near.commune:
        try:
            place = atlas.places.by_code(near.commune)
        except UnknownPlace as unknown:
            raise UnknownCode("lieu", str(unknown)) from unknown
        return Origin(place.x, place.y, place)
    lon, lat = float(near.lon or 0), float(near.lat or 0)
    x, y = to_metres(np.array([[lon, lat]]), atlas.crs)[0]
    return Origin(float(x), float(y), atlas.places.at(lon, lat))


def minutes_to_sites(atlas: Atlas, origin: Origin, mode: str) -> np.ndarray:
    """Return whole minutes from an origin to every site, uint8 of shape (n_sites,).

    By public transport, they are those of the town hall of the origin's commune. Those from a town
    hall of the region are in the store.
    """
    if mode == TRANSIT:
        by_code, _ = atlas.cached("town halls", lambda: _town_halls(atlas))
        hall = by_code.get(origin.place.code) if origin.place else None
    else:
        hall = town_hall_of(atlas, origin)
    if hall is not None:
        return atlas.lived.halls[mode][:, hall]
    if mode == TRANSIT:
        return np.full(len(atlas.sites), OUT_OF_REACH, dtype=np.uint8)
    return atlas.town_halls.minutes((origin.x, origin.y), "sites", atlas.site_xy, mode)


def town_hall_of(atlas: Atlas, origin: Origin) -> int | None:
    """Return the row of the commune whose town hall an origin is, None for another place."""
    _, by_place = atlas.cached("town halls", lambda: _town_halls(atlas))
    return by_place.get((origin.x, origin.y))


def _town_halls(atlas: Atlas) -> tuple[dict[str, int], dict[tuple[float, float], int]]:
    """Return the row of each commune, by its code and by where its town hall is."""
    by_code = {code: row for row, code in enumerate(atlas.communes["code"])}
    return by_code, {(x, y): row for row, (x, y) in enumerate(atlas.commune_xy.tolist())}


def times_from(atlas: Atlas, origin: Origin, mode: str) -> str:
    """Return what gives the times from a place, as it stands inside a sentence."""
    if mode == TRANSIT:
        return RULE
    if atlas.model.by_road(mode, (origin.x, origin.y)):
        return times_named(atlas.model, mode, atlas.congestion)
    return ESTIMATED + (factor_words(atlas.congestion) if mode == CAR else "")
