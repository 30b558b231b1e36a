"""When to leave each stop to be somewhere in time: the connection scan.

Hops are read once, the last to leave first; what is known of each stop and of each vehicle is what
a person can still do from there (Dibbelt, Pajor, Strasser and Wagner, « Connection Scan
Algorithm », 2018, doi:10.1145/3274661). Several destinations are read at once: a time is an array.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.transit.timetable import Timetable

RIDES = 64
"""A value is an arrival (minutes) × RIDES + the number of vehicles: the least is the best."""

NEVER = 1 << 30

_NOTHING = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Profiles:
    """What leaving each stop gives, as steps.

    Attributes
    ----------
    moments : for each stop, minutes of departure, negated, growing
    values : for each of them, int32 (n_destinations,): the best that leaving then, or later, gives
    egress : from `profiles`
    """

    moments: list[list[int]]
    values: list[list[NDArray[np.int32]]]
    egress: Mapping[int, NDArray[np.int32]]

    def at(self, stop: int, moment: int) -> int:
        """Return the step of the first departure at `moment` or later, -1 where there is none."""
        return bisect_right(self.moments[stop], -moment) - 1

    def latest(self, stop: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the last minute to leave a stop for each destination, and what it gives.

        Where nothing leads there, the minute is very low and the value is NEVER.
        """
        steps = np.stack(self.values[stop])
        possible = steps < NEVER
        step = possible.argmax(axis=0)
        columns = np.arange(steps.shape[1])
        moments = -np.asarray(self.moments[stop], dtype=np.int32)[step]
        reached = possible[step, columns]
        return np.where(reached, moments, _NOTHING), np.where(reached, steps[step, columns], NEVER)


def profiles(
    timetable: Timetable, egress: Mapping[int, NDArray[np.int32]], first: int, last: int
) -> Profiles:
    """Return what leaving each stop between two minutes gives.

    Parameters
    ----------
    egress : for a stop, minutes on foot to each destination (n_destinations,), NEVER if too far
    first : minute before which nothing is looked at
    last : minute by which one must be at the destination
    """
    count = len(timetable.names)
    moments: list[list[int]] = [[] for _ in range(count)]
    values: list[list[NDArray[np.int32]]] = [[] for _ in range(count)]
    aboard: dict[int, NDArray[np.int32]] = {}
    found = Profiles(moments, values, egress)
    footpaths = timetable.footpaths
    for start, end, leaves, arrives, trip, boards, alights in _hops(timetable, first, last):
        best = aboard.get(trip)
        if alights:
            if end in egress:
                there = arrives + egress[end]
                best = _least(best, np.where(there <= last, there * RIDES + 1, NEVER))
            for other, minutes in footpaths[end]:
                if moments[other] and (step := found.at(other, arrives + minutes)) >= 0:
                    best = _least(best, values[other][step] + 1)
        if best is None or best.min() >= NEVER:
            continue
        aboard[trip] = best
        if boards:
            _note(moments[start], values[start], leaves, best)
    return found


def _hops(timetable: Timetable, first: int, last: int) -> Iterator[tuple[int, ...]]:
    rows = timetable.order
    rows = rows[(timetable.leaves[rows] >= first) & (timetable.arrives[rows] <= last)]
    columns = (
        timetable.start, timetable.end, timetable.leaves, timetable.arrives, timetable.trip,
        timetable.boards, timetable.alights,
    )  # fmt: skip
    return zip(*(column[rows].tolist() for column in columns), strict=True)


def _least(one: NDArray[np.int32] | None, other: NDArray[np.int32]) -> NDArray[np.int32]:
    # Beyond NEVER, a value counts no ride: it stays what it is.
    other = np.minimum(other, NEVER).astype(np.int32)
    return other if one is None else np.minimum(one, other)


def _note(
    moments: list[int], values: list[NDArray[np.int32]], leaves: int, best: NDArray[np.int32]
) -> None:
    """Write what a departure gives, when it is better than those that leave later."""
    if not moments:
        moments.append(-leaves)
        values.append(best)
        return
    known = values[-1]
    merged = np.minimum(known, best)
    if (merged == known).all():
        return
    if moments[-1] == -leaves:
        values[-1] = merged
    else:
        moments.append(-leaves)
        values.append(merged)
