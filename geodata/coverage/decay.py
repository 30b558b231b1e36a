"""How much a place counts when it is so many minutes away: published step functions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MINUTES = 256
"""Values of a whole number of minutes, the last of which means « out of reach »."""


@dataclass(frozen=True)
class Decay:
    """Weights that fall by steps: `weights[k]` up to `bounds[k]` minutes included, then 0.

    Attributes
    ----------
    name : what screens call it, in French
    bounds : growing minutes
    weights : falling, positive
    source : where they are published
    """

    name: str
    bounds: tuple[float, ...]
    weights: tuple[float, ...]
    source: str

    def __post_init__(self) -> None:
        growing = all(a < b for a, b in zip(self.bounds, self.bounds[1:], strict=False))
        falling = all(a >= b > 0 for a, b in zip(self.weights, self.weights[1:], strict=False))
        if not self.bounds or len(self.bounds) != len(self.weights) or self.bounds[0] < 0:
            raise ValueError(f"one weight a bound, from 0 minutes: {self.bounds}, {self.weights}")
        if not growing or not falling or self.weights[0] <= 0:
            raise ValueError(f"bounds must grow and weights fall: {self.bounds}, {self.weights}")

    @property
    def threshold(self) -> float:
        """Minutes beyond which nothing counts."""
        return self.bounds[-1]

    def table(self) -> NDArray[np.float64]:
        """Weight of each whole number of minutes, (256,); 0 for 255, out of reach."""
        step = np.searchsorted(self.bounds, np.arange(MINUTES), side="left")
        weights = np.append(self.weights, 0.0)[step]
        weights[-1] = 0.0
        return weights


_SOURCE = (
    "Luo W. et Qi Y. (2009), « An enhanced two-step floating catchment area (E2SFCA) method for "
    "measuring spatial accessibility to primary care physicians », Health & Place 15(4), "
    "p. 1100-1107"
)

LUO_QI = Decay("Décroissance lente", (10.0, 20.0, 30.0), (1.0, 0.68, 0.22), _SOURCE)
"""The first of the two sets of weights of Luo and Qi (2009): a Gaussian by zones of 10 minutes."""
