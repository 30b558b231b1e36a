"""Between degrees (WGS84, what people and browsers give) and metres (Lambert-93, what we keep)."""

from __future__ import annotations

import numpy as np
from pyproj import Transformer

_TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
_TO_DEGREES = Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)


def to_metres(lon_lat: np.ndarray) -> np.ndarray:
    """Turn longitudes and latitudes, shape (n, 2), into metres; NaN where it cannot be done."""
    return _transform(_TO_METRES, lon_lat)


def to_degrees(xy: np.ndarray) -> np.ndarray:
    """Turn metres, shape (n, 2), into longitudes and latitudes."""
    return _transform(_TO_DEGREES, xy)


def _transform(transformer: Transformer, points: np.ndarray) -> np.ndarray:
    first, second = transformer.transform(points[:, 0], points[:, 1])
    moved = np.column_stack([first, second])
    return np.where(np.isfinite(moved), moved, np.nan)
