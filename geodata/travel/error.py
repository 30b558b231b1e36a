"""How far the estimated travel times are from published ones, band by band, and how it is known."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

UNCERTAINTY = 0.20
"""How far an estimated time may be from the real one, as a share: the band round a coverage."""

MEASURED_MODES = ("voiture",)
"""Modes whose times were compared with published ones; the error of the others is not known."""


def threshold_band(threshold: float) -> tuple[float, float]:
    """Return the thresholds to read the estimates at, for the band round a coverage, in minutes.

    If every estimated time is 20 % too short, who is within `threshold` is within the first; if
    every one is 20 % too long, within the second (`UNCERTAINTY`).
    """
    return threshold / (1 + UNCERTAINTY), threshold / (1 - UNCERTAINTY)


class BandError(NamedTuple):
    """The error of an estimate where the reference time is in [low, high[ minutes."""

    low: float
    high: float
    pairs: int
    mean_absolute_error: float
    """Minutes."""
    bias: float
    """Mean of estimate − reference, minutes: negative where the estimate is too fast."""


ERROR_BANDS: tuple[float, ...] = (0.0, 30.0, 60.0, 90.0, float("inf"))
"""Bounds, in reference minutes, of the bands of `PUBLISHED_ERROR`."""

PUBLISHED_ERROR: tuple[BandError, ...] = (
    BandError(0.0, 30.0, 958, 3.4, 0.5),
    BandError(30.0, 60.0, 1753, 4.7, 0.0),
    BandError(60.0, 90.0, 857, 5.9, -1.5),
    BandError(90.0, float("inf"), 2230, 8.7, 1.2),
)
"""Error of the car estimate of `travel.network`, recomputed by tests/real/test_travel_error.py.

Measured on trips of which neither end served the fit. Those of Isère are harder than a plain: 80 %
are within `UNCERTAINTY`, 99 % of those to Paris. Nothing comparable is published for the bicycle
and for walking: their error is not known.
"""

PUBLISHED_ERROR_SOURCE = (
    "Temps de trajet en voiture publiés, sans trafic (OSRM, juillet 2021) : entre communes de "
    "l'Isère, et de communes à trois heures de Paris vers Paris, celles que l'ajustement n'a pas "
    "vues ; données © les contributeurs d'OpenStreetMap (ODbL)"
)
"""Where the reference times come from, for the screens that show `PUBLISHED_ERROR`."""


def error_by_band(
    reference_minutes: ArrayLike,
    estimated_minutes: ArrayLike,
    bands: tuple[float, ...] = ERROR_BANDS,
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
