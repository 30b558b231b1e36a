"""A timetable written by hand: stops on a plane, runs as pairs of a stop and an hour."""

import numpy as np
import pandas as pd

from geodata.transit.timetable import Timetable


def minute(text):
    """Return the minutes since midnight of « 8:05 »."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def small_timetable(stops, *runs, changes=None):
    """Return a timetable.

    Parameters
    ----------
    stops : name → (x, y), metres
    runs : (line, kind, [(stop, arrival and departure, as « 8:05 » or « 8:05-8:10 »), …])
    changes : (stop, stop) → minutes, None where forbidden
    """
    names = list(stops)
    hops = []
    for trip, (_, _, calls) in enumerate(runs):
        times = [(names.index(stop), *(minute(t) for t in hour.split("-"))) for stop, hour in calls]
        for rank in range(len(times) - 1):
            here, there = times[rank], times[rank + 1]
            hops.append((here[0], there[0], here[-1], there[1], trip, rank))
    columns = np.array(hops, dtype=np.int32).reshape(-1, 6).T
    every = np.ones(len(hops), dtype=bool)
    return Timetable(
        names=np.array(names, dtype=object),
        xy=np.array([stops[name] for name in names], dtype=np.float64),
        trips=pd.DataFrame(
            [{"line": line, "kind": kind, "towards": calls[-1][0]} for line, kind, calls in runs],
            columns=["line", "kind", "towards"],
        ),
        start=columns[0], end=columns[1], leaves=columns[2], arrives=columns[3], trip=columns[4],
        rank=columns[5], boards=every, alights=every,
        changes={
            (names.index(a), names.index(b)): said for (a, b), said in (changes or {}).items()
        },
    )  # fmt: skip
