"""How far an estimated time may be from the real one, and what that says of a reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

OUT_OF_REACH = 255
"""The whole number of minutes that means « cannot be reached, or in more than 254 minutes »."""

HELD = 0.85
"""Share of the trips whose real time must be within the margin of their estimate."""

MEASURED_SHARE = 0.88
"""Share that a margin holds of the trips it is measured on: others ask for a little more."""

MARGIN_CLASSES: tuple[float, ...] = (0, 10, 20, 30, 45, 60, 90, 120, float("inf"))
"""Bounds of the classes where margins are measured, in estimated minutes."""

_FEWEST = 30  # trips without which a class measures nothing


@dataclass(frozen=True)
class Margin:
    """Half-widths of the band round an estimate, at some estimated times.

    Attributes
    ----------
    minutes : estimated times, growing
    half_widths : minutes, one for each; between two, in proportion; beyond the ends, the same
    placing : minutes that a course adds which is placed at its commune's centre
    measured : False where no published time could be compared: the margin is supposed
    """

    minutes: tuple[float, ...]
    half_widths: tuple[float, ...]
    placing: float = 0.0
    measured: bool = True


SUPPOSED = Margin((0.0, float(OUT_OF_REACH)), (0.0, OUT_OF_REACH / 5), measured=False)
"""A fifth of the time, where nothing is measured: by bicycle and on foot."""


def half_width(minutes: ArrayLike, margin: Margin, placed: float = 0.0) -> NDArray[np.float64]:
    """Return how far from the real time estimates of `minutes` may be, minutes, same shape.

    Parameters
    ----------
    placed : share, 0 to 1, of the courses that are placed at their commune's centre. Their
        place and their time are wrong independently: the squares add up.
    """
    times = np.interp(np.asarray(minutes, dtype=np.float64), margin.minutes, margin.half_widths)
    return np.sqrt(times**2 + placed * margin.placing**2)


def measured_margin(sets: Sequence[tuple[ArrayLike, ArrayLike]]) -> Margin:
    """Return the half-widths that hold `MEASURED_SHARE` of the trips, by class of their estimate.

    Parameters
    ----------
    sets : reference and estimated finite minutes, (n,) each, of trips of several places: of a
        class, the half-width holds in each place, so it is that of the worst.

    Raises
    ------
    ValueError
        No class of `MARGIN_CLASSES` has trips enough.
    """
    found = []
    for low, high in pairwise(MARGIN_CLASSES):
        inside = [_inside(*one, low, high) for one in sets]
        worst = [
            (float(np.quantile(errors, MEASURED_SHARE)), float(times.mean()))
            for errors, times in inside
            if len(times) >= _FEWEST
        ]
        if worst:
            found.append(max(worst))
    if not found:
        raise ValueError("the trips are too few to measure a margin")
    return Margin(
        tuple(round(middle, 1) for _, middle in found), tuple(round(half, 1) for half, _ in found)
    )


def _inside(
    reference: ArrayLike, estimated: ArrayLike, low: float, high: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the absolute errors and the estimates of the trips estimated in [low, high[."""
    times = np.asarray(estimated, dtype=np.float64)
    kept = (times >= low) & (times < high)
    return np.abs(np.asarray(reference, dtype=np.float64) - times)[kept], times[kept]


@dataclass(frozen=True)
class Uncertainty:
    """What the error of the times leaves unsure of a question.

    Attributes
    ----------
    threshold : minutes, the bound included
    margin : of the times of the question
    placed : share of its courses that are placed at their commune's centre
    """

    threshold: float
    margin: Margin = SUPPOSED
    placed: float = 0.0

    @property
    def half_width(self) -> float:
        """Minutes by which a time of just the threshold may be wrong."""
        return float(half_width(self.threshold, self.margin, self.placed))

    @property
    def of_placing(self) -> float:
        """Minutes of it that are due to the courses placed at their commune's centre."""
        return self.half_width - float(half_width(self.threshold, self.margin))

    @property
    def ends(self) -> tuple[float, float]:
        """The estimates within which the threshold is surely kept, and may be kept.

        Whole minutes; the first is −1 where not even an estimate of 0 is sure.
        """
        minutes = np.arange(OUT_OF_REACH, dtype=np.float64)
        wide = half_width(minutes, self.margin, self.placed)
        limit = self.threshold + 1e-9  # what interpolating loses
        sure, possible = (minutes[minutes + side <= limit] for side in (wide, -wide))
        return float(sure.max(initial=-1)), float(possible.max(initial=-1))

    @property
    def words(self) -> str:
        """« à 7 min près à 30 min », for a line of sources."""
        return f"à {max(1, round(self.half_width))} min près à {self.threshold:g} min" + (
            "" if self.margin.measured else " (marge supposée)"
        )
