"""The parameters of the rows of a layer: where, how many, and the values of its properties."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import geopandas as gpd
import numpy as np
import shapely

from callbacks.api.parameters import MAX_LIMIT, whole
from callbacks.ogc.crs import CRS84, Systems, box_in_degrees, read_crs
from geodata.asking.reading import BadQuery

DEFAULT_LIMIT = 100
_MAX_OFFSET = 10**9

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Wanted:
    """Which rows of a layer are asked for.

    Attributes
    ----------
    bbox : west, south, east, north in degrees; its west is east of its east where it goes round
        the other side of the earth
    crs : address of the coordinates that the rows are told in
    """

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    bbox: Box | None = None
    crs: str = CRS84
    values: Mapping[str, str] | None = None

    def of(self, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return all the rows that match, whatever the limit."""
        kept = np.ones(len(rows), dtype=bool)
        if self.bbox:
            kept &= rows.intersects(_shape(self.bbox)).to_numpy()
        for name, value in (self.values or {}).items():
            kept &= (rows[name].astype(str) == value).to_numpy()
        return rows[kept]


OWN = ("limit", "offset", "bbox", "bbox-crs", "crs", "f", "datetime")
"""Parameters besides the properties; no row is of an instant, `datetime` changes nothing."""


def read_wanted(args: Mapping[str, str], known: Systems) -> Wanted:
    """Read the parameters of an address, in known systems of coordinates (raises BadQuery)."""
    limit = whole("limit", args.get("limit", ""), 10**9)
    if limit == 0:
        raise BadQuery("limit", "« limit » est un nombre entier, 1 au moins.")
    _check_datetime(args.get("datetime", ""))
    of_bbox = read_crs("bbox-crs", args.get("bbox-crs", ""), known)
    return Wanted(
        limit=min(limit or DEFAULT_LIMIT, MAX_LIMIT),
        offset=whole("offset", args.get("offset", ""), _MAX_OFFSET) or 0,
        bbox=_bbox(args["bbox"], of_bbox, known) if args.get("bbox") else None,
        crs=read_crs("crs", args.get("crs", ""), known),
        values={name: text for name, text in args.items() if name not in OWN},
    )


def _bbox(text: str, crs: str, known: Systems) -> Box:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:  # with heights, which no row has
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(math.isfinite(one) for one in numbers):
        raise BadQuery("bbox", "« bbox » est fait de quatre nombres : ouest, sud, est, nord.")
    west, south, east, north = numbers
    if south > north or (west > east and crs != CRS84):
        raise BadQuery("bbox", "« bbox » va de l'ouest à l'est et du sud au nord.")
    return box_in_degrees((west, south, east, north), crs, known)


def _shape(bbox: Box) -> shapely.Geometry:
    west, south, east, north = bbox
    if west <= east:
        return shapely.box(*bbox)
    return shapely.union(
        shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)
    )


def _check_datetime(text: str) -> None:
    """Refuse what is neither an instant nor an interval (RFC 3339), open or not."""
    parts = text.split("/")
    ends = ("", "..") if len(parts) == 2 else ()
    if text and (len(parts) > 2 or not all(one in ends or _is_instant(one) for one in parts)):
        raise BadQuery(
            "datetime", "« datetime » est un instant ou un intervalle : 2026-01-01T00:00:00Z/.."
        )


def _is_instant(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
