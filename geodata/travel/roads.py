"""Minutes by the roads, computed beforehand between known places; the estimate everywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.travel.measured import Measured
from geodata.travel.model import Area, TravelModel, points_of
from geodata.travel.network import NetworkTravel, area_reached

UNKNOWN = 255
"""What a table holds where the roads say nothing: an end is far from any road, or was not asked."""

BEYOND = 254
"""What a table holds where no road leads, or in more minutes than a byte can say."""

_STEPS = 10  # places are told apart to the decimetre


@dataclass(frozen=True)
class RoadTimes:
    """Whole minutes between places by the roads of an extract of OpenStreetMap.

    Attributes
    ----------
    id : str
        Changes when any of it does.
    engine : str
        Name of what computed them.
    extract : str
        Name of the file of roads.
    day : date or None
        Of the extract, where it says so.
    xy : float (n, 2)
        Metres.
    minutes : uint8 (n, n) by mode
        From the row's place to the column's; `UNKNOWN` and `BEYOND` are no minutes.
    network : str
        Name of the folder of the prepared network, "" where it is not known.
    notes : tuple of str
        What could not be computed, in French.
    measured : Measured or None
        Their error on published times, where someone measured it.
    """

    id: str
    engine: str
    extract: str
    day: date | None
    xy: NDArray[np.float64]
    minutes: Mapping[str, NDArray[np.uint8]]
    network: str = ""
    notes: tuple[str, ...] = ()
    measured: Measured | None = None

    @property
    def name(self) -> str:
        """The engine and the extract with its date, in French."""
        return road_name(self.engine, self.day, self.extract)

    def rows(self, xy: ArrayLike) -> NDArray[np.int64]:
        """Return the row of each point (m, 2), -1 for one that is not a place of the table."""
        if not len(self.xy):
            return np.full(len(points_of(xy)), -1)
        keys, order = self._keys
        asked = _key(points_of(xy))
        at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        return np.where(keys[at] == asked, order[at], -1)

    @cached_property
    def _keys(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        keys = _key(self.xy)
        order = np.argsort(keys, kind="stable")
        return keys[order], order


def road_name(engine: str, day: date | None, extract: str = "") -> str:
    """Write « Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026 »."""
    of = f" du {day:%d/%m/%Y}" if day else f" «\u202f{extract}\u202f»" if extract else " sans date"
    return f"Temps routiers {engine}, extrait OpenStreetMap{of}"


@dataclass(frozen=True)
class RoadTravel:
    """The times of a table of roads where it knows both ends, those of the estimate elsewhere."""

    roads: RoadTimes
    estimate: TravelModel
    modes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "modes", self.estimate.modes)

    @property
    def name(self) -> str:
        """The name of the roads: screens that speak of one mode ask `named`."""
        return self.roads.name

    def named(self, mode: str) -> str:
        """Return what gives the times of a mode, in French."""
        return self.roads.name if mode in self.roads.minutes else self.estimate.named(mode)

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads."""
        if mode not in self.roads.minutes or xy is None:
            return mode in self.roads.minutes
        row = int(self.roads.rows(np.asarray(xy, dtype=np.float64)[None])[0])
        return row >= 0 and bool((self.roads.minutes[mode][row] != UNKNOWN).any())

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Return minutes (n, m) from origins to destinations; infinite where no road leads."""
        table = self.roads.minutes.get(mode)
        if table is None:
            return self.estimate.minutes(origins_xy, destinations_xy, mode)
        rows, columns = self.roads.rows(origins_xy), self.roads.rows(destinations_xy)
        found = table[np.ix_(rows, columns)]
        known = (rows >= 0)[:, None] & (columns >= 0)[None] & (found != UNKNOWN)
        times = np.where(found == BEYOND, np.float32(np.inf), found.astype(np.float32))
        if known.all():
            return times
        return np.where(known, times, self.estimate.minutes(origins_xy, destinations_xy, mode))

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Draw the area (in metres) reached from `xy` within `minutes`, as `NetworkTravel.reach`.

        By car, from the places reached by road; by other modes, as the estimate has it.
        """
        drawn = self.estimate.reach(xy, minutes, mode)
        if isinstance(self.estimate, NetworkTravel) and self.by_road(mode, xy):
            network, start = self.estimate.network, np.asarray(xy, dtype=np.float64)[None]

            def minutes_to(rows: NDArray[np.int64]) -> NDArray[np.floating]:
                return self.minutes(start, network.xy[rows], mode)[0]

            return area_reached(network, minutes_to, xy, minutes, mode, drawn)
        return drawn


def in_force(
    travel: Mapping[str, NDArray[np.uint8]],
    roads: RoadTimes,
    commune_xy: ArrayLike,
    site_xy: ArrayLike,
) -> dict[str, NDArray[np.uint8]]:
    """Return matrices of minutes (n_sites, n_communes) where roads replace what they know."""
    communes, sites = roads.rows(commune_xy), roads.rows(site_xy)
    placed = (sites >= 0)[:, None] & (communes >= 0)[None]
    replaced = dict(travel)
    for mode, table in roads.minutes.items():
        if mode in replaced:
            found = table[np.ix_(communes, sites)].T
            known = placed & (found != UNKNOWN)
            whole = np.where(found == BEYOND, np.uint8(255), found)
            replaced[mode] = np.where(known, whole, replaced[mode])
    return replaced


def in_force_from(
    home_xy: NDArray[np.float64],
    travel: Mapping[str, NDArray[np.uint8]],
    roads: RoadTimes,
    site_xy: ArrayLike,
) -> dict[str, NDArray[np.uint8]]:
    """Return minutes (n_sites, n_homes) where roads replace what they know.

    A mode whose roads were computed from town halls alone is left out: half of a commune by road
    and the other half by an estimate would say nothing.
    """
    known = bool((roads.rows(home_xy) >= 0).all())
    kept = {mode: times for mode, times in travel.items() if known or mode not in roads.minutes}
    return in_force(kept, roads, home_xy, site_xy)


def _key(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return one whole number for each point, -1 for one that is nowhere."""
    known = np.asarray(np.isfinite(xy).all(axis=1))
    steps = np.round(np.where(known[:, None], xy, 0) * _STEPS).astype(np.int64)
    return np.where(known, (steps[:, 0] << 32) ^ (steps[:, 1] & 0xFFFFFFFF), -1)
