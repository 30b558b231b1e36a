"""The parameters of the rows of a layer: where, how many, and the values of its properties."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from shapely import box

from callbacks.api.parameters import MAX_LIMIT, whole
from geodata.asking.reading import BadQuery

DEFAULT_LIMIT = 100
_MAX_OFFSET = 10**9


@dataclass(frozen=True)
class Wanted:
    """Which rows of a layer are asked for; `bbox` is west, south, east, north in degrees."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    bbox: tuple[float, float, float, float] | None = None
    values: Mapping[str, str] | None = None

    def of(self, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return all the rows that match, whatever the limit."""
        kept = np.ones(len(rows), dtype=bool)
        if self.bbox:
            kept &= rows.intersects(box(*self.bbox)).to_numpy()
        for name, value in (self.values or {}).items():
            kept &= (rows[name].astype(str) == value).to_numpy()
        return rows[kept]


OWN = ("limit", "offset", "bbox", "f", "datetime")
"""Parameters besides the properties; no row is of an instant, `datetime` changes nothing."""


def read_wanted(args: Mapping[str, str]) -> Wanted:
    """Read the parameters of an address (raises BadQuery)."""
    if args.get("f", "json") != "json":
        raise BadQuery("f", "« f » ne connaît que « json ».")
    limit = whole("limit", args.get("limit", ""), 10**9)
    if limit == 0:
        raise BadQuery("limit", "« limit » est un nombre entier, 1 au moins.")
    return Wanted(
        limit=min(limit or DEFAULT_LIMIT, MAX_LIMIT),
        offset=whole("offset", args.get("offset", ""), _MAX_OFFSET) or 0,
        bbox=_bbox(args["bbox"]) if args.get("bbox") else None,
        values={name: text for name, text in args.items() if name not in OWN},
    )


def _bbox(text: str) -> tuple[float, float, float, float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:  # with heights, which no row has
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(math.isfinite(one) for one in numbers):
        raise BadQuery("bbox", "« bbox » est fait de quatre nombres : ouest, sud, est, nord.")
    west, south, east, north = numbers
    if west > east or south > north:
        raise BadQuery("bbox", "« bbox » va de l'ouest à l'est et du sud au nord.")
    return west, south, east, north
