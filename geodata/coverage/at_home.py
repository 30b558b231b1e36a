"""What counting people where they live changes, beside counting them at their town hall."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.coverage.nearest import nearest, within
from geodata.travel.lived import Lived
from geodata.travel.model import OUT_OF_REACH

THRESHOLDS = (15, 30, 45, 60)
"""Minutes at which both ways of counting are set side by side."""

NAMED = 10
"""Communes that are named for their difference."""

LEAST_PEOPLE = 1_000
"""Inhabitants of a commune that is named."""


@dataclass(frozen=True)
class Side:
    """People within some minutes of the nearest course, counted in both ways.

    Attributes
    ----------
    minutes : the threshold, the bound included
    from_halls, from_homes : people within it
    nearer, farther : people within it from their home and not from their town hall, and the reverse
    """

    minutes: int
    from_halls: int
    from_homes: int
    nearer: int
    farther: int


@dataclass(frozen=True)
class AtHome:
    """Both ways of counting, for all the courses of the region.

    Attributes
    ----------
    points : how many points people are counted at
    communes : how many communes have a point of their own, away from their town hall
    mean : minutes, of the gap between both times of a person, whatever its sign
    farthest : (at most `NAMED`,), rows of the communes whose people are, on average, farther from
        (or nearer to) the nearest course than their town hall
    gaps : float (n_communes,), minutes from homes less those from the town hall, the mean of its
        people; NaN where either is not known
    """

    points: int
    communes: int
    mean: float
    sides: Sequence[Side]
    farthest: NDArray[np.intp]
    gaps: NDArray[np.float64]


def at_home(lived: Lived, mode: str, people: NDArray[np.int64], sites: NDArray[np.bool_]) -> AtHome:
    """Compare both ways of counting.

    Parameters
    ----------
    mode : one that is known from homes
    people : int64 (n_communes,)
    sites : bool (n_sites,), those that have a course
    """
    homes = lived.homes
    own = homes.people(people)
    away = nearest(lived.times(mode), sites)
    halls = homes.each(nearest(lived.halls[mode], sites))
    known = (away != OUT_OF_REACH) & (halls != OUT_OF_REACH)
    gap = np.where(known, away.astype(np.float64) - halls, 0.0)
    counted = homes.sums(homes.share * known)
    with np.errstate(invalid="ignore", divide="ignore"):
        gaps = np.where(counted > 0, homes.sums(homes.share * gap) / counted, np.nan)
    named = np.nan_to_num(np.where(people >= LEAST_PEOPLE, gaps, 0.0))
    order = np.argsort(-np.abs(named), kind="stable")[:NAMED]
    total = (own * known).sum()
    return AtHome(
        points=len(homes.xy),
        communes=int((np.bincount(homes.of_commune) > 1).sum()),
        mean=float((own * np.abs(gap)).sum() / total) if total else 0.0,
        sides=[
            _side(limit, own, within(halls, limit), within(away, limit)) for limit in THRESHOLDS
        ],
        farthest=order[named[order] != 0],
        gaps=gaps,
    )


def _side(
    limit: int,
    people: NDArray[np.int64],
    from_halls: NDArray[np.bool_],
    from_homes: NDArray[np.bool_],
) -> Side:
    return Side(
        limit,
        *(
            int(people[which].sum())
            for which in (
                from_halls,
                from_homes,
                from_homes & ~from_halls,
                from_halls & ~from_homes,
            )
        ),
    )
