"""The communes as they are drawn on paper: shapes dissolved by class, borders, places to name."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geodata.atlas import Atlas
from geodata.places.zoning import UNKNOWN, zoning

WIDTH = 600.0
"""Width of a drawing, in its own units; its height follows what is shown."""

TALLEST = 1.05
"""Height that a drawing may have at most, as a share of its width."""

TOLERANCE = 300.0
"""Metres by which borders are simplified: less than what a printer tells apart."""

LEAST_SPAN = 25_000.0
"""Metres that a drawing shows at least, so that a small territory keeps its surroundings."""

_MARGIN = 0.04

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """The part of the region that is drawn, in metres, and its scale."""

    west: float
    north: float
    scale: float
    height: float

    def at(self, xy: ArrayLike) -> NDArray[np.float64]:
        """Return where positions in metres, shape (n, 2), are in the drawing, y downwards."""
        metres = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        return np.asarray((metres - (self.west, self.north)) * (self.scale, -self.scale))

    @property
    def box(self) -> Any:
        """What is shown, as a shape in metres."""
        south = self.north - self.height / self.scale
        return shapely.box(self.west, south, self.west + WIDTH / self.scale, self.north)


def frame_of(atlas: Atlas, inside: NDArray[np.bool_] | None = None) -> Frame:
    """Return the frame of some communes, bool (n_communes,); of the region without any."""
    shapes = atlas.communes.geometry.to_numpy()
    some = shapes if inside is None or not inside.any() else shapes[inside]
    west, south, east, north = shapely.total_bounds(some)
    across, up = max(east - west, LEAST_SPAN), max(north - south, LEAST_SPAN)
    across = max(across, up / TALLEST) * (1 + 2 * _MARGIN)
    up *= 1 + 2 * _MARGIN
    return Frame(
        west=(west + east - across) / 2,
        north=(south + north + up) / 2,
        scale=WIDTH / across,
        height=WIDTH * up / across,
    )


def dissolved(atlas: Atlas, frame: Frame, group: NDArray[np.integer[Any]]) -> dict[int, list[Ring]]:
    """Return the rings of each group of communes that is in a frame, holes included.

    Parameters
    ----------
    group : (n_communes,), the group of each commune; a negative one is not drawn
    """
    shapes = _simple(atlas)
    seen = shapely.intersects(shapes, frame.box) & (group >= 0)
    return {
        int(one): _rings(frame, shapely.coverage_union_all(shapes[seen & (group == one)]))
        for one in np.unique(group[seen])
    }


def borders(atlas: Atlas, frame: Frame, level: str) -> list[Ring]:
    """Return the outlines of the territories of a level, those of no known territory apart."""
    zones = zoning(atlas.communes, level)
    group = zones.of_commune.copy()
    if zones.codes[-1] == UNKNOWN:
        group[group == len(zones.codes) - 1] = -1
    return [ring for rings in dissolved(atlas, frame, group).values() for ring in rings]


def towns(atlas: Atlas, frame: Frame, most: int = 12) -> list[tuple[str, float, float]]:
    """Return the most populated communes of a frame: name and place in the drawing."""
    communes = atlas.communes
    xy = frame.at(atlas.commune_xy)
    seen = (
        (xy[:, 0] > 0.03 * WIDTH)
        & (xy[:, 0] < 0.86 * WIDTH)
        & (xy[:, 1] > 0.04 * frame.height)
        & (xy[:, 1] < 0.96 * frame.height)
    )
    rows = np.flatnonzero(seen)
    people = communes["population"].to_numpy()[rows]
    ranked = rows[np.argsort(-people, kind="stable")][:most]
    names = communes["name"].to_numpy()
    return [(str(names[row]), float(xy[row, 0]), float(xy[row, 1])) for row in ranked]


def _simple(atlas: Atlas) -> NDArray[Any]:
    shapes = atlas.communes.geometry.to_numpy()
    return atlas.cached(
        "drawn-communes", lambda: np.asarray(shapely.coverage_simplify(shapes, TOLERANCE))
    )


def _rings(frame: Frame, shape: Any) -> list[Ring]:
    found = []
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            xy = frame.at(shapely.get_coordinates(ring)).round(1)
            found.append([(float(x), float(y)) for x, y in xy])
    return found
