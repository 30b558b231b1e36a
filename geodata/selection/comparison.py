"""The kept courses as they are compared: each with its times, what follows it, its tension."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geodata.asking.query import UnknownCode
from geodata.asking.selection import COMPARED, SelectionQuery
from geodata.atlas import Atlas
from geodata.finding.course import Course, describe, times_from
from geodata.finding.origin import Origin, locate
from geodata.guidance.beside import Beside, beside
from geodata.selection.gone import Gone, Hint, gone
from geodata.selection.outcomes import Outcome, outcomes_of
from geodata.selection.tension import Recruiting, Tension, recruiting_of, tension_of


@dataclass(frozen=True)
class Kept:
    """A course that is kept, with what is published beside it."""

    course: Course
    outcomes: tuple[Outcome, ...]
    tension: tuple[Tension, ...]
    beside: Beside | None = None
    recruiting: tuple[Recruiting, ...] = ()


@dataclass(frozen=True)
class Selection:
    """The courses in the order of the person; those that are gone are in their place too.

    `substitutes` are the courses like those that are gone, by their ids.
    """

    items: tuple[Kept | Gone, ...]
    substitutes: Mapping[str, Course]
    origin: Origin | None
    problems: tuple[str, ...]

    @property
    def known(self) -> tuple[Kept, ...]:
        """The courses that the atlas has."""
        return tuple(item for item in self.items if isinstance(item, Kept))

    @property
    def compared(self) -> tuple[Kept, ...]:
        """Those that stand side by side."""
        return self.known[:COMPARED]

    @property
    def place(self) -> str:
        """Name of the commune that times start from, "" without one."""
        return self.origin.place.name if self.origin and self.origin.place else ""


def select(
    atlas: Atlas, asked: SelectionQuery, hints: Mapping[str, Hint], today: date
) -> Selection:
    """Return the kept courses; an unknown commune is told, and the courses stay.

    Parameters
    ----------
    hints : what the browser remembers of each course, by id
    """
    origin, problems = None, []
    if asked.near is not None:
        try:
            origin = locate(atlas, asked.near)
        except UnknownCode as problem:
            problems.append(problem.message)
    times = times_from(atlas, origin)
    items: list[Kept | Gone] = []
    substitutes: dict[str, Course] = {}
    for offer in asked.offers:
        course = describe(atlas, offer, origin, today, times)
        if course is not None:
            items.append(kept(atlas, course, origin))
            continue
        item = gone(atlas, offer, hints.get(offer, Hint()), origin)
        items.append(item)
        near = describe(atlas, item.near, origin, today, times) if item.near else None
        if near is not None:
            substitutes[item.near] = near
    return Selection(tuple(items), substitutes, origin, tuple(problems))


def kept(atlas: Atlas, course: Course, origin: Origin | None = None) -> Kept:
    """Return a course with what became of its leavers, the tension of its métiers, who helps."""
    site = int(atlas.columns.site[atlas.offer_position[course.offer]])
    commune = str(atlas.sites["commune"].iat[site]) if site >= 0 else ""
    return Kept(
        course,
        outcomes_of(atlas, course.offer),
        tuple(tension_of(atlas, course.romes, commune)),
        beside(atlas, -1 if course.modality == "distance" else site, origin),
        tuple(recruiting_of(atlas, course.romes, commune)),
    )
