"""What a search leaves on the map: courses and places by site, and what has no place on it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class Offering:
    """Matching courses by site; those that cover no place are counted, never dropped.

    Attributes
    ----------
    courses : int64 (n_sites,)
        Matching courses at each site of the region, those wholly at a distance apart.
    around : int64 (n_sites,)
        Matching courses at each site of neighbouring regions: they reach people, and are in no
        total. Their places are not in `places` either: the people who share them there are not
        known.
    places : float64 (n_sites,)
        Their places, where the source gives a capacity.
    without_capacity : int
        Courses at a known place whose capacity is not known: they cover, but they are not in
        `places`, so not in the accessibility.
    distance : int
        Courses wholly at a distance: they cover no place.
    unplaced : int
        Courses that are held somewhere, but the source does not say where.
    unsaid : int64 (n_sites,) or None
        Those of `without_capacity`, by site.
    """

    courses: NDArray[np.int64]
    around: NDArray[np.int64]
    places: NDArray[np.float64]
    without_capacity: int
    distance: int
    unplaced: int
    unsaid: NDArray[np.int64] | None = None

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Sites that have a matching course, bool (n_sites,): what `coverage.nearest` takes."""
        return self.reaching > 0

    @property
    def reaching(self) -> NDArray[np.int64]:
        """Matching courses at each site, of the region or around it: those that reach people."""
        return self.courses + self.around

    @property
    def uncounted(self) -> NDArray[np.bool_]:
        """Sites with courses of which no place is counted: it is not said, or they are around."""
        return (self.around if self.unsaid is None else self.around + self.unsaid) > 0

    @property
    def placed(self) -> int:
        """Courses at a known place."""
        return int(self.courses.sum())

    @property
    def total(self) -> int:
        """All the matching courses."""
        return self.placed + self.distance + self.unplaced


def known_capacity(capacity: pd.Series) -> NDArray[np.float64]:
    """Places of each course, (n_offers,), NaN where the source gives none; done once a store."""
    return capacity.to_numpy(dtype=np.float64, na_value=np.nan)


def offering(
    which: NDArray[np.bool_],
    site: NDArray[np.integer],
    is_distance: NDArray[np.bool_],
    capacity: NDArray[np.float64],
    n_sites: int,
    around: NDArray[np.bool_] | None = None,
) -> Offering:
    """Spread the matching courses over the sites.

    Parameters
    ----------
    which : bool (n_offers,), the courses that answer the search
    site : int (n_offers,), row of each course's site, -1 where it has none
    is_distance : bool (n_offers,), courses wholly at a distance
    capacity : float64 (n_offers,), from `known_capacity`
    n_sites : number of sites
    around : bool (n_offers,), courses of neighbouring regions; none by default

    Raises
    ------
    ValueError
        The arrays are not of one length, or a row is not one of the sites'.
    """
    if not len(which) == len(site) == len(is_distance) == len(capacity):
        raise ValueError("one value a course is needed in every array")
    there = np.zeros(len(which), dtype=bool) if around is None else around
    at_place = which & ~is_distance & (site >= 0)
    rows = site[at_place]
    if rows.size and rows.max() >= n_sites:
        raise ValueError(f"a course is at site {rows.max()}, there are {n_sites}")
    across = site[at_place & there]
    at_place = at_place & ~there
    rows = site[at_place]
    seats = capacity[at_place]
    known = np.nan_to_num(seats, nan=0.0)
    return Offering(
        courses=np.bincount(rows, minlength=n_sites).astype(np.int64),
        around=np.bincount(across, minlength=n_sites).astype(np.int64),
        places=np.bincount(rows, weights=known, minlength=n_sites).astype(np.float64),
        without_capacity=int(np.isnan(seats).sum()),
        distance=int((which & is_distance).sum()),
        unplaced=int((which & ~is_distance & (site < 0)).sum()),
        unsaid=np.bincount(rows[np.isnan(seats)], minlength=n_sites).astype(np.int64),
    )
