"""In which coordinates the rows are asked for and told (OGC API – Features, part 2, 18-058r1)."""

from __future__ import annotations

import geopandas as gpd
from pyproj import Transformer

from geodata.asking.reading import BadQuery, short

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
KNOWN: dict[str, str] = {
    CRS84: "OGC:CRS84",
    f"{_EPSG}3857": "EPSG:3857",
    f"{_EPSG}2154": "EPSG:2154",
}
"""Each has the east before the north, so that no pair of coordinates is turned round."""

_DECIMALS = 0.01  # of a metre


def read_crs(name: str, text: str) -> str:
    """Return the address of a system of coordinates, degrees when none is said.

    Raises
    ------
    BadQuery
        It is none of `KNOWN`; `name` is that of the parameter.
    """
    if not text:
        return CRS84
    if text not in KNOWN:
        listed = ", ".join(KNOWN)
        raise BadQuery(name, f"« {name} » ne connaît pas « {short(text)} », mais : {listed}.")
    return text


def told_in(rows: gpd.GeoDataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return rows, which are in degrees, in other coordinates."""
    if crs == CRS84:
        return rows
    moved = rows.to_crs(KNOWN[crs])
    return moved.set_geometry(moved.geometry.set_precision(_DECIMALS, mode="pointwise"))


def box_in_degrees(
    bbox: tuple[float, float, float, float], crs: str
) -> tuple[float, float, float, float]:
    """Return the box in degrees that holds a box of other coordinates.

    Raises
    ------
    BadQuery
        The box is where these coordinates mean nothing.
    """
    if crs == CRS84:
        return bbox
    moved = Transformer.from_crs(KNOWN[crs], "OGC:CRS84", always_xy=True).transform_bounds(*bbox)
    west, south, east, north = moved
    if not all(abs(one) <= 360 for one in moved):
        raise BadQuery("bbox", "« bbox » sort de ce que « bbox-crs » sait situer.")
    return west, south, east, north
