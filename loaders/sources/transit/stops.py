"""The stops of a feed: where they are, which are one station, which have no usable place."""

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Geod

from geodata.places.projection import to_degrees, to_metres
from loaders.locating.gazetteer import SWAPPED
from loaders.reading.rejected_rows import sorted_out
from loaders.source import report

NO_PLACE = "arrêt sans coordonnées lisibles"
AT_ZERO = "arrêt placé à la longitude et à la latitude 0"
FAR = "arrêt à plus de 3 500 km de la région par ses coordonnées"

_FAR = 3_500_000.0
"""Metres from the middle of the region, farther than any coach of the mainland goes."""
_TURNED = 1_000_000.0
"""Metres from the middle of the region within which two numbers were surely exchanged."""
_PLATFORM = {"", "0", "4"}
"""Kinds of places where a vehicle may stop; the others are stations and their entrances."""


def read_stops(
    stops: pd.DataFrame, communes: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the stops (`stop`, `name`, `x`, `y`, `station`), and the reports of those that are
    left out and of those that are put right: whose two numbers, too far from the region as they
    are written, are near it once exchanged.

    `station` is the stop that the platforms of one station have in common: itself, for most; `x`
    and `y` are metres of the region.
    """
    lat, lon = (
        pd.to_numeric(stops[name].str.replace(",", "."), errors="coerce")
        for name in ("stop_lat", "stop_lon")
    )
    rows = pd.DataFrame(
        {
            "stop": stops["stop_id"],
            "name": stops["stop_name"],
            "lon": lon,
            "lat": lat,
            "parent": stops["parent_station"],
            "platform": stops["location_type"].isin(_PLATFORM),
            "content": "stops.txt : " + stops["stop_id"] + " " + stops["stop_name"],
        }
    )
    needless = ~rows["platform"] & (lat.isna() | lon.isna())  # an entrance needs no place
    rows = rows[~needless & ~rows["stop"].duplicated()]
    lat, lon = rows["lat"], rows["lon"]
    turned = ~(_apart(lon, lat, communes) <= _FAR) & (_apart(lat, lon, communes) <= _TURNED)
    lat, lon = lat.mask(turned, lon), lon.mask(turned, lat)
    rows = rows.assign(lat=lat, lon=lon)
    corrected = report(rows, turned, SWAPPED)
    rows, refused = sorted_out(
        rows,
        {
            NO_PLACE: lat.isna() | lon.isna(),
            AT_ZERO: (lat == 0) & (lon == 0),
            FAR: ~(_apart(lon, lat, communes) <= _FAR),
        },
    )
    xy = to_metres(rows[["lon", "lat"]].to_numpy(dtype=np.float64), communes.crs)
    known = set(rows["stop"])
    rows = rows.assign(x=xy[:, 0], y=xy[:, 1])
    rows["station"] = rows["parent"].where(rows["parent"].isin(known), rows["stop"])
    return rows[["stop", "name", "x", "y", "station"]], refused, corrected


def _apart(lon: pd.Series, lat: pd.Series, communes: gpd.GeoDataFrame) -> pd.Series:
    """Return the metres from each position to the middle of the region, NaN where it is none."""
    middle = communes[["x", "y"]].to_numpy(dtype=np.float64).mean(axis=0, keepdims=True)
    west, south = to_degrees(middle, communes.crs)[0]
    on_earth = (lon.abs() <= 180) & (lat.abs() <= 90)
    east, north = (series.where(on_earth, 0.0).to_numpy() for series in (lon, lat))
    start = np.full(len(lon), west), np.full(len(lon), south)
    _, _, metres = Geod(ellps="WGS84").inv(*start, east, north)
    return pd.Series(metres, index=lon.index).where(on_earth)
