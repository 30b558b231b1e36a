"""Minutes from where people live: the tables in force, weighted by people where homes are known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.places.homes import Homes
from geodata.travel.model import TravelModel, matrix


@dataclass(frozen=True)
class Lived:
    """Where people live, and the minutes from there to the sites.

    Attributes
    ----------
    homes : the points
    travel : uint8 (n_sites, n_homes) by mode, 255 out of reach; a mode that is not there is known
        from town halls alone
    halls : uint8 (n_sites, n_communes) by mode, from town halls
    sources : keys of the sources that say where people live
    """

    homes: Homes
    travel: Mapping[str, NDArray[np.uint8]]
    halls: Mapping[str, NDArray[np.uint8]]
    sources: tuple[str, ...] = ()

    def times(self, mode: str) -> NDArray[np.uint8]:
        """Return the minutes from each point to each site."""
        known = self.travel.get(mode)
        return self.homes.each(self.halls[mode]) if known is None else known

    def weighted(self) -> dict[str, NDArray[np.uint8]]:
        """Return minutes (n_sites, n_communes) by mode, weighted by people where that is known."""
        return {
            mode: self.homes.mean(self.travel[mode]) if mode in self.travel else times
            for mode, times in self.halls.items()
        }

    def to(
        self, model: TravelModel, commune_xy: ArrayLike, xy: ArrayLike, mode: str
    ) -> NDArray[np.uint8]:
        """Return minutes (m, n_homes) from each point to other places (m, 2)."""
        if self.homes.halls or mode not in self.travel:
            return self.homes.each(matrix(model, commune_xy, xy, mode))
        return matrix(model, self.homes.xy, xy, mode)
