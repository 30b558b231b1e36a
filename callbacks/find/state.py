"""What the page of the search shows when it opens, read from its address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

from geodata.asking.query import ZONES, Near, Query, UnknownCode, parse_leniently
from geodata.atlas import Atlas
from geodata.finding.answer import locate
from geodata.finding.order import ORDERS
from geodata.overlays import OVERLAY_KEYS
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.find.page import DEFAULT_MINUTES, FindState

CONTROLS = (
    "q", "voie", "domain", "level", "modality", "public", "start", "conventionnee", "rev3",
    "zone", "mode", "minutes",
)  # fmt: skip


def read_state(atlas: Atlas, search: str) -> FindState:
    """Read an address, leaving out what cannot be read or found, which is told."""
    args = dict(parse_qsl(search.lstrip("?")))
    query, unreadable = parse_leniently(args)
    query, label, position, unknown = _start(atlas, query)
    wanted = args.get("couches", "departement").split(",")
    sort = args.get("tri", "temps")
    return FindState(
        query,
        label,
        position,
        problems=tuple(problem.message for problem in unreadable) + unknown,
        overlays=tuple(key for key in wanted if key in OVERLAY_KEYS),
        sort=sort if sort in ORDERS else "temps",
    )


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


def control_values(state: FindState) -> list[object]:
    """Return the value of each control, in the order of CONTROLS, then the place's."""
    query, near = state.query, state.query.near or Near()
    zones = [f"{level}:{code}" for level, codes in query.zones.items() for code in codes]
    flags = [{None: None, True: "oui", False: "non"}[f] for f in (query.conventionnee, query.rev3)]
    return [
        query.q, list(query.voie), list(query.domain), [str(n) for n in query.level],
        list(query.modality), list(query.public),
        None if query.start is None else str(query.start), *flags, zones, near.mode,
        DEFAULT_MINUTES if near.max_minutes is None else near.max_minutes, state.place_label,
    ]  # fmt: skip


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
