"""The outline of a territory in its region, small enough to go with a page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.atlas import Atlas
from geodata.territory import Territory

WIDTH = 320
"""Width of the drawing, in its own units; the height follows the region's shape."""

TOLERANCE = 800.0
"""Metres by which an outline may be simplified: less than a pixel of the drawing."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outline:
    """Rings to draw: the départements of the region, and the territory over them."""

    width: int
    height: int
    land: tuple[Ring, ...]
    own: tuple[Ring, ...]


def outline(atlas: Atlas, place: Territory) -> Outline:
    """Return the outline of a territory, y downwards."""
    key = (place.level, place.code)
    return atlas.of_place("portrait-outline", key, lambda: _outline(atlas, place))


def drawn_at(atlas: Atlas, xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where positions are in a drawing of the region, shape (n, 2), y downwards.

    `xy` are metres, shape (n, 2).
    """
    west, _, east, north = _bounds(atlas)
    return (xy - (west, north)) * (1, -1) * (WIDTH / (east - west))


def _outline(atlas: Atlas, place: Territory) -> Outline:
    west, south, east, north = _bounds(atlas)
    scale = WIDTH / (east - west)

    def rings(shape: BaseGeometry) -> tuple[Ring, ...]:
        parts = getattr(shape, "geoms", [shape])
        found = []
        for part in parts:
            if part.is_empty or part.geom_type != "Polygon":
                continue
            xy = drawn_at(atlas, np.asarray(part.exterior.coords)[:, :2])
            found.append(tuple((round(float(x), 1), round(float(y), 1)) for x, y in xy))
        return tuple(found)

    land = atlas.cached("portrait-land", lambda: _land(atlas))
    return Outline(
        width=WIDTH,
        height=round((north - south) * scale),
        land=tuple(ring for shape in land for ring in rings(shape)),
        own=rings(_shape(atlas, place)),
    )


def _bounds(atlas: Atlas) -> NDArray[np.float64]:
    return atlas.cached("portrait-bounds", lambda: atlas.communes.geometry.total_bounds)


def _land(atlas: Atlas) -> list[BaseGeometry]:
    zones = atlas.zones[atlas.zones["level"] == "departement"]
    return list(zones.geometry.simplify(TOLERANCE))


def _shape(atlas: Atlas, place: Territory) -> BaseGeometry:
    zones = atlas.zones
    found = zones[(zones["level"] == place.level) & (zones["code"] == place.code)]
    shape = (
        found.geometry.iloc[0] if len(found) else atlas.communes.geometry[place.inside].union_all()
    )
    small = place.level == "commune"
    return shape.simplify(TOLERANCE / 4 if small else TOLERANCE)
