"""What the page of the search shows when it opens, read from its address."""

from dataclasses import replace

from callbacks.controls import arguments, with_answered_filters, with_loaded_mode
from geodata.asking.query import ZONES, Query, UnknownCode, parse_leniently, write_query
from geodata.atlas import Atlas
from geodata.finding.origin import locate
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.controls.find import FIND
from layouts.find.page import FindState


def read_state(atlas: Atlas, search: str) -> FindState:
    """Read an address, leaving out what cannot be read or found, which is told."""
    args, unloaded = with_loaded_mode(atlas, arguments(search))
    query, unreadable = parse_leniently(args)
    query, unanswered = with_answered_filters(atlas, query, lambda one: one)
    query, label, position, unknown = _start(atlas, query)
    values = FIND.values(FIND.choices(args) | write_query(query))
    if query.near:
        here = {"here": True} if position else {}
        values |= {"place": label, "place-code": {**values["place-code"], "label": label, **here}}
    problems = tuple(problem.message for problem in unreadable)
    problems += unanswered + unknown + unloaded
    return FindState(query, values, position, problems, modes=tuple(atlas.travel))


def _start(
    atlas: Atlas, query: Query
) -> tuple[Query, str, tuple[float, float] | None, tuple[str, ...]]:
    """Return a query that starts from a commune, its label, the exact position, what is wrong."""
    near = query.near
    if near is None:
        return query, "", None, ()
    try:
        place = locate(atlas, near).place
    except UnknownCode as unknown:
        return query.without("near"), "", None, (unknown.message,)
    if place is None:
        return query.without("near"), "", None, (outside(atlas),)
    position = None if near.lon is None or near.lat is None else (near.lon, near.lat)
    at_commune = replace(near, commune=place.code, lon=None, lat=None)
    return replace(query, near=at_commune), place.label, position, ()


def outside(atlas: Atlas) -> str:
    """Say that a position is not in the region."""
    return f"Cette position n'est pas dans la région {atlas.region_name}. Choisissez une commune."


def zone_options(atlas: Atlas, state: FindState) -> list[dict[str, object]]:
    """Return the territories to choose from, grouped by level."""
    groups: list[dict[str, object]] = []
    for level in ZONES[:-1]:
        rows = atlas.zones.loc[atlas.zones["level"] == level].sort_values("name")
        items = [{"value": f"{level}:{z.code}", "label": z.name} for z in rows.itertuples()]
        if items:
            groups.append({"group": TERRITORY_LEVELS[level].many, "items": items})
    communes = [
        {"value": f"commune:{code}", "label": str(atlas.commune_names.get(code, code))}
        for code in state.query.zones.get("commune", ())
    ]
    return groups + ([{"group": "Communes", "items": communes}] if communes else [])
