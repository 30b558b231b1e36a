"""In which coordinates the rows are asked for and told (OGC API – Features, part 2, 18-058r1)."""

from collections.abc import Mapping

import geopandas as gpd
from pyproj import CRS, Transformer

from geodata.asking.reading import BadQuery, short
from geodata.places.projection import MAINLAND

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
Systems = Mapping[str, str]
"""The systems of coordinates that a layer is told in, by their addresses."""

_DECIMALS = 0.01  # of a metre


def systems(own: CRS | None) -> Systems:
    """Return the systems that the rows of a region are told in: the web's, and its own metres.

    Each has the east before the north, so that no pair of coordinates is turned round.
    """
    metres = own.to_string() if own else MAINLAND
    codes = ("EPSG:3857", metres)
    return {CRS84: "OGC:CRS84"} | {f"{_EPSG}{code.removeprefix('EPSG:')}": code for code in codes}


def read_crs(name: str, text: str, known: Systems) -> str:
    """Return the address of a system of coordinates, degrees when none is said.

    Raises BadQuery: it is none of `known`; `name` is that of the parameter.
    """
    if not text:
        return CRS84
    if text not in known:
        listed = ", ".join(known)
        raise BadQuery(name, f"« {name} » ne connaît pas « {short(text)} », mais : {listed}.")
    return text


def told_in(rows: gpd.GeoDataFrame, crs: str, known: Systems) -> gpd.GeoDataFrame:
    """Return rows, which are in degrees, in other coordinates."""
    if crs == CRS84:
        return rows
    moved = rows.to_crs(known[crs])
    return moved.set_geometry(moved.geometry.set_precision(_DECIMALS, mode="pointwise"))


def box_in_degrees(
    bbox: tuple[float, float, float, float], crs: str, known: Systems
) -> tuple[float, float, float, float]:
    """Return the box in degrees that holds a box of other coordinates.

    Raises BadQuery: the box is where these coordinates mean nothing.
    """
    if crs == CRS84:
        return bbox
    turned = Transformer.from_crs(known[crs], "OGC:CRS84", always_xy=True)
    west, south, east, north = turned.transform_bounds(*bbox)
    if not all(abs(one) <= 360 for one in (west, south, east, north)):
        raise BadQuery("bbox", "« bbox » sort de ce que « bbox-crs » sait situer.")
    return west, south, east, north
