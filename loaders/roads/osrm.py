"""A client of OSRM's HTTP interface: tables of minutes, and ways with their steps.

https://project-osrm.org/docs/v5.24.0/api/ : coordinates are degrees (WGS84), longitude first;
durations are seconds. A server has one profile, whatever the address says.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import requests
from numpy.typing import NDArray

from geodata.travel.router import Route, Step

NO_WAY = ("NoRoute", "NoSegment", "NoTable")
"""Codes of an answer that is one: there is no road."""


class RouterError(Exception):
    """A server gave no answer, or none that can be used; `code` is OSRM's, "" without one."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Times:
    """A table of minutes, and how far from a road its ends are.

    Attributes
    ----------
    minutes : float32 (n, m)
        NaN where no road leads.
    starts_off, ends_off : float (n,) and (m,)
        Metres from each point to the road that it was put on.
    """

    minutes: NDArray[np.float32]
    starts_off: NDArray[np.float64]
    ends_off: NDArray[np.float64]
    day: date | None = None


def table(
    address: str,
    origins: NDArray[np.float64],
    destinations: NDArray[np.float64],
    timeout: float | None = None,
) -> Times:
    """Return minutes from points (n, 2) to points (m, 2), in degrees.

    Raises RouterError: no answer within the time, in seconds, or an unusable one.
    """
    first = len(origins)
    ends = range(first, first + len(destinations))
    answer = _get(
        f"{address}/table/v1/driving/{_points(np.concatenate([origins, destinations]))}",
        {
            "sources": ";".join(map(str, range(first))),
            "destinations": ";".join(map(str, ends)),
            "annotations": "duration",
            "generate_hints": "false",
        },
        timeout,
    )
    try:
        seconds: NDArray[np.float32] = np.array(answer["durations"], dtype=np.float32)
        shape = (len(origins), len(destinations))
        if seconds.shape != shape or (seconds < 0).any():
            raise ValueError(f"durations of shape {seconds.shape} for {shape}")
        return Times(
            seconds / np.float32(60),
            _off(answer["sources"]),
            _off(answer["destinations"]),
            _day(answer),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RouterError(f"an unusable table: {error}") from error


def route(
    address: str,
    origin: NDArray[np.float64],
    destination: NDArray[np.float64],
    timeout: float | None = None,
) -> Route:
    """Return the way between two points (2,), in degrees.

    Raises RouterError as `table`; its code is one of `NO_WAY` where there is none.
    """
    answer = _get(
        f"{address}/route/v1/driving/{_points(np.stack([origin, destination]))}",
        {"steps": "true", "overview": "false", "generate_hints": "false"},
        timeout,
    )
    try:
        best = answer["routes"][0]
        steps = tuple(_step(step) for leg in best["legs"] for step in leg["steps"])
        return Route(float(best["duration"]) / 60, float(best["distance"]), steps)
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise RouterError(f"an unusable way: {error}") from error


def _get(address: str, arguments: Mapping[str, str], timeout: float | None) -> Mapping[str, Any]:
    # Written by hand: `requests` would write « ; » as three characters, a thousand times.
    query = "&".join(f"{name}={value}" for name, value in arguments.items())
    try:
        with requests.get(f"{address}?{query}", timeout=timeout, allow_redirects=False) as response:
            answer = response.json()
    except (requests.RequestException, ValueError) as error:
        raise RouterError(str(error)) from error
    code = answer.get("code", "") if isinstance(answer, dict) else ""
    if code != "Ok":
        raise RouterError(f"refused: {code or response.status_code}", str(code))
    found: Mapping[str, Any] = answer
    return found


def _points(degrees: NDArray[np.float64]) -> str:
    return ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in degrees)


def _off(waypoints: list[Mapping[str, Any]]) -> NDArray[np.float64]:
    return np.array([float(one.get("distance", 0)) for one in waypoints])


def _day(answer: Mapping[str, Any]) -> date | None:
    with contextlib.suppress(TypeError, ValueError):
        return date.fromisoformat(answer.get("data_version", "")[:10])
    return None


def _step(step: Mapping[str, Any]) -> Step:
    manoeuvre = step["maneuver"]
    names = [str(step.get(name) or "") for name in ("name", "ref")]
    return Step(
        kind=str(manoeuvre["type"]),
        side=str(manoeuvre.get("modifier", "")),
        road=" ".join(dict.fromkeys(filter(None, names))),
        out=int(manoeuvre.get("exit", 0)),
        metres=float(step["distance"]),
        minutes=float(step["duration"]) / 60,
        by=str(step.get("mode", "")),
    )
