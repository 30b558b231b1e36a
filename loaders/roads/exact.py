"""A server of itineraries as a model of travel, for measuring its error on trips anywhere."""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import Polygon

from geodata.places.projection import MAINLAND, to_degrees
from geodata.travel.model import Area, points_of
from geodata.travel.roads import road_name
from loaders.roads import osrm
from loaders.roads.engine import OFF_ROAD, RoutingError


class ExactTravel:
    """Minutes asked of an OSRM server one table at a time; NaN far from any road.

    Parameters
    ----------
    crs : the system of the metres of the points

    Raises
    ------
    RoutingError
        The server does not answer.
    """

    def __init__(
        self,
        address: str,
        mode: str,
        day: date | None = None,
        extract: str = "",
        crs: str = MAINLAND,
    ) -> None:
        self._address = address
        self._crs = crs
        self.modes = (mode,)
        self.name = road_name("OSRM", day, extract)

    def named(self, mode: str) -> str:
        """Return the engine and its extract."""
        return self.name

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads: always."""
        return True

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Return minutes (n, m) from origins to destinations."""
        origins, destinations = points_of(origins_xy), points_of(destinations_xy)
        try:
            starts, ends = (to_degrees(xy, self._crs) for xy in (origins, destinations))
            found = osrm.table(self._address, starts, ends, 60)
        except osrm.RouterError as error:
            raise RoutingError(
                f"Le serveur de temps routiers n'a pas répondu ({error})."
            ) from error
        times = found.minutes
        times[found.starts_off > OFF_ROAD] = np.nan
        times[:, found.ends_off > OFF_ROAD] = np.nan
        return times

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Draw nothing: it only measures."""
        return Polygon()
