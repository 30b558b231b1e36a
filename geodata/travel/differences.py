"""Where the estimate and the times by road differ most: by commune, over the trips that count."""

from __future__ import annotations

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
