"""Classes for a map: bounds by fixed minutes, quantiles or natural breaks, and their legend."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

METHODS: dict[str, str] = {
    "fixed": "Minutes fixes",
    "quantiles": "Effectifs égaux (quantiles)",
    "jenks": "Seuils naturels (Jenks)",
}
"""How bounds can be chosen, with the French names."""

FIXED_MINUTES: tuple[float, ...] = (10, 20, 30, 45, 60)
"""Bounds of time classes that do not change with the filter, so that two maps can be compared."""

NO_CLASS = -1
"""Class of a commune without a value: out of reach, or unknown."""

_MOST_DISTINCT = 1024
"""Distinct values that natural breaks look at; more are first gathered in as many thin bins."""


@dataclass(frozen=True)
class LegendClass:
    """One line of a legend.

    Attributes
    ----------
    low, high : bounds; a value is in the first class if it is at most its `high`, and in another
        if it is above `low` and at most `high`. The last `high` may be infinite. NaN for the line
        of the communes without a value.
    communes : number of communes
    people : people who live there
    kind : what the line is of, where several have no bounds
    """

    low: float
    high: float
    communes: int
    people: int
    kind: str = ""


def bounds(
    values: ArrayLike, method: str, n_classes: int = 5, people: ArrayLike | None = None
) -> tuple[float, ...]:
    """Choose the upper bounds of the classes but the last, growing.

    Parameters
    ----------
    values : (n_communes,), NaN where there is none (see `finite_minutes`)
    method : a key of `METHODS`. "fixed" gives `FIXED_MINUTES`, whatever the values; "quantiles"
        puts as many communes in each class, or as many people if `people` is given; "jenks"
        minimises the spread inside classes (Fisher 1958, Jenks 1977).
    n_classes : 2 to 9, classes wanted. Fewer come out when there are fewer distinct values.
    people : (n_communes,), weights of "quantiles"

    Raises
    ------
    KeyError
        An unknown method.
    ValueError
        An absurd number of classes.
    """
    if method not in METHODS:
        raise KeyError(method)
    if not 2 <= n_classes <= 9:
        raise ValueError(f"from 2 to 9 classes, not {n_classes}")
    if method == "fixed":
        return FIXED_MINUTES
    given = np.asarray(values, dtype=np.float64)
    kept = np.isfinite(given)
    weights = np.ones(len(given)) if people is None else np.asarray(people, dtype=np.float64)
    distinct, where = np.unique(given[kept], return_inverse=True)
    if len(distinct) <= 1:
        return ()
    if method == "quantiles":
        cuts = _quantiles(
            distinct, np.bincount(where, weights=weights[kept]).astype(np.float64), n_classes
        )
    else:
        cuts = natural_breaks(distinct, np.bincount(where).astype(np.float64), n_classes)
    return tuple(float(cut) for cut in cuts)


def readable(upper: tuple[float, ...]) -> tuple[float, ...]:
    """Round growing, positive bounds to the two or more significant digits that tell them apart.

    A legend then prints the very bounds of its classes: never « 0,0 à 0,0 ».
    """
    for digits in range(2, 15):
        rounded = tuple(float(f"{bound:.{digits}g}") for bound in upper)
        if len(set(rounded)) == len(upper):
            return rounded
    return upper


def finite_minutes(minutes: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Minutes as numbers, NaN where out of reach."""
    return np.where(minutes == 255, np.nan, minutes.astype(np.float64))


def classify(values: ArrayLike, upper: tuple[float, ...]) -> NDArray[np.int8]:
    """Class of each value, from 0 to len(upper), `NO_CLASS` for NaN; a bound is in the lower."""
    given = np.asarray(values, dtype=np.float64)
    classes = np.searchsorted(np.asarray(upper, dtype=np.float64), given, side="left")
    return np.where(np.isnan(given), NO_CLASS, classes).astype(np.int8)


def legend(values: ArrayLike, upper: tuple[float, ...], people: ArrayLike) -> list[LegendClass]:
    """Count the communes and the people of each class, those without a value last.

    Communes and people add up to all of them. The last line is there even when it is empty.
    """
    classes = classify(values, upper)
    counts = np.asarray(people, dtype=np.float64)
    edges = (-np.inf, *upper, np.inf)
    lines = [_line(edges[k], edges[k + 1], classes == k, counts) for k in range(len(upper) + 1)]
    return [*lines, _line(np.nan, np.nan, classes == NO_CLASS, counts)]


def natural_breaks(
    values: NDArray[np.float64], weights: NDArray[np.float64], n_classes: int
) -> NDArray[np.float64]:
    """Upper bounds of the classes but the last that leave the least spread inside classes.

    The exact optimum of Fisher (1958), « On grouping for maximum homogeneity », Journal of the
    American Statistical Association 53, 789–798, on weighted distinct values: the best cut of the
    first j values in k classes is read off those in k − 1. Our own, because mapclassify takes
    15 s for the communes of a region where this takes some tens of milliseconds; equal to it in
    the tests.

    Parameters
    ----------
    values : growing distinct numbers
    weights : how many times each is there
    n_classes : classes wanted
    """
    if len(values) <= n_classes:
        return values[:-1]
    x, w, last = _gathered(values, weights)
    start = np.zeros(1)
    total = np.concatenate([start, np.cumsum(w)])
    first = np.concatenate([start, np.cumsum(w * x)])
    # Spread of the values i to j − 1 round their mean, for all i < j at once.
    i, j = np.arange(len(x))[:, None], np.arange(1, len(x) + 1)[None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (first[j] - first[i]) ** 2 / (total[j] - total[i])
    # Least spread inside is most spread between, which needs no square of values.
    between = np.where(i < j, between, -np.inf)
    best, cuts = between[0], []
    for _ in range(n_classes - 1):
        shifted = np.concatenate([[-np.inf], best[:-1]])[:, None] + between
        cuts.append(shifted.argmax(axis=0))
        best = shifted.max(axis=0)
    position, found = len(x) - 1, []
    for cut in reversed(cuts):
        position = int(cut[position]) - 1
        found.append(last[position])
    return np.array(found[::-1])


def _gathered(
    values: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Values, weights and greatest value of each bin; each value is its own bin when few."""
    # Centred, so that squares of great numbers do not drown small differences.
    x = values - np.average(values, weights=weights)
    if len(values) <= _MOST_DISTINCT:
        return x, weights, values
    share = np.cumsum(weights) / weights.sum()
    edges = np.linspace(0, 1, _MOST_DISTINCT + 1)[1:-1]
    of_bin = np.unique(np.searchsorted(edges, share, side="left"), return_inverse=True)[1]
    w = np.bincount(of_bin, weights=weights).astype(np.float64)
    last = np.append(np.flatnonzero(np.diff(of_bin)), len(values) - 1)
    return np.bincount(of_bin, weights=weights * x) / w, w, values[last]


def _quantiles(
    values: NDArray[np.float64], weights: NDArray[np.float64], n_classes: int
) -> NDArray[np.float64]:
    if not weights.sum():
        return values[:0]
    share = np.cumsum(weights) / weights.sum()
    wanted = np.arange(1, n_classes) / n_classes
    # A hair under, so that rounding does not push a bound that falls just on a value to the next.
    at = np.unique(np.searchsorted(share, wanted - 1e-12, side="left"))
    return values[at[at < len(values) - 1]]


def _line(
    low: float, high: float, which: NDArray[np.bool_], people: NDArray[np.float64]
) -> LegendClass:
    return LegendClass(float(low), float(high), int(which.sum()), int(people[which].sum()))
