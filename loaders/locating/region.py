"""Where a position is with respect to the region: inside, just across its border, or elsewhere."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS

from geodata.folding import fold
from geodata.places.projection import DEGREES, between

MARGIN = 2_000.0
"""Metres: simplified borders and geocoding errors put some border towns just outside."""

PROJECTIONS: dict[str, tuple[int, ...]] = {
    "Lambert-93": (2154,),
    "Lambert II étendu": (27572,),
    "Lambert (zones I à IV)": (27571, 27573, 27574, 27561, 27562, 27563, 27564),
    "Lambert conique (zones CC42 à CC50)": tuple(range(3942, 3951)),
    "Web Mercator": (3857,),
    "UTM": (32630, 32631, 32632),
}
"""The systems in metres that files use without saying so, by the numbers of the EPSG."""

_MAINLAND = 2154
_FRANCE = (0, 6_000_000, 1_300_000, 7_200_000)  # metropolitan France in Lambert-93
_AROUND = 100_000.0  # metres around the region where a system in metres is believed


@dataclass(frozen=True)
class Positions:
    """Positions brought to the region's coordinates.

    `lon`, `lat` in degrees and `x`, `y` in metres of the region, float64 (n,); `metres` the
    distance to the region (0 inside, infinite when there is no usable position); `commune` the
    code of the commune (the nearest one within the margin, else ""); `swapped` tells which
    positions were written longitude first; `system` the system in metres that they were written
    in, "" if none.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    metres: NDArray[np.float64]
    commune: NDArray[np.object_]
    swapped: NDArray[np.bool_]
    system: NDArray[np.object_]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which positions are in the region or within its margin."""
        return self.metres <= MARGIN


def locate(communes: gpd.GeoDataFrame, lon: ArrayLike, lat: ArrayLike) -> Positions:
    """Place positions in the region, putting right those whose two numbers are swapped.

    A position is taken as swapped only when it is outside the region as written and inside once
    its numbers are exchanged: no guess is made about positions elsewhere. Likewise, numbers too
    great to be degrees are taken in the first system in metres (`PROJECTIONS`), in one order or
    the other, that puts them in the region or near it, else in France by Lambert-93.

    Parameters
    ----------
    communes : the region's communes, polygons in metres
    lon, lat : degrees, or metres, (n,), NaN where unknown
    """
    lon = np.array(lon, dtype=np.float64)
    lat = np.array(lat, dtype=np.float64)
    system = _to_degrees(communes, lon, lat)
    metres, commune, x, y = _distances(communes, lon, lat)
    doubtful = np.flatnonzero(metres > MARGIN)
    turned, turned_commune, tx, ty = _distances(communes, lat[doubtful], lon[doubtful])
    swapped = np.zeros(len(lon), dtype=bool)
    good = turned <= MARGIN
    which = doubtful[good]
    swapped[which] = True
    lon[which], lat[which] = lat[which], lon[which]
    x[which], y[which] = tx[good], ty[good]
    metres[which], commune[which] = turned[good], turned_commune[good]
    return Positions(lon, lat, x, y, metres, commune, swapped, system)


def _to_degrees(
    communes: gpd.GeoDataFrame, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.object_]:
    """Bring to degrees, in place, the positions in metres; return the system of each."""
    system = np.full(len(lon), "", dtype=object)
    great = np.isfinite(lon) & np.isfinite(lat) & ((np.abs(lon) > 180) | (np.abs(lat) > 90))
    if not great.any():
        return system
    left, low, right, high = communes.total_bounds
    near = (left - _AROUND, low - _AROUND, right + _AROUND, high + _AROUND)
    own = communes.crs
    for name, code, box in _tries(own, near):
        for first, second in ((lon, lat), (lat, lon)):
            which = np.flatnonzero(great & (system == ""))
            x, y = between(f"EPSG:{code}", own).transform(first[which], second[which])
            good = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
            found = which[good]
            system[found] = name
            lon[found], lat[found] = between(own, DEGREES).transform(x[good], y[good])
            great[found] = False
    return system


def _tries(own: CRS, near: tuple[float, ...]) -> list[tuple[str, int, tuple[float, ...]]]:
    """Return the systems that numbers may be in, by name, and the box where each is believed.

    Overseas, the region's own alone: a UTM zone.
    """
    code = own.to_epsg()
    if code is not None and code != _MAINLAND:
        return [("UTM", code, near)]
    tries = [(name, each, near) for name, codes in PROJECTIONS.items() for each in codes]
    return [*tries, ("Lambert-93", _MAINLAND, _FRANCE)]


def converted(system: str) -> str:
    """Say that a position was in metres."""
    return f"coordonnées en {system}, converties en degrés"


def town_halls(communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the town halls by folded name: one row a commune whose name is alone in the region.

    Index: the folded name; columns code, name, departement, x, y, lon, lat.
    """
    table = communes[["code", "name", "departement", "x", "y", "lon", "lat"]].copy()
    table["key"] = table["name"].map(fold)
    return table.drop_duplicates("key", keep=False).set_index("key")


def _distances(
    communes: gpd.GeoDataFrame, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    x, y = np.full(len(lon), np.nan), np.full(len(lon), np.nan)
    # (0, 0) is how many files write « unknown »; beyond 89° metres have no meaning.
    usable = np.isfinite(lon) & np.isfinite(lat) & ~((lon == 0) & (lat == 0))
    usable &= (np.abs(lon) <= 180) & (np.abs(lat) < 89)
    x[usable], y[usable] = between(DEGREES, communes.crs).transform(lon[usable], lat[usable])
    usable &= np.isfinite(x) & np.isfinite(y)
    metres = np.full(len(lon), np.inf)
    commune = np.full(len(lon), "", dtype=object)
    if usable.any():
        points = shapely.points(x[usable], y[usable])
        # Ties on a shared border: the first commune of the table, so that builds are repeatable.
        tree = communes.sindex
        which, found = tree.nearest(points, return_all=True)
        first = pd.Series(found).groupby(which).min()
        polygons = communes.geometry.to_numpy()[first.to_numpy()]
        away = shapely.distance(polygons, points[first.index.to_numpy()])
        places = np.flatnonzero(usable)[first.index.to_numpy()]
        metres[places] = away
        codes = communes["code"].to_numpy()[first.to_numpy()]
        commune[places] = np.where(away <= MARGIN, codes, "")
    return metres, commune, x, y
