"""« Qui peut m'aider ? »: reads its address, answers with the places and the times to them.

The page is a form that any browser sends: it has no callback, and works without a script.
"""

from dash.development.base_component import Component

from callbacks.controls import arguments
from geodata.asking.guidance import GuidanceParameters, guidance_query
from geodata.asking.parameters import validated
from geodata.asking.query import answer_known, leniently
from geodata.atlas import Atlas
from geodata.finding.origin import Origin, times_from
from geodata.guidance.known import known_of
from geodata.guidance.near import near, nearest_of_each
from geodata.places.communes import Place, PlaceError
from layouts.guidance.page import GuidancePage, guidance_page, kinds_beside
from layouts.kit.typography import french

_EACH = 3
"""Places of a kind that are shown near a person."""


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it."""
    args = arguments(search)
    args.pop("near", None)  # a position has nothing to do in the address of a page
    typed = args.pop("lieu", "").strip()[:100]
    place, problem, candidates = found_place(atlas, typed)
    asked, unreadable = leniently(lambda one: validated(GuidanceParameters, one), args)
    query = guidance_query(asked)
    origin = Origin(place.x, place.y, place) if place else None
    (query, rows), unknown = answer_known(
        lambda one: (one, near(atlas, one.kinds, origin, one.mode, one.max_minutes)), query
    )
    sought = ",".join(asked.kind)
    told = GuidancePage(
        typed=place.label if place else typed,
        place=place.name if place else "",
        code=place.code if place else "",
        public=query.publics[0] if len(query.publics) == 1 else "",
        sought=sought,
        offered=[kind for kind in kinds_beside(sought) if not known_of(atlas, kind).silent],
        mode=query.mode,
        modes=atlas.model.modes,
        rows=nearest_of_each(rows, _EACH) if origin else rows,
        known={kind: known_of(atlas, kind) for kind in query.kinds},
        communes=dict(zip(atlas.communes["code"], atlas.communes["name"], strict=True)),
        sources=dict(zip(atlas.sources["source"], atlas.sources["name"], strict=True)),
        problems=[*([problem] if problem else []), *(one.message for one in unreadable), *unknown],
        candidates=[(one.label, one.code) for one in candidates],
        region=atlas.region_name,
        margin=atlas.margin(query.mode),
        times=times_from(atlas, origin, query.mode) if origin else "",
    )
    return french(guidance_page(told))


def found_place(atlas: Atlas, typed: str) -> tuple[Place | None, str, list[Place]]:
    """Return the commune that a code or a name says, else what is wrong and which were meant."""
    if not typed:
        return None, "", []
    try:
        return atlas.places.by_code(typed), "", []
    except PlaceError:
        pass
    try:
        return atlas.places.resolve(typed), "", []
    except PlaceError as problem:
        return None, str(problem), list(problem.candidates[:5])
