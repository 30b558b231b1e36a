"""How far the estimated travel times are from published ones, band by band."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


class BandError(NamedTuple):
    """The error of an estimate where the reference time is in [low, high[ minutes."""

    low: float
    high: float
    pairs: int
    mean_absolute_error: float
    """Minutes."""
    bias: float
    """Mean of estimate − reference, minutes: negative where the estimate is too fast."""


def error_by_band(
    reference_minutes: ArrayLike,
    estimated_minutes: ArrayLike,
    bands: tuple[float, ...],
) -> pd.DataFrame:
    """Measure an estimate against reference times, band by band of reference minutes.

    Parameters
    ----------
    reference_minutes, estimated_minutes
        Minutes (n,); a pair where either is not a finite number is left out.
    bands
        Growing bounds, in minutes; a band includes its lower bound.

    Returns
    -------
    One row a band, with the fields of `BandError`; NaN errors for a band without a pair.

    Raises
    ------
    ValueError
        The two series differ in shape, or the bounds do not grow.

    """
    reference = np.asarray(reference_minutes, dtype=np.float64)
    estimated = np.asarray(estimated_minutes, dtype=np.float64)
    if reference.shape != estimated.shape:
        raise ValueError(f"{reference.shape} reference times for {estimated.shape} estimates")
    if any(low >= high for low, high in pairwise(bands)):
        raise ValueError(f"the bounds of the bands must grow, got {bands}")
    known = np.isfinite(reference) & np.isfinite(estimated)
    reference, estimated = reference[known], estimated[known]
    rows = []
    for low, high in pairwise(bands):
        inside = (reference >= low) & (reference < high)
        rows.append(_band(low, high, estimated[inside] - reference[inside]))
    return pd.DataFrame(rows, columns=list(BandError._fields))


def _band(low: float, high: float, errors: np.ndarray) -> BandError:
    if errors.size == 0:
        return BandError(low, high, 0, np.nan, np.nan)
    return BandError(low, high, errors.size, float(np.abs(errors).mean()), float(errors.mean()))
