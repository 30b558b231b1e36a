"""The stops of a feed: where they are, which are one station, which have no usable place."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pyproj import CRS

from geodata.places.projection import to_metres
from loaders.reading.rejected_rows import sorted_out

NO_PLACE = "arrêt sans coordonnées lisibles"
AT_ZERO = "arrêt placé à la longitude et à la latitude 0"
FAR = "arrêt hors d'Europe par ses coordonnées"

_EUROPE = (-12.0, 35.0, 35.0, 72.0)  # degrees: west, south, east, north
_PLATFORM = {"", "0", "4"}
"""Kinds of places where a vehicle may stop; the others are stations and their entrances."""


def read_stops(stops: pd.DataFrame, crs: CRS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the stops (`stop`, `name`, `x`, `y`, `station`) and the report of the others.

    `station` is the stop that the platforms of one station have in common: itself, for most.
    """
    lat, lon = (
        pd.to_numeric(stops[name].str.replace(",", "."), errors="coerce")
        for name in ("stop_lat", "stop_lon")
    )
    west, south, east, north = _EUROPE
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
    rows, report = sorted_out(
        rows,
        {
            NO_PLACE: lat.isna() | lon.isna(),
            AT_ZERO: (lat == 0) & (lon == 0),
            FAR: ~(lat.between(south, north) & lon.between(west, east)),
        },
    )
    xy = to_metres(rows[["lon", "lat"]].to_numpy(dtype=np.float64), crs)
    known = set(rows["stop"])
    rows = rows.assign(x=xy[:, 0], y=xy[:, 1])
    rows["station"] = rows["parent"].where(rows["parent"].isin(known), rows["stop"])
    return rows[["stop", "name", "x", "y", "station"]], report
