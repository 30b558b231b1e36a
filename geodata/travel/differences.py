"""Where the estimate and the times by road differ most: by commune, over the trips that count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.travel.model import OUT_OF_REACH

LONGEST = 60
"""Minutes: a trip is compared where one of both says that it is within."""

LEAST = 3
"""Places of courses: over fewer, the mean of a commune says little."""

BOUNDS = (-10.0, -5.0, -2.0, 2.0, 5.0, 10.0)
"""Minutes between the classes of a map; negative where roads are faster than estimated."""

UNCOMPARED = len(BOUNDS) + 1
"""Class of a commune without enough trips to compare."""

NAMED = 10
"""Communes that are named for their gap."""

LEAST_PEOPLE = 1_000
"""Inhabitants of a commune that is named."""


@dataclass(frozen=True)
class Gaps:
    """What the differences of the communes come to.

    Attributes
    ----------
    classes : (n_communes,), as `difference_classes` gives them
    counts : communes and inhabitants of each class
    mean : minutes, of the mean gap of a commune, each weighted by its inhabitants
    farthest : (at most `NAMED`,), positions of the communes where both differ most
    """

    classes: NDArray[np.int64]
    counts: list[tuple[int, int]]
    mean: float
    farthest: NDArray[np.intp]


def mean_differences(
    by_road: NDArray[np.uint8], estimated: NDArray[np.uint8], longest: int = LONGEST
) -> NDArray[np.float64]:
    """Return the mean of minutes by road less those estimated, by commune.

    Parameters
    ----------
    by_road, estimated : uint8 (n_sites, n_communes)
        `OUT_OF_REACH` where nothing is known, or no road leads.

    Returns
    -------
    float (n_communes,), NaN with fewer than `LEAST` trips to compare.
    """
    known = (by_road < OUT_OF_REACH) & (estimated < OUT_OF_REACH)
    counted = known & ((by_road <= longest) | (estimated <= longest))
    gaps = np.where(counted, by_road.astype(np.int16) - estimated.astype(np.int16), 0)
    trips = counted.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(trips >= LEAST, gaps.sum(axis=0) / trips, np.nan)


def difference_classes(differences: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the class of each commune: 0 where roads are far faster, the last where unknown."""
    classes = np.searchsorted(BOUNDS, differences, side="right").astype(np.int64)
    return np.where(np.isnan(differences), UNCOMPARED, classes)


def gaps_of(differences: NDArray[np.float64], people: NDArray[np.float64]) -> Gaps:
    """Return what the differences of the communes come to, at least one of them known.

    Parameters
    ----------
    differences : (n_communes,), as `mean_differences` gives them
    people : (n_communes,), inhabitants
    """
    classes, known = difference_classes(differences), ~np.isnan(differences)
    named = known & (people >= LEAST_PEOPLE) & (differences != 0)
    order = np.argsort(-np.abs(np.where(named, differences, 0)), kind="stable")[:NAMED]
    return Gaps(
        classes=classes,
        counts=[
            (int((classes == rank).sum()), round(float(people[classes == rank].sum())))
            for rank in range(UNCOMPARED + 1)
        ],
        # One more inhabitant each, so that communes where nobody lives count for a little.
        mean=float(np.average(np.abs(differences[known]), weights=people[known] + 1)),
        farthest=order[named[order]],
    )
