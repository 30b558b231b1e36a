"""From communes to places and back in a day: on foot, by what runs, and on foot again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.parts import Runner, one_by_one
from geodata.transit.scan import NEVER, RIDES, Profiles, profiles
from geodata.transit.timetable import DAY, LONGEST_WALK, Timetable, walk
from geodata.travel.margin import OUT_OF_REACH

ARRIVAL = 9 * 60
"""Minute by which one must be there."""

EARLIEST_ARRIVAL = 8 * 60
"""Minute before which one would wait too long at the door."""

RETURN = 17 * 60
"""Minute from which one may leave."""

LATEST_RETURN = 19 * 60
"""Minute after which nobody waits for the way back."""

LONGEST = 180
"""Minutes of a journey, at most."""

END = 27 * 60
"""Minute when the last vehicles of the day are back."""

_AT_ONCE = 64
_SQUARE = 15_000.0  # metres: places near one another are read together


@dataclass(frozen=True)
class DoorToDoor:
    """A day's journeys, arrays (n_places, n_homes).

    Attributes
    ----------
    go : uint8, minutes from leaving home to being there, between 8:00 and 9:00; 255 if none
    changes : uint8, from a vehicle to another on the way there; 255 if there is no way
    back : uint8, minutes of the first way home after 17:00; 255 if none leaves by 19:00
    last : int16, minute of the last departure that leads home; -1 if there is none after 17:00
    """

    go: NDArray[np.uint8]
    changes: NDArray[np.uint8]
    back: NDArray[np.uint8]
    last: NDArray[np.int16]

    @property
    def day(self) -> NDArray[np.uint8]:
        """Minutes to go where one can also come back, 255 elsewhere."""
        return np.where(self.back < OUT_OF_REACH, self.go, OUT_OF_REACH).astype(np.uint8)


def door_to_door(
    timetable: Timetable,
    homes_xy: ArrayLike,
    places_xy: ArrayLike,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    run: Runner = one_by_one,
) -> DoorToDoor:
    """Return how people of some homes go to places and back.

    Parameters
    ----------
    homes_xy, places_xy : metres, (n_homes, 2) and (n_places, 2); NaN if unknown
    progress : told how many places are done, of how many
    run : what runs the parts, some places each
    """
    homes = np.asarray(homes_xy, dtype=np.float64).reshape(-1, 2)
    places = np.asarray(places_xy, dtype=np.float64).reshape(-1, 2)
    found = _on_foot(homes, places)
    access, egress = timetable.near(homes), timetable.near(places)
    groups = list(_together(places, egress))
    parts = [(places[rows], [egress[row] for row in rows]) for rows in groups]
    done = 0
    for rows, part in zip(groups, run(_part, (timetable, homes, access), parts), strict=True):
        for whole, some in zip(_arrays(found), _arrays(part), strict=True):
            whole[rows] = some
        done += len(rows)
        progress(done, len(places))
    return found


_Near = list[list[tuple[int, int]]]
"""For each point, the stops that are a walk away, with its minutes."""


def _part(
    common: tuple[Timetable, NDArray[np.float64], _Near], part: tuple[NDArray[np.float64], _Near]
) -> DoorToDoor:
    """Return the journeys between all homes and some places, which have a stop."""
    (timetable, homes, access), (places, egress) = common, part
    found = _on_foot(homes, places)
    to_places = _egress(egress)
    there = profiles(timetable, to_places, ARRIVAL - LONGEST, ARRIVAL)
    home = profiles(timetable.backwards, to_places, DAY - END, DAY - RETURN)
    _outward(found, there, access)
    _homeward(found, home, access)
    return found


def _arrays(found: DoorToDoor) -> tuple[NDArray[np.generic], ...]:
    return found.go, found.changes, found.back, found.last


def _on_foot(homes: NDArray[np.float64], places: NDArray[np.float64]) -> DoorToDoor:
    """Return what is near enough for no vehicle, and nothing elsewhere."""
    shape = len(places), len(homes)
    go = np.full(shape, OUT_OF_REACH, dtype=np.uint8)
    for row, place in enumerate(places):
        with np.errstate(invalid="ignore"):
            minutes = walk(np.nan_to_num(homes - place, nan=1e7))
        go[row] = np.where(minutes <= LONGEST_WALK, np.minimum(minutes, OUT_OF_REACH), OUT_OF_REACH)
    near = go < OUT_OF_REACH
    changes = np.where(near, 0, OUT_OF_REACH).astype(np.uint8)
    last = np.where(near, END, -1).astype(np.int16)
    return DoorToDoor(go, changes, go.copy(), last)


def _together(places: NDArray[np.float64], egress: _Near) -> Iterator[list[int]]:
    """Yield rows of the places that have a stop, some at a time, near one another."""
    rows = [row for row, stops in enumerate(egress) if stops]
    rows.sort(key=lambda row: (*(places[row] // _SQUARE), row))
    for first in range(0, len(rows), _AT_ONCE):
        yield rows[first : first + _AT_ONCE]


def _egress(egress: _Near) -> dict[int, NDArray[np.int32]]:
    found: dict[int, NDArray[np.int32]] = {}
    for column, stops in enumerate(egress):
        for stop, minutes in stops:
            found.setdefault(stop, np.full(len(egress), NEVER // RIDES // 2, dtype=np.int32))
            found[stop][column] = minutes
    return found


Best = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


def _from_homes(scanned: Profiles, access: _Near) -> Iterator[tuple[int, Best]]:
    """Yield each home that reaches something: minute to leave it, value then, least value ever."""
    known: dict[int, Best] = {}
    for home, stops in enumerate(access):
        best: Best | None = None
        for stop, minutes in stops:
            if not scanned.moments[stop]:
                continue
            if stop not in known:
                known[stop] = (*scanned.latest(stop), scanned.values[stop][-1])
            moment, value, ever = known[stop]
            best = _later(best, (moment - minutes, value, ever))
        if best is not None:
            yield home, best


def _later(one: Best | None, other: Best) -> Best:
    if one is None:
        return other
    better = (other[0] > one[0]) | ((other[0] == one[0]) & (other[1] < one[1]))
    return (
        np.where(better, other[0], one[0]),
        np.where(better, other[1], one[1]),
        np.minimum(one[2], other[2]),
    )


def _outward(found: DoorToDoor, scanned: Profiles, access: _Near) -> None:
    for home, (leaves, value, _) in _from_homes(scanned, access):
        arrives, rides = value // RIDES, value % RIDES
        minutes = arrives - leaves
        kept = (value < NEVER) & (arrives >= EARLIEST_ARRIVAL) & (minutes <= LONGEST)
        kept &= found.go[:, home] == OUT_OF_REACH  # a short walk needs no vehicle
        found.go[kept, home] = minutes[kept]
        found.changes[kept, home] = rides[kept] - 1


def _homeward(found: DoorToDoor, scanned: Profiles, access: _Near) -> None:
    for home, (arrives, value, ever) in _from_homes(scanned, access):
        # Read backwards: what one leaves last is what one reaches first.
        leaves = DAY - value // RIDES
        minutes = DAY - arrives - leaves
        kept = (value < NEVER) & (leaves <= LATEST_RETURN) & (minutes <= LONGEST)
        kept &= found.back[:, home] == OUT_OF_REACH
        found.back[kept, home] = minutes[kept]
        known = (ever < NEVER) & (found.last[:, home] < END)
        found.last[known, home] = DAY - ever[known] // RIDES
