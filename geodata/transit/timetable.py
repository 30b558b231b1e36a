"""Timetables of one ordinary Tuesday of term: stops, and each vehicle from a stop to the next."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

METRES_A_MINUTE = 4_500 / 60
"""Walking: 4.5 km/h, the pace of someone who knows the way."""

DETOUR = 1.3
"""Metres walked for one as the crow flies (see `geodata.travel.model.SPEED_LAWS`)."""

LONGEST_WALK = 20
"""Minutes on foot to a first stop, or from a last one."""

LONGEST_CHANGE = 6
"""Minutes on foot from a stop to another one, to change."""

CHANGE = 2
"""Minutes to change, at least, unless the timetable says otherwise."""

_STEP = 0.1
"""Minutes on foot that nobody counts: a stop before the door."""

DAY = 3_000
"""Minutes from which times are counted down when a day is read backwards: over two days."""


@dataclass(frozen=True)
class Timetable:
    """What runs on the day, and where it stops.

    Attributes
    ----------
    names, xy : of the stops, object (n_stops,) and metres (n_stops, 2)
    trips : a row a vehicle's run: `line`, `kind` (bus, train…), `towards`
    start, end : stops where each hop begins and ends, int32 (n_hops,); a hop is what a vehicle does
        between two stops that follow one another
    leaves, arrives : minutes since midnight, int32 (n_hops,)
    trip : row of its run, int32 (n_hops,)
    boards, alights : whether one may get on at its start and off at its end, bool (n_hops,)
    rank : place of the hop in its run, int32 (n_hops,)
    changes : minutes (None where forbidden) from a stop to a stop, where a timetable says it
    """

    names: NDArray[np.object_]
    xy: NDArray[np.float64]
    trips: pd.DataFrame
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    leaves: NDArray[np.int32]
    arrives: NDArray[np.int32]
    trip: NDArray[np.int32]
    boards: NDArray[np.bool_]
    alights: NDArray[np.bool_]
    rank: NDArray[np.int32]
    changes: dict[tuple[int, int], int | None] = field(default_factory=dict)

    @cached_property
    def tree(self) -> cKDTree:
        """The stops, to be found by where they are."""
        return cKDTree(self.xy)

    def near(self, xy: ArrayLike) -> list[list[tuple[int, int]]]:
        """Return for each point (n, 2) the stops that are a walk away, with its minutes."""
        points = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        known: NDArray[np.bool_] = np.all(np.isfinite(points), axis=1)
        found = self.tree.query_ball_point(np.where(known[:, None], points, 0), _radius())
        return [
            [(stop, int(walk(points[row] - self.xy[stop]))) for stop in sorted(stops)]
            if known[row]
            else []
            for row, stops in enumerate(found)
        ]

    @cached_property
    def footpaths(self) -> list[list[tuple[int, int]]]:
        """Stops where one may change after each stop, with the minutes it takes; itself first."""
        near = self.tree.query_ball_point(self.xy, LONGEST_CHANGE * METRES_A_MINUTE / DETOUR)
        paths: list[dict[int, int]] = []
        for stop, others in enumerate(near):
            minutes = {stop: CHANGE}
            for other in sorted(others):
                minutes[other] = max(CHANGE, int(walk(self.xy[stop] - self.xy[other])))
            paths.append(minutes)
        for (stop, other), said in self.changes.items():
            if said is None:
                paths[stop].pop(other, None)
            else:
                paths[stop][other] = said
        return [list(minutes.items()) for minutes in paths]

    @cached_property
    def backwards(self) -> Self:
        """The same day read from its end: arriving late becomes leaving early."""
        found = replace(
            self,
            start=self.end,
            end=self.start,
            leaves=DAY - self.arrives,
            arrives=DAY - self.leaves,
            boards=self.alights,
            alights=self.boards,
            rank=-self.rank,
            changes={(b, a): minutes for (a, b), minutes in self.changes.items()},
        )
        if not self.changes:  # the ways on foot are then the same both ways: they are not short
            found.__dict__["footpaths"] = self.footpaths
        return found

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Rows of the hops, those that leave last first; of a run, the last hop first."""
        return np.lexsort((-self.rank, -self.arrives, -self.leaves))

    def hops_of_trip(self, trip: int) -> list[int]:
        """Return the rows of the hops of a run, in its order."""
        rows = np.flatnonzero(self.trip == trip)
        return rows[np.argsort(self.rank[rows], kind="stable")].tolist()

    def hops_from(self, stop: int, moment: int) -> list[int]:
        """Return the rows of the hops that leave a stop at a minute, where one may get on."""
        at = self.boards & (self.start == stop) & (self.leaves == moment)
        return np.flatnonzero(at).tolist()


def walk(difference: ArrayLike) -> NDArray[np.int64]:
    """Return the minutes on foot, rounded up, of differences of position (…, 2) in metres."""
    metres = np.hypot(*np.moveaxis(np.asarray(difference, dtype=np.float64), -1, 0))
    return np.ceil(np.maximum(metres * DETOUR / METRES_A_MINUTE - _STEP, 0)).astype(np.int64)


def _radius() -> float:
    return LONGEST_WALK * METRES_A_MINUTE / DETOUR
