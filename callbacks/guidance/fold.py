"""« Qui peut m'aider près d'ici ? », beside the answer to a search."""

from typing import Any

from dash.development.base_component import Component

from geodata.atlas import Atlas
from geodata.finding.answer import Found
from geodata.finding.origin import Origin, times_from
from geodata.guidance.near import nearest
from geodata.guides import GUIDED_AS, guides_of
from layouts.guidance.fold import guides_fold

Rows = list[dict[str, Any]]

_MOST = 4
"""Places that guide, beside a list of courses."""

_TOWN_HALLS = 1_000
"""Starts whose guides are remembered, some kilobytes each."""


def guides_near(atlas: Atlas, found: Found) -> list[Component]:
    """Return who guides near the person, folded; nothing when no place, or no guide, is known."""
    if found.origin is None or found.query.near is None:
        return []
    mode = found.query.near.mode
    if mode not in atlas.model.modes:  # no timetable leads to these places
        mode = next(iter(atlas.model.modes))
    kinds = guides_of([GUIDED_AS.get(public, public) for public in found.query.public])
    at = found.query.near.commune
    rows = _nearest(atlas, found.origin, at, tuple(kinds), mode)
    if not rows:
        return []
    lieu = found.origin.place.code if found.origin.place else ""
    times = times_from(atlas, found.origin, mode)
    names = atlas.cached("names of communes", atlas.commune_names.to_dict)
    return [guides_fold(rows, names, mode, times, lieu)]


def _nearest(
    atlas: Atlas, origin: Origin, commune: str | None, kinds: tuple[str, ...], mode: str
) -> Rows:
    """Return the nearest places of each kind; those of a town hall are remembered."""

    def make() -> Rows:
        return nearest(atlas, kinds, origin, mode)[:_MOST]

    if not commune:
        return make()
    return atlas.remembered("guides", (commune, kinds, mode), make, _TOWN_HALLS)
