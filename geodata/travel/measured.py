"""What published times say of a model of travel: its error by class, its margin."""

from dataclasses import dataclass, field
from typing import NamedTuple

from geodata.travel.margin import Margin


class ClassError(NamedTuple):
    """The error of an estimate where the reference time is in [low, high[ minutes."""

    low: float
    high: float
    pairs: int
    mean_absolute_error: float
    """Minutes."""
    bias: float
    """Mean of estimate − reference, minutes: negative where the estimate is too fast."""
    within_band: float
    """Share of trips whose reference time is within the margin of the estimate, 0 to 1."""


@dataclass(frozen=True)
class Measured:
    """A model of travel times beside published ones.

    Attributes
    ----------
    mode : a key of `geodata.vocabulary.MODES`
    source, perimeter : what the trips are and where, in French
    date : month of the published times, in French
    threshold : minutes
    wrongly_within : share of the trips estimated within the threshold that really are beyond
    margins : margin of each mode, by its key; `SUPPOSED` for one that is not there
    """

    mode: str
    source: str
    perimeter: str
    date: str
    pairs: int
    mean_absolute_error: float
    bias: float
    within_band: float
    threshold: float
    wrongly_within: float
    classes: tuple[ClassError, ...] = ()
    margins: dict[str, Margin] = field(default_factory=dict)
