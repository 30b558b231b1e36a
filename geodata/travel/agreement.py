"""How well estimated times agree with reference times: by class of duration, and at a threshold."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.travel.error import error_by_band
from geodata.travel.margin import Margin, half_width

CLASSES: tuple[float, ...] = (0.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0, float("inf"))
"""Bounds of the classes, in reference minutes; a class includes its lower bound."""


@dataclass(frozen=True)
class Agreement:
    """What a set of trips says of a model of travel times.

    Attributes
    ----------
    classes : DataFrame
        A row a class of `CLASSES`, with the fields of `error.BandError` and `within_band`: the
        share of trips whose reference time is in the band that screens show round the estimate.
        NaN where the class has no trip.
    pairs : int
        Trips compared.
    mean_absolute_error, bias : float
        Minutes over all trips; a negative bias is an estimate that is too short.
    weighted_error : float
        Minutes, each trip counting as its weight; NaN without weights.
    within_band : float
        Share of all trips, from 0 to 1.
    threshold : float
        Minutes.
    wrongly_within, wrongly_beyond : float
        Of the trips estimated within the threshold, the share that is really beyond; of those
        estimated beyond, the share that is really within. NaN where no trip is so estimated.
    """

    classes: pd.DataFrame
    pairs: int
    mean_absolute_error: float
    bias: float
    weighted_error: float
    within_band: float
    threshold: float
    wrongly_within: float
    wrongly_beyond: float


def agreement(
    reference_minutes: ArrayLike,
    estimated_minutes: ArrayLike,
    threshold: float,
    margin: Margin,
    weights: ArrayLike | None = None,
) -> Agreement:
    """Compare estimated times with reference times.

    Parameters
    ----------
    reference_minutes, estimated_minutes : minutes, (n,)
        A pair where either is not a finite number is left out.
    threshold : minutes, the bound included
    margin : of the estimated times
    weights : (n,), such as populations; None for none, NaN where unknown

    Raises
    ------
    ValueError
        The series differ in shape.
    """
    reference = np.asarray(reference_minutes, dtype=np.float64)
    estimated = np.asarray(estimated_minutes, dtype=np.float64)
    classes = error_by_band(reference, estimated, CLASSES)
    weight = np.full(reference.shape, np.nan) if weights is None else np.asarray(weights, float)
    known = np.isfinite(reference) & np.isfinite(estimated)
    reference, estimated, weight = reference[known], estimated[known], weight[known]
    held = np.abs(reference - estimated) <= half_width(estimated, margin)
    classes["within_band"] = [
        _share(held[(reference >= low) & (reference < high)]) for low, high in pairwise(CLASSES)
    ]
    errors = estimated - reference
    near, really_near = estimated <= threshold, reference <= threshold
    return Agreement(
        classes=classes,
        pairs=len(errors),
        mean_absolute_error=_mean(np.abs(errors)),
        bias=_mean(errors),
        weighted_error=_weighted(np.abs(errors), weight),
        within_band=_share(held),
        threshold=threshold,
        wrongly_within=_share(~really_near[near]),
        wrongly_beyond=_share(really_near[~near]),
    )


def _weighted(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    known = np.isfinite(weights) & (weights > 0)
    return float(np.average(values[known], weights=weights[known])) if known.any() else float("nan")


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _share(which: NDArray[np.bool_]) -> float:
    return float(which.mean()) if len(which) else float("nan")
