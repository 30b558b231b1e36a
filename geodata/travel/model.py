"""Minutes from points to points by each mode, from a model whose error is published."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon, Point, Polygon

from geodata.parts import Runner, one_by_one
from geodata.travel.margin import OUT_OF_REACH

__all__ = [
    "OUT_OF_REACH",
    "SPEED_LAWS",
    "EstimatedTravel",
    "SpeedLaw",
    "TravelModel",
    "matrix",
    "points_of",
    "whole_minutes",
]

_CELLS_AT_ONCE = 1 << 20
"""Travel times worked out together: 4 MB a temporary array, whatever the size of the matrix."""


_FARTHEST = 1e8
"""Metres (more than twice round the Earth): a coordinate beyond is no place, like NaN."""

_LONGEST = 1e6
"""Minutes (nearly two years): beyond, a time is a mistake."""


Area: TypeAlias = Polygon | MultiPolygon
"""What is reached: in several pieces where a fast road leads far, the largest first."""


class TravelModel(Protocol):
    """What the rest of the application asks of a way to know travel times."""

    @property
    def name(self) -> str:
        """Name of the model, in French, for the screens that use it."""

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes it knows, keys of `geodata.vocabulary.MODES`."""

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Minutes (n, m) from n origins to m destinations, in metres; NaN if unknown."""

    def named(self, mode: str) -> str:
        """What gives the times of a mode, in French, for the screens that speak of it."""

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads."""

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Area (in metres) that can be reached from `xy` within `minutes`; empty if none."""


_HALVINGS = 40
"""A thousand kilometres halved so often are less than a millimetre."""


@dataclass(frozen=True)
class SpeedLaw:
    """Minutes as a function of the crow-fly distance, for one mode.

    minutes = start + 60·km/v, with km = detour × crow-fly and
    v = slow + gain × (1 − e^(−km/rise)) in km/h. Always growing with the distance, because v is
    positive and concave.
    """

    detour: float
    """Kilometres travelled for one kilometre as the crow flies (detour index)."""
    slow: float
    """Speed of the shortest trips, km/h."""
    gain: float = 0.0
    """What the longest trips add to that speed, km/h."""
    rise: float = 1.0
    """Kilometres over which 63 % of the gain is reached."""
    start: float = 0.0
    """Minutes any trip takes, however short."""

    def minutes(self, metres: ArrayLike) -> NDArray[np.float32]:
        """Minutes for crow-fly distances in metres, of any shape."""
        km = np.asarray(metres, dtype=np.float32) * np.float32(self.detour / 1000)
        if self.gain:
            speed = np.exp(km * np.float32(-1 / self.rise))
            speed *= np.float32(-self.gain)
            speed += np.float32(self.slow + self.gain)
            km /= speed
        else:
            km /= np.float32(self.slow)
        km *= np.float32(60)
        km += np.float32(self.start)
        return km

    def radius(self, minutes: float) -> float:
        """Crow-fly distance, in metres, reached in just `minutes`, as `metres`; asked often."""
        return _radius(self, minutes)

    def metres(self, minutes: ArrayLike) -> NDArray[np.float64]:
        """Crow-fly distances, in metres, reached in just `minutes`; 0 below the shortest trip."""
        left = np.maximum(np.asarray(minutes, dtype=np.float64) - self.start, 0)
        near, far = np.zeros_like(left), left / 60 * (self.slow + self.gain)
        for _ in range(_HALVINGS):
            km = (near + far) / 2
            speed = self.slow - self.gain * np.expm1(-km / self.rise)
            beyond = 60 * km > left * speed
            near, far = np.where(beyond, near, km), np.where(beyond, km, far)
        return (near + far) / 2 / self.detour * 1000


@lru_cache(maxsize=256)
def _radius(law: SpeedLaw, minutes: float) -> float:
    return float(law.metres(minutes))


SPEED_LAWS: dict[str, SpeedLaw] = {
    # Fitted on 4,000 published OSRM car times of a plain, free flow. Short trips keep to it, longer
    # ones go from commune to commune (`geodata.travel.network`).
    "voiture": SpeedLaw(detour=1.3, slow=48.3, gain=70.2, rise=207.0, start=0.35),
    # 15 km/h on every road and cycleway: default speed of OSRM's bicycle profile
    # (Project-OSRM/osrm-backend, profiles/bicycle.lua).
    "velo": SpeedLaw(detour=1.3, slow=15.0),
    # 5 km/h: default speed of OSRM's foot profile (same repository, profiles/foot.lua).
    "marche": SpeedLaw(detour=1.3, slow=5.0),
}
"""The law of each mode.

Detour of 1.3 for all: fitted for the car in this region; for walking and cycling, measures range
from 1.2 (Newell 1980, random points in a town; O'Sullivan and Morrall 1996, walks to stations,
1.21–1.23) to 1.34 (trips by road to the centres of 300 European cities, 2023,
doi:10.1177/23998083231168870). 1.3 is on the cautious side and, in the country,
the three modes share the same roads. No relief, no wind, no waiting, no parking.
"""


class EstimatedTravel:
    """The embedded model: a speed that rises with the crow-fly distance, no road network."""

    name = "Estimation à vol d'oiseau corrigée"
    modes = tuple(SPEED_LAWS)

    def named(self, mode: str) -> str:
        """Return what gives the times of a mode, in French."""
        return self.name

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads: never."""
        return False

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Estimate the minutes from each origin to each destination.

        Parameters
        ----------
        origins_xy, destinations_xy
            Metres, (n, 2) and (m, 2). A coordinate that is not a number, or is
            off the Earth, is an unknown place.
        mode
            A key of `SPEED_LAWS`.

        Returns
        -------
        float32 (n, m), minutes; NaN from or to an unknown place. The same both ways.

        Raises
        ------
        ValueError
            An unknown mode, or coordinates of another shape.

        """
        law = _law(mode)
        origins, destinations = _local(points_of(origins_xy), points_of(destinations_xy))
        times = np.empty((len(origins), len(destinations)), dtype=np.float32)
        step = max(1, _CELLS_AT_ONCE // max(1, len(destinations)))
        for first in range(0, len(origins), step):
            block = origins[first : first + step, None, :] - destinations[None, :, :]
            times[first : first + step] = law.minutes(np.hypot(block[..., 0], block[..., 1]))
        return times

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Polygon:
        """Draw the disk that the estimate reaches from `xy` (metres) in `minutes`.

        Empty when the time is shorter than the shortest trip. The polygon is inscribed in the
        disk, within 1/13,000 of its radius.

        Raises ValueError: an unknown mode, a place that is not two finite numbers, or a time that
        is negative, not a number or over a million.
        """
        law = _law(mode)
        place = np.asarray(xy, dtype=np.float64)
        if place.shape != (2,) or not np.isfinite(place).all():
            raise ValueError(f"xy must be two finite numbers, got {xy!r}")
        if not 0 <= minutes <= _LONGEST:
            raise ValueError(f"minutes must be from 0 to {_LONGEST:.0f}, got {minutes}")
        radius = law.radius(minutes)
        return Point(place).buffer(radius, quad_segs=64) if radius > 0 else Polygon()


def whole_minutes(minutes: ArrayLike) -> NDArray[np.uint8]:
    """Round to the nearest minute, a half upwards; 255 above 254 minutes or where unknown (NaN).

    Raises ValueError: a time is negative.
    """
    times = np.asarray(minutes, dtype=np.float32)
    if (times < 0).any():
        raise ValueError("a travel time cannot be negative")
    capped = np.fmin(np.nan_to_num(times, nan=OUT_OF_REACH, posinf=OUT_OF_REACH), OUT_OF_REACH)
    return np.floor(capped + np.float32(0.5)).astype(np.uint8)


def matrix(
    model: TravelModel,
    communes_xy: ArrayLike,
    sites_xy: ArrayLike,
    mode: str,
    run: Runner = one_by_one,
) -> NDArray[np.uint8]:
    """Whole minutes from every commune to every site, one row a site.

    Parameters
    ----------
    model
        Any travel model.
    communes_xy, sites_xy
        Metres, (n_communes, 2) and (n_sites, 2); NaN for an unknown place.
    mode
        One of the model's modes.
    run
        What runs the parts: some sites each, always cut alike, so that the minutes are the same
        wherever they are worked out.

    Returns
    -------
    uint8 (n_sites, n_communes) in C order, 255 = out of reach, over 254 minutes or unknown.

    Raises
    ------
    ValueError
        The model does not know the mode, or coordinates of another shape.

    """
    if mode not in model.modes:
        raise ValueError(f"unknown mode {mode!r}: {model.name} knows {', '.join(model.modes)}")
    communes, sites = points_of(communes_xy), points_of(sites_xy)
    times = np.empty((len(sites), len(communes)), dtype=np.uint8)
    step = max(1, _CELLS_AT_ONCE // max(1, len(communes)))
    starts = range(0, len(sites), step)
    blocks = [sites[first : first + step] for first in starts]
    for first, block in zip(starts, run(_block, (model, communes, mode), blocks), strict=True):
        times[first : first + step] = block
    return times


def _block(
    common: tuple[TravelModel, NDArray[np.float64], str], sites: NDArray[np.float64]
) -> NDArray[np.uint8]:
    model, communes, mode = common
    return whole_minutes(model.minutes(communes, sites, mode)).T


def _law(mode: str) -> SpeedLaw:
    try:
        return SPEED_LAWS[mode]
    except KeyError:
        raise ValueError(f"unknown mode {mode!r}: one of {', '.join(SPEED_LAWS)}") from None


def points_of(xy: ArrayLike) -> NDArray[np.float64]:
    """Return coordinates as float (n, 2), NaN where they are off the Earth (raises ValueError)."""
    points = np.asarray(xy, dtype=np.float64)
    if points.size == 0:
        return points.reshape(0, 2)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"coordinates must have the shape (n, 2), got {points.shape}")
    return np.where(np.abs(points) < _FARTHEST, points, np.nan)


def _local(
    origins: NDArray[np.float64], destinations: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    # Lambert-93 northings are about 7,000,000 m, where float32 steps by half a metre: take the
    # middle of all the points as origin first. The middle is the same both ways round.
    both = np.concatenate([origins, destinations])
    low = np.fmin.reduce(both, axis=0, initial=_FARTHEST)
    high = np.fmax.reduce(both, axis=0, initial=-_FARTHEST)
    middle = np.where(low <= high, (low + high) / 2, 0.0)
    return (origins - middle).astype(np.float32), (destinations - middle).astype(np.float32)
