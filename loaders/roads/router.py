"""The server of itineraries that an operator names: asked within a second, left alone when gone."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geodata.places.projection import MAINLAND, to_degrees
from geodata.travel.roads import road_name
from geodata.travel.router import Route
from loaders.roads import osrm
from loaders.roads.engine import OFF_ROAD

T = TypeVar("T")

WAIT = 0.7
"""Seconds that a person may wait for a server, whatever it does."""

REST = 20.0
"""Seconds for which a server that did not answer is not asked again."""

CAR = "voiture"

_KEPT = 256  # answers: a filter changed asks the same times again


def addresses_of(text: str) -> dict[str, str]:
    """Return the address of each mode: « http://… » is for the car; else « voiture=http://…,… »."""
    if "=" not in text.split("://", 1)[0]:
        return {CAR: text.strip().rstrip("/")}
    pairs = [part.split("=", 1) for part in text.split(",") if part.strip()]
    return {mode.strip(): address.strip().rstrip("/") for mode, address in pairs}


class HttpRouter:
    """OSRM servers, one a mode, as `geodata.travel.router.Router`.

    Parameters
    ----------
    addresses : by mode
    congestion : what the minutes by car are multiplied by
    crs : the system of the metres of the points that are asked of
    """

    def __init__(
        self,
        addresses: Mapping[str, str],
        congestion: float = 1.0,
        wait: float = WAIT,
        clock: Callable[[], float] = time.monotonic,
        crs: str = MAINLAND,
    ) -> None:
        self._addresses = dict(addresses)
        self._congestion = congestion
        self._crs = crs
        self._wait, self._clock = wait, clock
        self._closed_until: dict[str, float] = {}
        self._too_big: dict[str, int] = {}
        self._days: dict[str, date | None] = {}
        self._kept: dict[bytes, NDArray[np.float32]] = {}

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes that have a server."""
        return tuple(self._addresses)

    def named(self, mode: str) -> str:
        """Return the engine and, where the server told it, the date of its roads."""
        return road_name("OSRM", self._days.get(mode))

    def minutes(
        self, mode: str, origin_xy: ArrayLike, destinations_xy: ArrayLike
    ) -> NDArray[np.float32] | None:
        """Return minutes (m,) from a point to others; None without an answer in time."""
        start = to_degrees(np.asarray(origin_xy, dtype=np.float64)[None], self._crs)
        ends = to_degrees(np.asarray(destinations_xy, dtype=np.float64), self._crs)
        key = mode.encode() + start.tobytes() + ends.tobytes()
        if (kept := self._kept.get(key)) is not None:
            return kept
        if len(ends) >= self._too_big.get(mode, len(ends) + 1):
            return None
        found = self._asked(mode, len(ends), lambda at: osrm.table(at, start, ends, self._wait))
        if found is None:
            return None
        self._days[mode] = found.day
        far = found.ends_off > OFF_ROAD
        if found.starts_off[0] > OFF_ROAD:
            return None
        told = np.where(np.isnan(found.minutes[0]), np.float32(np.inf), found.minutes[0])
        times = np.where(far, np.float32(np.nan), told) * self._slower(mode)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[key] = times
        return times

    def route(self, mode: str, origin_xy: ArrayLike, destination_xy: ArrayLike) -> Route | None:
        """Return the way from a point to another; None without an answer in time, or a way."""
        ends = to_degrees(np.array([origin_xy, destination_xy], dtype=np.float64), self._crs)
        found = self._asked(mode, 2, lambda at: osrm.route(at, ends[0], ends[1], self._wait))
        if found is None:
            return None
        return Route(found.minutes * float(self._slower(mode)), found.metres, found.steps)

    def _slower(self, mode: str) -> np.float32:
        return np.float32(self._congestion if mode == CAR else 1.0)

    def _asked(self, mode: str, points: int, ask: Callable[[str], T]) -> T | None:
        """Ask the server of a mode, unless it was lately gone."""
        address = self._addresses.get(mode)
        if address is None or self._clock() < self._closed_until.get(mode, float("-inf")):
            return None
        try:
            return within(self._wait, lambda: ask(address))
        except osrm.RouterError as error:
            if error.code == "TooBig":
                self._too_big[mode] = min(points, self._too_big.get(mode, points))
            elif error.code not in osrm.NO_WAY:
                self._closed_until[mode] = self._clock() + REST
        return None


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what a work returns, unless it takes longer.

    A timeout of a connection starts again at each byte that comes, and a name that is looked for
    has none: only another thread is sure to be left in time.

    Raises RouterError: it took longer, or raised it.
    """
    done: list[T] = []
    failed: list[osrm.RouterError] = []

    def run() -> None:
        try:
            done.append(work())
        except osrm.RouterError as error:
            failed.append(error)
        except Exception as error:
            failed.append(osrm.RouterError(str(error)))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if done:
        return done[0]
    raise failed[0] if failed else osrm.RouterError(f"no answer in {seconds} s")
