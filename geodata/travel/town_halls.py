"""What is reached from town halls, kept for the searches that start there, as most do.

A commune is all that most people say of where they start from. What is worked out from the exact
position of a person is never kept.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.travel.model import Area, TravelModel, whole_minutes

T = TypeVar("T")

MOST = 5_000
"""Answers that are kept: two kilobytes each, the oldest leaves first."""


class TownHalls:
    """A travel model that remembers what it said from town halls.

    Parameters
    ----------
    model : any travel model
    xy : (n, 2), metres, of the town halls
    """

    def __init__(self, model: TravelModel, xy: NDArray[np.float64]) -> None:
        self._model, self._halls = model, frozenset(map(tuple, xy.tolist()))
        self._kept: dict[Hashable, Any] = {}
        self._lock = threading.Lock()

    def minutes(
        self, start: tuple[float, float], name: str, xy: ArrayLike, mode: str
    ) -> NDArray[np.uint8]:
        """Return whole minutes (n,) from a start to places, 255 out of reach; not to be written in.

        Parameters
        ----------
        name : of the places, always the same for the same ones
        xy : (n, 2), metres
        """

        def work_out() -> NDArray[np.uint8]:
            found = whole_minutes(self._model.minutes(np.array([start]), xy, mode)[0])
            found.flags.writeable = False
            return found

        return self._remember(start, ("minutes", start, name, mode), work_out)

    def reach(self, start: tuple[float, float], minutes: float, mode: str) -> Area:
        """Return the area in reach, as the model draws it."""
        key = ("reach", start, minutes, mode)
        return self._remember(start, key, lambda: self._model.reach(start, minutes, mode))

    def _remember(self, start: tuple[float, float], key: Hashable, make: Callable[[], T]) -> T:
        if start not in self._halls:
            return make()
        if (kept := self._kept.get(key)) is not None:
            found: T = kept
            return found
        made = make()
        with self._lock:
            while len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = made
        return made
