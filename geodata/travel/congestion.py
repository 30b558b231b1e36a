"""Times by car multiplied by a factor that the operator chooses: no model knows a jam."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.travel.margin import OUT_OF_REACH
from geodata.travel.model import Area, TravelModel, whole_minutes

CAR = "voiture"


@dataclass(frozen=True)
class Slowed:
    """A model whose minutes by car are multiplied."""

    model: TravelModel
    factor: float

    @property
    def name(self) -> str:
        """The name of the model, with the factor."""
        return f"{self.model.name}{factor_words(self.factor)}"

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the model."""
        return self.model.modes

    def named(self, mode: str) -> str:
        """Return what gives the times of a mode, without the factor."""
        return self.model.named(mode)

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads."""
        return self.model.by_road(mode, xy)

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Return the model's minutes (n, m), multiplied by car."""
        times = self.model.minutes(origins_xy, destinations_xy, mode)
        return times * np.float32(self.factor) if mode == CAR else times

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Draw what the model reaches in as much less time."""
        return self.model.reach(xy, minutes / self.factor if mode == CAR else minutes, mode)


def slowed_tables(
    travel: Mapping[str, NDArray[np.uint8]], factor: float
) -> Mapping[str, NDArray[np.uint8]]:
    """Return matrices of whole minutes whose times by car are multiplied."""
    if CAR not in travel or factor == 1:
        return travel
    every = np.arange(OUT_OF_REACH, dtype=np.float32) * np.float32(factor)
    longer = np.append(whole_minutes(every), np.uint8(OUT_OF_REACH))
    return {**travel, CAR: longer[travel[CAR]]}


def factor_words(factor: float) -> str:
    """Write « , allongés de 20 % pour la circulation »; "" for a factor of 1."""
    if factor == 1:
        return ""
    return f", allongés de {100 * (factor - 1):.0f} % pour la circulation"
