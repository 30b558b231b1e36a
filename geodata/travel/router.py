"""What is asked of a server of itineraries: exact times from one place, and the way there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPoint, Point, Polygon, get_parts

_GRID = 36
"""Points along a side of the grid whose times draw an area in reach."""


@dataclass(frozen=True)
class Step:
    """A part of a way, from a manoeuvre to the next.

    Attributes
    ----------
    kind, side : str
        OSRM's words for the manoeuvre: « turn », « roundabout »… and « left », « slight right »…
    road : str
        Name or number of the road that follows, "" for one that has none.
    out : int
        Which way out of a roundabout, 0 elsewhere.
    metres, minutes : float
        To the next manoeuvre.
    by : str
        OSRM's words for how this part is travelled: « driving », « ferry », « pushing bike »…
    """

    kind: str
    side: str
    road: str
    out: int
    metres: float
    minutes: float
    by: str


@dataclass(frozen=True)
class Route:
    """The way from a place to another."""

    minutes: float
    metres: float
    steps: tuple[Step, ...]


class Router(Protocol):
    """A server of itineraries that may be slow or gone: every answer may be None, within a second.

    `modes` are those it knows, keys of `geodata.vocabulary.MODES`.
    """

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes it knows."""

    def named(self, mode: str) -> str:
        """Name of what answers for a mode, in French."""

    def minutes(
        self, mode: str, origin_xy: ArrayLike, destinations_xy: ArrayLike
    ) -> NDArray[np.float32] | None:
        """Minutes (m,) from a point (2,) to others (m, 2), EPSG:2154.

        Infinite where no road leads, NaN to a point that is far from any.
        """

    def route(self, mode: str, origin_xy: ArrayLike, destination_xy: ArrayLike) -> Route | None:
        """The way from a point to another; None too where there is none."""


def routed_reach(
    router: Router, xy: ArrayLike, minutes: float, mode: str, near: Polygon
) -> Polygon | None:
    """Draw the area (EPSG:2154) that a server says is reached from `xy`; None without an answer.

    Parameters
    ----------
    near : an area to look in, with half as much round it
    """
    if mode not in router.modes or near.is_empty:
        return None
    centre = np.asarray(xy, dtype=np.float64)
    west, south, east, north = near.bounds
    side = 1.5 * max(east - west, north - south)
    cell = side / _GRID
    steps = (np.arange(_GRID) - (_GRID - 1) / 2) * cell
    grid = centre + np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    times = router.minutes(mode, centre, grid)
    if times is None:
        return None
    reached = grid[times <= minutes]
    area = Point(centre).buffer(cell)
    if len(reached):
        area = area.union(MultiPoint(reached).buffer(0.75 * cell, quad_segs=4))
    drawn = area.buffer(cell / 2).buffer(-3 * cell / 4).union(Point(centre).buffer(cell / 2))
    return max(get_parts(drawn.simplify(cell / 8)), key=lambda part: part.area)
