"""« Trouver une formation »: what each control of the page sets off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from callbacks.api.exports import export_bytes
from callbacks.controls import control_inputs, reopen
from callbacks.find.answer import answer_request, find_known
from callbacks.find.place import Answer as PlaceAnswer
from callbacks.find.place import place_of_position, place_of_text
from callbacks.find.state import read_state, zone_options
from callbacks.sent import Choice, ChosenPlace, ClickedPlaces, Count, FindRequest, Position, Text
from callbacks.serving.answers import remembered_here
from callbacks.serving.monitoring.usage import count
from callbacks.serving.resources import resource_addresses
from geodata.asking.query import (
    parse_leniently,
)
from geodata.atlas import Atlas
from geodata.finding.answer import order, unanswered
from geodata.finding.browser_table import courses_table
from geodata.finding.first_courses import courses_at
from geodata.finding.order import ORDERS
from geodata.finding.words import suggest_establishments
from geodata.guidance.on_map import places_and_zonings
from geodata.tables.sorting import chosen
from layouts.controls.find import FIND
from layouts.find.page import find_page
from layouts.kit.markup import written
from layouts.kit.typography import french


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it."""
    today = date.today()
    state = replace(
        read_state(atlas, search),
        unanswered=unanswered(atlas, today),
        today=today,
        addresses=atlas.addresses is not None,
    )
    zones = zone_options(atlas, state)
    overlays = places_and_zonings(atlas)
    return french(find_page(state, atlas.bounds, resource_addresses(atlas), zones, overlays))


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks to an application."""
    _register_browser_side(app)
    _register_places(app, current)
    _register_file(app, current)

    for field in ("find-q", "guide-q"):

        @app.callback(Output(field, "data"), Input(field, "value"), prevent_initial_call=True)
        def suggest_courses(text: Text | None) -> list[dict]:
            return _suggestions(current(), text or "")

    @app.callback(
        Output("find-results", "data"),
        Input("find-request", "data"),
        prevent_initial_call=True,
    )
    def answer(request: FindRequest | None) -> dict[str, object]:
        if request is None:
            raise PreventUpdate
        count("filter", *request)
        atlas = current()
        return remembered_here(atlas, "searches", request, lambda: _sent(atlas, request))

    @app.callback(
        Output("find-clicked-courses", "data"),
        Input("find-clicked", "data"),
        State("find-request", "data"),
        prevent_initial_call=True,
    )
    def courses_of_places(
        clicked: ClickedPlaces | None, request: FindRequest | None
    ) -> dict[str, object]:
        if clicked is None:
            raise PreventUpdate
        atlas, today = current(), date.today()
        found, _ = find_known(atlas, parse_leniently(request or {})[0], today)
        rows = courses_at(atlas, found, np.array(clicked["sites"], dtype=np.int64), today)
        return {**courses_table(atlas, rows), "n": clicked.get("n")}

    reopen(app, FIND, lambda search: read_state(current(), search).values)


def _sent(atlas: Atlas, request: Mapping[str, str]) -> dict[str, object]:
    *words, results, orders = answer_request(atlas, request, date.today())
    places = ("find-headline", "find-chips", "find-notices", "find-figures")
    # The browser changes the menu of orders where it differs: each output is drawn by Dash anew.
    return {
        **results,
        "words": written(dict(zip(places, words, strict=True))),
        "orders": orders,
    }


def _register_places(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("guide-place", "data"),
        Output("guide-place", "value"),
        Output("guide-place", "error"),
        Output("guide-place-code", "data"),
        Input("guide-place", "value"),
        Input("guide-place-left", "data"),
        State("guide-place-code", "data"),
        prevent_initial_call=True,
    )
    def choose_guided_place(
        text: Text | None, _left: Count | None, chosen: ChosenPlace | None
    ) -> PlaceAnswer:
        finished = set(ctx.triggered_prop_ids) != {"guide-place.value"}
        return place_of_text(current(), text or "", chosen or {}, finished)

    @app.callback(
        Output("find-place", "data"),
        Output("find-place", "value"),
        Output("find-place", "error"),
        Output("find-place-code", "data"),
        Input("find-place", "value"),
        Input("find-position", "data"),
        Input("find-place-left", "data"),
        Input("find-submit", "n_clicks"),
        State("find-place-code", "data"),
        prevent_initial_call=True,
    )
    def choose_place(
        text: Text | None,
        position: Position | None,
        _left: Count | None,
        _click: Count | None,
        chosen: ChosenPlace | None,
    ) -> PlaceAnswer:
        atlas = current()
        if ctx.triggered_id == "find-position":
            return place_of_position(atlas, position)
        finished = set(ctx.triggered_prop_ids) != {"find-place.value"}
        return place_of_text(atlas, text or "", chosen or {}, finished, streets=True)


def _register_file(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("find-download", "data"),
        [Input(f"find-export-{kind}", "n_clicks") for kind in ("csv", "xlsx", "geojson")],
        State("find-request", "data"),
        State("find-sort", "value"),
        prevent_initial_call=True,
    )
    def export(
        _csv: Count | None,
        _xlsx: Count | None,
        _geojson: Count | None,
        request: FindRequest | None,
        sort: Choice | None,
    ) -> dict[str, Any]:
        if not ctx.triggered_id or not any((_csv, _xlsx, _geojson)):
            raise PreventUpdate
        atlas = current()
        kind = ctx.triggered_id.removeprefix("find-export-")
        count("export", kind)
        name, content = list_file(atlas, request or {}, sort, kind, date.today())
        return dcc.send_bytes(content, name)


def list_file(
    atlas: Atlas, request: Mapping[str, str], sort: str | None, kind: str, today: date
) -> tuple[str, bytes]:
    """Return the name and the content of a file that has the list, in the order of the screen."""
    query, _ = parse_leniently(request)
    found, _ = find_known(atlas, query, today)
    rows = order(found, atlas, found.shown, chosen(ORDERS, sort), today)
    name, content, _ = export_bytes(atlas, found, kind, rows, {"total": len(rows)})
    return name, content


def _suggestions(atlas: Atlas, text: str) -> list[dict]:
    """Return what a text may be the beginning of, in groups."""
    groups: dict[str, list[str]] = {}
    for suggestion in atlas.text.suggest(text, limit=10):
        groups.setdefault(suggestion.kind, []).append(suggestion.text)
    if names := suggest_establishments(atlas, text):
        groups["établissement"] = names
    return [{"group": _GROUPS.get(kind, kind), "items": items} for kind, items in groups.items()]


_GROUPS = {
    "formation": "Formations",
    "métier": "Métiers",
    "code": "Codes",
    "établissement": "Établissements",
}


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("find", "request"),
        Output("find-request", "data"),
        control_inputs(FIND),
        Input("find-position", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("find", "draw"),
        Output("find-drawn", "data"),
        Input("find-results", "data"),
        Input("find-sort", "value"),
        Input("find-overlays", "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("find", "clicked"),
        Output("find-clicked-shown", "data"),
        Input("find-clicked-courses", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("find", "view"),
        Output("find", "data-view"),
        Input("find-view", "value"),
    )
