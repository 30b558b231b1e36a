"""The way of one person on the day: which vehicle, when, from where to where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.transit.door_to_door import (
    ARRIVAL,
    EARLIEST_ARRIVAL,
    END,
    LATEST_RETURN,
    LONGEST,
    RETURN,
)
from geodata.transit.scan import NEVER, RIDES, Profiles, profiles
from geodata.transit.timetable import DAY, LONGEST_WALK, Timetable, walk

NOON = 12 * 60


@dataclass(frozen=True)
class Ride:
    """A vehicle from a stop to another; minutes since midnight."""

    kind: str
    line: str
    towards: str
    start: str
    leaves: int
    end: str
    arrives: int


@dataclass(frozen=True)
class Journey:
    """From door to door: minutes since midnight at both ends, minutes walked to and from stops."""

    leaves: int
    arrives: int
    rides: tuple[Ride, ...]
    walks: tuple[int, int]

    @property
    def changes(self) -> int:
        """How many times one changes."""
        return len(self.rides) - 1


@dataclass(frozen=True)
class Day:
    """How to go and come back; None where there is no way.

    `last` is the last way home from noon on: it may be too early for `back` to exist. `on_foot` is
    the minutes of the whole way, where it is short enough for no vehicle.
    """

    go: Journey | None
    back: Journey | None
    last: Journey | None
    on_foot: int | None = None


def day_between(timetable: Timetable, home_xy: ArrayLike, place_xy: ArrayLike) -> Day:
    """Return the journeys of a day from a home to a place (metres) and back."""
    home, place = (np.asarray(xy, dtype=np.float64).reshape(1, 2) for xy in (home_xy, place_xy))
    on_foot = int(walk(home[0] - place[0]))
    access, egress = timetable.near(home)[0], timetable.near(place)[0]
    if not access or not egress or on_foot <= LONGEST_WALK:
        return Day(None, None, None, on_foot if on_foot <= LONGEST_WALK else None)
    to_place = {stop: np.array([minutes], dtype=np.int32) for stop, minutes in egress}
    go = _best(timetable, profiles(timetable, to_place, ARRIVAL - LONGEST, ARRIVAL), access)
    back, last = _ways_home(timetable, to_place, access, RETURN)
    if last is None:
        _, last = _ways_home(timetable, to_place, access, NOON)
    return Day(
        go=go if go and go.arrives >= EARLIEST_ARRIVAL and _bearable(go) else None,
        back=back if back and back.leaves <= LATEST_RETURN and _bearable(back) else None,
        last=last,
    )


def _bearable(journey: Journey) -> bool:
    return journey.arrives - journey.leaves <= LONGEST


def _ways_home(
    timetable: Timetable,
    to_place: dict[int, NDArray[np.int32]],
    access: Sequence[tuple[int, int]],
    after: int,
) -> tuple[Journey | None, Journey | None]:
    """Return the way home that arrives first after a minute, and the last of the day."""
    scanned = profiles(timetable.backwards, to_place, DAY - END, DAY - after)
    first, last = (
        _best(timetable.backwards, scanned, access, latest=latest) for latest in (True, False)
    )
    return first and _turned(first), last and _turned(last)


def _turned(journey: Journey) -> Journey:
    """Return a journey of the day read backwards, as it is made."""
    rides = tuple(
        replace(
            ride, start=ride.end, end=ride.start, leaves=DAY - ride.arrives,
            arrives=DAY - ride.leaves,
        )
        for ride in reversed(journey.rides)
    )  # fmt: skip
    return Journey(DAY - journey.arrives, DAY - journey.leaves, rides, journey.walks[::-1])


def _best(
    timetable: Timetable,
    scanned: Profiles,
    access: Sequence[tuple[int, int]],
    *,
    latest: bool = True,
) -> Journey | None:
    """Return the journey that leaves last, or the one that arrives first; None without any."""
    options = []
    for stop, minutes in access:
        if not scanned.moments[stop]:
            continue
        step = 0 if latest else len(scanned.moments[stop]) - 1
        moment, value = -scanned.moments[stop][step], int(scanned.values[stop][step][0])
        key = (minutes - moment, value) if latest else (value, minutes - moment)
        options.append((key, stop, moment, minutes, value))
    if not options or min(options)[4] >= NEVER:
        return None
    _, stop, moment, minutes, value = min(options)
    rides = _follow(timetable, scanned, stop, moment, value)
    arrives = value // RIDES
    return Journey(moment - minutes, arrives, rides, (minutes, arrives - rides[-1].arrives))


def _follow(
    timetable: Timetable, scanned: Profiles, stop: int, moment: int, value: int
) -> tuple[Ride, ...]:
    """Return the rides that a value of a profile promises."""
    rides: list[Ride] = []
    while True:
        ride, then = _board(timetable, scanned, stop, moment, value)
        rides.append(ride)
        if then is None:
            return tuple(rides)
        stop, moment, value = then


def _board(
    timetable: Timetable, scanned: Profiles, stop: int, moment: int, value: int
) -> tuple[Ride, tuple[int, int, int] | None]:
    """Return the ride that gives a value at a stop and minute, then where to get on again."""
    for hop in timetable.hops_from(stop, moment):
        hops = timetable.hops_of_trip(int(timetable.trip[hop]))
        for later in hops[hops.index(hop) :]:
            if not timetable.alights[later]:
                continue
            end, arrives = int(timetable.end[later]), int(timetable.arrives[later])
            reached = scanned.egress.get(end)
            if reached is not None and (arrives + int(reached[0])) * RIDES + 1 == value:
                return _ride(timetable, hop, later), None
            for other, minutes in timetable.footpaths[end]:
                step = scanned.at(other, arrives + minutes)
                if step >= 0 and int(scanned.values[other][step][0]) + 1 == value:
                    boarded = -scanned.moments[other][step]
                    return _ride(timetable, hop, later), (other, boarded, value - 1)
    raise RuntimeError("a profile promises a ride that no vehicle makes")


def _ride(timetable: Timetable, hop: int, later: int) -> Ride:
    run = timetable.trips.iloc[int(timetable.trip[hop])]
    return Ride(
        kind=str(run["kind"]),
        line=str(run["line"]),
        towards=str(run["towards"]),
        start=str(timetable.names[timetable.start[hop]]),
        leaves=int(timetable.leaves[hop]),
        end=str(timetable.names[timetable.end[later]]),
        arrives=int(timetable.arrives[later]),
    )
