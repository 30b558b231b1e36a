"""The marks of « Habiter, se former, travailler » on paper: those that are ticked on screen."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.coverage.answer import Covered
from geodata.coverage.flows.home_course_job import ThreePlaces, basins_at_work, three_places

Placed = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Turns positions in metres, (n, 2), into those of a drawing."""

_LEAST_PEOPLE = 0.7  # below, a mark is not seen


@dataclass(frozen=True)
class Way:
    """A straight line between two places, its width telling how many people it is for."""

    start: tuple[float, ...]
    end: tuple[float, ...]
    width: float


@dataclass(frozen=True)
class Mark:
    """A mark whose surface tells a number: its kind (people, course, work) and its half."""

    kind: str
    x: float
    y: float
    half: float


def flow_marks(
    covered: Covered, placed: Placed, layers: Collection[str]
) -> tuple[list[Way], list[Mark]]:
    """Return the ways and the marks of some layers, what is below first.

    Sizes are those of the screen (`assets/coverage/panels.js`).

    Parameters
    ----------
    layers : among habitants, trajets, formations, projets
    """
    shown = three_places(covered, covered.asked.by)
    homes = placed(covered.atlas.commune_xy)
    people = covered.atlas.communes["population"].to_numpy(dtype=np.float64)
    marks: list[Mark] = []
    if "habitants" in layers:
        sizes = 20 * np.sqrt(people / max(people.max(), 1))
        marks += _marks("people", homes, np.where(sizes < _LEAST_PEOPLE, 0, sizes))
    ways = _ways(covered, shown, placed, homes, people) if "trajets" in layers else []
    if "formations" in layers:
        courses = np.where(covered.open_sites, covered.offer.courses, 0).astype(np.float64)
        sizes = np.where(courses > 0, 2.5 + 9 * np.sqrt(courses / max(courses.max(), 1)), 0)
        marks += _marks("course", placed(covered.atlas.site_xy), sizes)
    if "projets" in layers and "projects" in shown.table:
        xy, projects = basins_at_work(shown, covered)
        most = max(np.nanmax(projects, initial=1), 1)
        marks += _marks("work", placed(xy), np.nan_to_num(3 + 17 * np.sqrt(projects / most)))
    return list(ways), marks


def _ways(
    covered: Covered,
    shown: ThreePlaces,
    placed: Placed,
    homes: NDArray[np.float64],
    people: NDArray[np.float64],
) -> Iterator[Way]:
    places = np.vstack([covered.atlas.site_xy, covered.atlas.commune_xy[shown.opened]])
    ends = placed(places)
    widths = 0.6 + 4 * np.sqrt(people / max(people.max(), 1))
    for row in np.flatnonzero(shown.destination >= 0):
        end = ends[shown.destination[row]]
        if np.isfinite(end).all():
            yield Way(tuple(homes[row]), tuple(end), float(widths[row]))


def _marks(kind: str, at: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[Mark]:
    kept = np.flatnonzero((sizes > 0) & np.isfinite(at).all(axis=1))
    return [Mark(kind, float(at[row, 0]), float(at[row, 1]), float(sizes[row])) for row in kept]
