"""What to try when nothing fits, each step with what it would find, the nearest to the wish first.

The same diploma by another voie, at another level of its family, at a distance, at a later session,
with boarding, and the métiers near it; going farther is told beside the nearest courses. Where no
other voie and no other level is near either, they are looked for as far as one can go.
"""

from dataclasses import dataclass, replace
from datetime import date

from geodata.asking.query import MAX_MINUTES, START_MONTHS, Query
from geodata.atlas import Atlas
from geodata.finding.answer import Found, find, unanswered
from geodata.finding.metiers import neighbours
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import LEVELS, VOIES

_SAME = ("voie", "level")
"""Kinds of steps that keep what is asked for, the nearest to the wish first."""


@dataclass(frozen=True)
class Step:
    """Another search.

    Attributes
    ----------
    kind : voie, level, distance, boarding, later or metier
    what : the voie, the level or the name of the métier, "" for the others
    count : courses that it finds
    minutes : to the nearest of them, where it goes farther; None elsewhere
    """

    kind: str
    what: str
    query: Query
    count: int
    minutes: int | None = None


def ladder(atlas: Atlas, found: Found, today: date) -> list[Step]:
    """Return the steps that find something."""
    query = _bare(atlas, found.query)
    tried = [
        *_other_voies(query),
        *_other_levels(atlas, query),
        *([] if query.modality == ("distance",) else [_at_distance(query)]),
        *_later(query),
    ]
    steps = [replace(step, count=_count(atlas, step, today)) for step in tried]
    steps += _farther(atlas, steps, today)
    steps += _boarding(atlas, found.query, today)
    steps += [
        Step("metier", one.label, replace(found.query, q=one.label), one.count)
        for one in neighbours(atlas, found, today)
    ]
    return [step for step in steps if step.count]


def other_voies(atlas: Atlas, found: Found, today: date) -> list[Step]:
    """Return the same search by each voie that was not asked for, when it asked for some."""
    steps = _other_voies(_bare(atlas, found.query))
    counted = [replace(step, count=_count(atlas, step, today)) for step in steps]
    return [step for step in counted if step.count]


def _bare(atlas: Atlas, query: Query) -> Query:
    """Return a query whose words that ask for a voie have become the filter that says the same."""
    if not query.q:
        return query
    voies, rest = atlas.text.without_facets(query.q)
    known = tuple(voie for voie in voies if voie in VOIES)
    return replace(query, q=rest, voie=known) if known else query


def _other_voies(query: Query) -> list[Step]:
    if not query.voie:
        return []
    others = [voie for voie in VOIES if voie not in query.voie]
    return [Step("voie", VOIES[voie], replace(query, voie=(voie,)), 0) for voie in others]


def _other_levels(atlas: Atlas, query: Query) -> list[Step]:
    """Ask the same words at each other level, the kind of diploma that they name left out."""
    rest, kinds = atlas.text.without_diploma(query.q) if query.q else ("", ())
    named = bool(kinds and rest)
    if not (query.level or named):
        return []
    asked = replace(query, q=rest) if named else query
    others = [level for level in LEVELS if level not in query.level]
    return [Step("level", LEVELS[level], replace(asked, level=(level,)), 0) for level in others]


def _at_distance(query: Query) -> Step:
    return Step("distance", "", replace(query, modality=("distance",)), 0)


def _later(query: Query) -> list[Step]:
    if query.start is None:
        return []
    longer = [n for n in START_MONTHS if n > query.start]
    steps = [Step("later", "", replace(query, start=n), 0) for n in longer]
    return steps[-1:]


def _count(atlas: Atlas, step: Step, today: date) -> int:
    return find(atlas, step.query, today).total


def _farther(atlas: Atlas, steps: list[Step], today: date) -> list[Step]:
    """Return the other voies, or else levels, that are beyond the time, when none is near."""
    if any(step.count for step in steps if step.kind in _SAME):
        return []
    for kind in _SAME:
        tried = [_as_far_as_can_be(atlas, step, today) for step in steps if step.kind == kind]
        if found := [step for step in tried if step is not None]:
            return found
    return []


def _boarding(atlas: Atlas, query: Query, today: date) -> list[Step]:
    """Go as far as can be, to an establishment with boarding."""
    if query.near is None or query.boarding or "boarding" in unanswered(atlas, today):
        return []
    step = _as_far_as_can_be(atlas, Step("boarding", "", replace(query, boarding=True), 0), today)
    return [] if step is None else [step]


def _as_far_as_can_be(atlas: Atlas, step: Step, today: date) -> Step | None:
    """Return a step with what it finds whatever the time, and the nearest; None when nothing."""
    asked = _within(step.query, MAX_MINUTES)
    found = find(atlas, asked, today)
    if not found.total or found.minutes is None:
        return None
    times = found.minutes[atlas.columns.site[found.listed]]
    nearest = int(times.min(initial=OUT_OF_REACH))
    return replace(step, query=asked, count=found.total, minutes=nearest)


def _within(query: Query, minutes: int) -> Query:
    near = query.near
    return replace(query, near=replace(near, max_minutes=minutes)) if near else query
