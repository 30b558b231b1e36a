"""The map of « Habiter, se former, travailler » on paper: the marks that are ticked on screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from geodata.coverage.answer import Covered
from geodata.coverage.flows.home_course_job import ThreePlaces, basins_at_work, three_places
from geodata.maps.drawing import Frame
from layouts.brief.choropleth import Mark, Way

_LEAST_PEOPLE = 0.7  # below, a mark is not seen


def drawn(covered: Covered, frame: Frame, layers: Collection[str]) -> tuple[list[Way], list[Mark]]:
    """Return the ways and the marks of some layers (`FLOWS`), what is below first.

    Sizes are those of the screen (`assets/coverage/panels.js`).
    """
    shown = three_places(covered, covered.asked.by)
    homes = frame.at(covered.atlas.commune_xy)
    people = covered.atlas.communes["population"].to_numpy(dtype=np.float64)
    marks: list[Mark] = []
    if "habitants" in layers:
        sizes = 20 * np.sqrt(people / max(people.max(), 1))
        marks += _marks("people", homes, np.where(sizes < _LEAST_PEOPLE, 0, sizes))
    ways = _ways(covered, shown, frame, homes, people) if "trajets" in layers else []
    if "formations" in layers:
        courses = np.where(covered.open_sites, covered.offer.courses, 0).astype(np.float64)
        sizes = np.where(courses > 0, 2.5 + 9 * np.sqrt(courses / max(courses.max(), 1)), 0)
        marks += _marks("course", frame.at(covered.atlas.site_xy), sizes)
    if "projets" in layers and "projects" in shown.table:
        xy, projects = basins_at_work(shown, covered)
        most = max(np.nanmax(projects, initial=1), 1)
        marks += _marks("work", frame.at(xy), np.nan_to_num(3 + 17 * np.sqrt(projects / most)))
    return list(ways), marks


def _ways(
    covered: Covered,
    shown: ThreePlaces,
    frame: Frame,
    homes: NDArray[np.float64],
    people: NDArray[np.float64],
) -> Iterator[Way]:
    places = np.vstack([covered.atlas.site_xy, covered.atlas.commune_xy[shown.opened]])
    ends = frame.at(places)
    widths = 0.6 + 4 * np.sqrt(people / max(people.max(), 1))
    for row in np.flatnonzero(shown.destination >= 0):
        end = ends[shown.destination[row]]
        if np.isfinite(end).all():
            yield Way(tuple(homes[row]), tuple(end), float(widths[row]))


def _marks(kind: str, at: NDArray[np.float64], sizes: NDArray[np.float64]) -> list[Mark]:
    kept = np.flatnonzero((sizes > 0) & np.isfinite(at).all(axis=1))
    return [Mark(kind, float(at[row, 0]), float(at[row, 1]), float(sizes[row])) for row in kept]
