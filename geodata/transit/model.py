"""A model of travel with public transport among its modes, where timetables are loaded."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import Polygon

from geodata.transit.door_to_door import door_to_door
from geodata.transit.timetable import Timetable
from geodata.transit.words import RULE
from geodata.travel.margin import OUT_OF_REACH
from geodata.travel.model import Area, TravelModel
from geodata.vocabulary import TRANSIT


@dataclass(frozen=True)
class TransitTravel:
    """The modes of another model, and public transport by a timetable."""

    roads: TravelModel
    timetable: Timetable

    @property
    def name(self) -> str:
        """Name of the model of the other modes."""
        return self.roads.name

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the other model, then public transport."""
        return (*self.roads.modes, TRANSIT)

    def named(self, mode: str) -> str:
        """Return what gives the times of a mode."""
        return (
            f"horaires des réseaux chargés, {RULE}" if mode == TRANSIT else self.roads.named(mode)
        )

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads."""
        return mode != TRANSIT and self.roads.by_road(mode, xy)

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Return minutes (n, m) as `TravelModel.minutes`; by timetable, NaN where one cannot go
        and come back in a day (`geodata.transit.door_to_door`).
        """
        if mode != TRANSIT:
            return self.roads.minutes(origins_xy, destinations_xy, mode)
        day = door_to_door(self.timetable, origins_xy, destinations_xy).day.T
        return np.where(day < OUT_OF_REACH, day.astype(np.float32), np.float32("nan"))

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Return the area in reach as `TravelModel.reach`; by timetable, none is drawn.

        What is in reach is then islands round stops, that the times of the courses say better.
        """
        return Polygon() if mode == TRANSIT else self.roads.reach(xy, minutes, mode)
