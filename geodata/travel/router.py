"""What is asked of a server of itineraries: exact times from one place, and the way there."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPoint, MultiPolygon, Point, get_parts

from geodata.travel.model import Area

_BLOCKS = 9
_FINE = 3
"""Blocks along a side of the grid whose times draw an area in reach, and points along a block's."""


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
        """Minutes (m,) from a point (2,) to others (m, 2), metres.

        Infinite where no road leads, NaN to a point that is far from any.
        """

    def route(self, mode: str, origin_xy: ArrayLike, destination_xy: ArrayLike) -> Route | None:
        """The way from a point to another; None too where there is none."""


def routed_reach(
    router: Router, xy: ArrayLike, minutes: float, mode: str, near: Area
) -> Area | None:
    """Draw the area (in metres) that a server says is reached from `xy`; None without an answer.

    Parameters
    ----------
    near : an area to look in, with half as much round it
    """
    if mode not in router.modes or near.is_empty:
        return None
    centre = np.asarray(xy, dtype=np.float64)
    west, south, east, north = near.bounds
    cell = 1.5 * max(east - west, north - south) / (_BLOCKS * _FINE)
    reached = _reached(router, centre, minutes, mode, cell)
    if reached is None:
        return None
    area = Point(centre).buffer(cell)
    if len(reached):
        area = area.union(MultiPoint(reached).buffer(0.75 * cell, quad_segs=4))
    drawn = area.buffer(cell / 2).buffer(-3 * cell / 4).union(Point(centre).buffer(cell / 2))
    pieces = get_parts(drawn.simplify(cell / 8))
    largest, *islands = sorted(pieces, key=lambda piece: piece.area, reverse=True)
    return MultiPolygon([largest, *islands]) if islands else largest


def _reached(
    router: Router, centre: NDArray[np.float64], minutes: float, mode: str, cell: float
) -> NDArray[np.float64] | None:
    """Return the points of a grid, `cell` metres apart, that are reached; None without an answer.

    A server takes as long as there are points: it is asked for the middle of each block, then for
    the rest of the blocks where the edge of the area passes, a third of them all.
    """
    side = _BLOCKS * _FINE
    steps = (np.arange(side) - (side - 1) / 2) * cell
    grid = centre + np.stack(np.meshgrid(steps, steps), axis=-1)
    middles = slice(_FINE // 2, None, _FINE)
    times = router.minutes(mode, centre, grid[middles, middles].reshape(-1, 2))
    if times is None:
        return None
    blocks = (times <= minutes).reshape(_BLOCKS, _BLOCKS)
    within = blocks.repeat(_FINE, axis=0).repeat(_FINE, axis=1)
    asked = _edge(blocks).repeat(_FINE, axis=0).repeat(_FINE, axis=1)
    asked[middles, middles] = False
    if asked.any():
        times = router.minutes(mode, centre, grid[asked])
        if times is None:
            return None
        within[asked] = times <= minutes
    return grid[within]


def _edge(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which cells (n, n) have a neighbour, of eight, on the other side."""
    padded = np.pad(inside, 1, mode="edge")
    around = sliding_window_view(padded, (3, 3))
    return np.asarray(around.any(axis=(2, 3)) & ~around.all(axis=(2, 3)))
