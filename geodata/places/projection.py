"""Between degrees (WGS84, what people and browsers give) and the metres of a region."""

from functools import cache

import numpy as np
from pyproj import CRS, Transformer

DEGREES = "EPSG:4326"

MAINLAND = "EPSG:2154"
"""Lambert-93, the metres of metropolitan France. A region overseas has its own, which its tables
carry: here metres are as long as on the ground, there Lambert-93 means nothing."""


def to_metres(lon_lat: np.ndarray, crs: CRS | str | None = MAINLAND) -> np.ndarray:
    """Turn longitudes and latitudes, shape (n, 2), into metres; NaN where it cannot be done."""
    return _transform(between(DEGREES, _name(crs)), lon_lat)


def to_degrees(xy: np.ndarray, crs: CRS | str | None = MAINLAND) -> np.ndarray:
    """Turn metres, shape (n, 2), into longitudes and latitudes."""
    return _transform(between(_name(crs), DEGREES), xy)


def _name(crs: CRS | str | None) -> str:
    # A CRS is written out whole each time that it is looked for in what is kept.
    return crs.srs if isinstance(crs, CRS) else crs or MAINLAND


@cache
def between(one: CRS | str, other: CRS | str) -> Transformer:
    """Return what turns coordinates of a system, east first, into those of another."""
    return Transformer.from_crs(one, other, always_xy=True)


def _transform(transformer: Transformer, points: np.ndarray) -> np.ndarray:
    first, second = transformer.transform(points[:, 0], points[:, 1])
    moved = np.column_stack([first, second])
    return np.where(np.isfinite(moved), moved, np.nan)
