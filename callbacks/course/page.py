"""The sheet of a course: reads its address, asks geodata, answers with the page."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode

from dash import ClientsideFunction, Dash, Input
from dash.development.base_component import Component

from callbacks.serving.resources import resource_addresses
from geodata.asking.query import Query, UnknownCode, parse_leniently
from geodata.atlas import Atlas
from geodata.finding.answer import Origin, locate
from geodata.finding.course import Course, bounds_around, describe
from layouts.course.place import Visit
from layouts.course.sheet import PRINT, course_not_found, course_page
from layouts.kit.typography import french

_PLACE = ("lieu", "mode", "max_minutes")
"""Parameters of an address that say where the person is and how they get around."""


def page(atlas: Atlas, offer_id: str, search: str) -> Component:
    """Return the page of a course; `search` is the search that the person comes from."""
    args = _arguments(search)
    query, _ = parse_leniently(args)
    origin, problems = _origin(atlas, query)
    course = describe(atlas, offer_id, origin)
    if course is None:
        return french(course_not_found(_address("/", args)))
    place = origin.place.name if origin and origin.place else ""
    near = {name: args[name] for name in _PLACE if name in args}
    visit = Visit(
        back=_address("/", args),
        search=_address("", args),
        place=place,
        today=date.today(),
        map=_map(atlas, course, origin),
        all_others=_address("/", {"q": course.title, **near}),
        problems=problems,
    )
    return french(course_page(course, visit))


def register(app: Dash, current: object) -> None:
    """Print a sheet."""
    app.clientside_callback(
        ClientsideFunction("atlas", "print"),
        Input(PRINT, "n_clicks"),
        prevent_initial_call=True,
    )


def _arguments(search: str) -> dict[str, str]:
    """Read an address; a position, if someone wrote one there, is not carried further."""
    args = dict(parse_qsl(search.lstrip("?")))
    args.pop("near", None)
    return args


def _origin(atlas: Atlas, query: Query) -> tuple[Origin | None, list[str]]:
    if query.near is None:
        return None, []
    try:
        return locate(atlas, query.near), []
    except UnknownCode as problem:
        return None, [problem.message]


def _address(path: str, args: dict[str, str]) -> str:
    return path + (f"?{urlencode(args)}" if args else "")


def _map(atlas: Atlas, course: Course, origin: Origin | None) -> dict[str, object]:
    if course.modality == "distance" or course.site is None:
        return {}
    place = origin.place if origin else None
    start = place and {"lat": place.lat, "lon": place.lon, "label": place.name}
    return {
        "bounds": bounds_around(course, origin),
        "resources": resource_addresses(atlas),
        "origin": start,
    }
