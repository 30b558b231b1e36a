"""Which communes are served, and in how many minutes: minima over a matrix of travel times."""

import numpy as np
from numpy.typing import NDArray

from geodata.travel.model import OUT_OF_REACH

_ROWS_AT_ONCE = 256
"""Rows gathered together: a block that stays in the processor's cache."""

_ROWS_NAMED = 32


def nearest(matrix: NDArray[np.uint8], site_mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Minutes from each commune to the nearest of the chosen sites.

    Parameters
    ----------
    matrix
        uint8 (n_sites, n_communes), whole minutes, 255 = out of reach; C order, one site a row.
    site_mask
        bool (n_sites,), the sites that have a matching course.

    Returns
    -------
    uint8 (n_communes,); 255 where no chosen site can be reached, so everywhere for an empty mask.

    Raises
    ------
    ValueError
        The shapes do not fit, or the mask is not made of booleans.

    """
    # Gathering whole rows then reducing them is 1.5 to 8 times faster than a masked reduction
    # (`np.minimum.reduce(where=…)`) and faster than a loop over rows: see tests/bench.
    rows = np.flatnonzero(_checked(matrix, site_mask))
    best = np.full(matrix.shape[1], OUT_OF_REACH, dtype=np.uint8)
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        np.minimum(best, matrix[rows[first : first + _ROWS_AT_ONCE]].min(axis=0), out=best)
    return best


def nearest_site(matrix: NDArray[np.uint8], site_mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Row of the nearest chosen site for each commune; -1 where none can be reached.

    Of two sites at the same number of minutes, the one of the lower row. The parameters and the
    errors are those of `nearest`; slower (it names the site), so ask for it only where it shows.
    """
    rows = np.flatnonzero(_checked(matrix, site_mask))
    best = np.full(matrix.shape[1], OUT_OF_REACH, dtype=np.uint8)
    names = np.full(matrix.shape[1], -1, dtype=np.int64)
    # The minimum is far quicker than its position: ask for the position only where a block of
    # rows brings a shorter time, fewer and fewer communes (2 to 10 times faster on the whole).
    for first in range(0, len(rows), _ROWS_NAMED):
        some = rows[first : first + _ROWS_NAMED]
        block = matrix[some]
        least = block.min(axis=0)
        nearer = np.flatnonzero(least < best)
        best[nearer] = least[nearer]
        names[nearer] = some[block[:, nearer].argmin(axis=0)]
    return names


def within(minutes: NDArray[np.uint8], threshold: float) -> NDArray[np.bool_]:
    """Tell which communes are within `threshold` minutes; what is out of reach never is."""
    return (minutes <= threshold) & (minutes != OUT_OF_REACH)


def _checked(matrix: NDArray[np.uint8], site_mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    mask = np.asarray(site_mask)
    if mask.dtype != np.bool_:
        raise ValueError(f"site_mask must be boolean, got {mask.dtype}")
    if matrix.ndim != 2 or mask.shape != matrix.shape[:1]:
        raise ValueError(f"a mask of shape {mask.shape} for a matrix of shape {matrix.shape}")
    return mask
