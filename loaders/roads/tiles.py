"""The table of minutes by pieces: each is computed alone, by any worker that has a server."""

import hashlib
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.places.projection import MAINLAND, to_degrees
from geodata.travel.roads import BEYOND, UNKNOWN
from loaders.roads import osrm
from loaders.roads.engine import OFF_ROAD

LONGEST = 253.0
"""Minutes: more are out of reach."""

_PLACES = 800
"""Places on each side of a tile, at most about. Each place is searched from once a tile: small ones
repeat the same searches. Large ones lose long work when stopped, and take memory: two at a time, of
950 places a side on a network of 400,000 nodes, took OSRM over 1.5 GB."""

_SQUARE = 20_000.0  # metres: on foot, the destinations of a tile are near one another
_FASTEST = {"marche": 6.0}  # km/h as the crow flies: farther, nobody need ask


@dataclass(frozen=True)
class Tile:
    """Origins and destinations.

    Attributes
    ----------
    mode : a key of `geodata.vocabulary.MODES`
    starts, ends : rows of the places that the tile joins, (n,) and (m,)
    starts_xy, ends_xy : metres EPSG:2154, (n, 2) and (m, 2)
    """

    mode: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    starts_xy: NDArray[np.float64]
    ends_xy: NDArray[np.float64]
    crs: str = MAINLAND

    @property
    def key(self) -> str:
        """Name what the tile asks: the same points give the same tile, whatever their rows."""
        content = np.round(np.concatenate([self.starts_xy, self.ends_xy]), 1).tobytes()
        return hashlib.sha256(f"{len(self.starts)}".encode() + content).hexdigest()[:24]


def tiles(
    xy: NDArray[np.float64], starts: NDArray[np.int64], ends: NDArray[np.int64], mode: str
) -> Iterator[Tile]:
    """Yield the tiles that together join rows of places (n, 2).

    A place is in a tile by its position alone, so that a new one changes few of them.
    """
    if mode in _FASTEST:
        yield from _squares(xy, starts, ends, mode)
        return
    for some_starts in _shared_out(xy, starts):
        for some_ends in _shared_out(xy, ends):
            yield Tile(mode, some_starts, some_ends, xy[some_starts], xy[some_ends])


def _shared_out(xy: NDArray[np.float64], rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Share rows out in a power of two of parts, of about `_PLACES` rows or fewer."""
    parts = 1 << max(0, math.ceil(math.log2(max(1, len(rows)) / _PLACES)))
    which = np.array([zlib.crc32(np.round(one, 1).tobytes()) % parts for one in xy[rows]], int)
    return [rows[which == part] for part in range(parts) if (which == part).any()]


def _squares(
    xy: NDArray[np.float64], starts: NDArray[np.int64], ends: NDArray[np.int64], mode: str
) -> Iterator[Tile]:
    """Yield a tile a square of destinations, with the origins that may be within reach."""
    squares = np.floor(xy[ends] / _SQUARE).astype(np.int64)
    order = np.lexsort((xy[ends, 0], xy[ends, 1], squares[:, 0], squares[:, 1]))
    edges = np.flatnonzero((np.diff(squares[order], axis=0) != 0).any(axis=1)) + 1
    for some in np.split(ends[order], edges):
        near = starts[_near(xy[starts], xy[some], mode)] if len(some) else some
        if len(near):
            yield Tile(mode, near, some, xy[near], xy[some])


def compute_tile(tile: Tile, address: str) -> NDArray[np.uint8]:
    """Return whole minutes (n, m) as a table of roads has them, asked of a server.

    Raises RouterError: the server does not answer.
    """
    found = osrm.table(
        address, to_degrees(tile.starts_xy, tile.crs), to_degrees(tile.ends_xy, tile.crs)
    )
    with np.errstate(invalid="ignore"):
        whole = np.floor(found.minutes + np.float32(0.5))
        minutes = np.where(whole <= LONGEST, whole, BEYOND).astype(np.uint8)
    minutes[found.starts_off > OFF_ROAD] = UNKNOWN
    minutes[:, found.ends_off > OFF_ROAD] = UNKNOWN
    return minutes


def _near(starts: NDArray[np.float64], ends: NDArray[np.float64], mode: str) -> NDArray[np.bool_]:
    """Tell which origins may be within reach of one of the destinations."""
    reach = _FASTEST[mode] * 1_000 * LONGEST / 60
    low, high = ends.min(axis=0) - reach, ends.max(axis=0) + reach
    return np.asarray(((starts >= low) & (starts <= high)).all(axis=1))
