"""« Métiers en tension »: opens the page, and answers when the question or the tab changes."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response, abort

from callbacks.api.files import as_shown
from callbacks.controls import control_inputs, reopen
from callbacks.coverage.question import csv_reply, requested
from callbacks.help.page import signs
from callbacks.sent import Choice, TensionsRequest
from callbacks.serving.answers import costly
from callbacks.serving.markup import put_markup
from callbacks.serving.monitoring.usage import counting
from callbacks.serving.resources import resource_addresses
from callbacks.serving.workbook import workbook
from callbacks.tensions.answer import (
    answered,
    far_panel,
    metier_panel,
    metiers_panel,
    missing,
    prospects_panel,
    quadrant_panel,
    sorted_metiers,
    top_tension,
    words,
)
from callbacks.tensions.state import choices, read_state
from geodata.atlas import Atlas
from geodata.figure_sources import sources_of
from geodata.needs.answer import loaded_years
from geodata.needs.basins import by_basin
from geodata.needs.export import basin_rows, needs_rows
from geodata.needs.order import QUADRANT
from geodata.needs.prospects import prospects, prospects_rows
from geodata.needs.quadrant import quadrant
from layouts.brief.tensions import method
from layouts.brief.tensions import sources as tension_sources
from layouts.controls.tensions import TENSIONS
from layouts.kit.markup import markup
from layouts.kit.signs import explained
from layouts.tensions.page import tensions_page

Answers = Callable[[Atlas, Mapping[str, str]], Sequence[object]]

TABS: dict[str, tuple[Answers, list[tuple[str, str]]]] = {
    "metiers": (metiers_panel, [("metiers", "html"), ("csv", "href"), ("xlsx", "href")]),
    "quadrant": (
        quadrant_panel,
        [
            ("quadrant-words", "html"),
            ("points", "data"),
            ("quadrant-corners", "html"),
            ("quadrant-data", "html"),
        ],
    ),
    "eloignes": (far_panel, [("far", "html")]),
    "metier": (
        metier_panel,
        [("metier-answer", "html"), ("map-data", "data"), ("legend", "html")],
    ),
}
"""What answers in each tab that the question changes, and where it goes."""

PLACED = (
    "dix",
    "avenir",
    *(name for _, outputs in TABS.values() for name, prop in outputs if prop == "html"),
)
"""Parts of the page that are sent as HTML."""


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it."""
    state = read_state(atlas, search)
    return tensions_page(
        state,
        choices(atlas),
        atlas.bounds,
        resource_addresses(atlas),
        missing(atlas),
        {"dix": top_tension(atlas), "avenir": prospects_panel(atlas)},
    )


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks and its files to an application."""
    _register_browser_side(app)

    @app.callback(
        Output("tension-answer", "children"),
        Output("tension-notices", "children"),
        Input("tension-request", "data"),
        prevent_initial_call=True,
    )
    @counting
    @costly(current)
    def answer(request: TensionsRequest | None) -> tuple[list[Component], list[Component]]:
        if request is None:
            raise PreventUpdate
        atlas = current()
        told, notices = words(atlas, request)
        explained(html.Div([*told]), signs(atlas))
        return told, notices

    @app.callback(
        [_output(name, prop) for _, outputs in TABS.values() for name, prop in outputs],
        Input("tension-request", "data"),
        Input("tension-panel", "value"),
        prevent_initial_call=True,
    )
    @costly(current)
    def show(request: TensionsRequest | None, shown: Choice | None) -> list[object]:
        """Answer in the tab that is in sight; the others compute nothing."""
        if request is None or shown not in TABS:
            raise PreventUpdate
        return tab_outputs(current(), request, shown)

    reopen(app, TENSIONS, lambda search: read_state(current(), search).values)

    @app.server.get("/tensions/<name>.csv")
    def tensions_file(name: str) -> Response:
        atlas = current()
        found = file_rows(atlas, name, requested())
        if found is None:
            abort(404)
        return csv_reply(atlas, found, name)

    @app.server.get("/tensions/<name>.xlsx")
    def tensions_workbook(name: str) -> Response:
        atlas, asked = current(), requested()
        found = file_rows(atlas, name, asked)
        if found is None:
            abort(404)
        query = answered(atlas, asked)[0].asked
        years = tension_sources(loaded_years(atlas))
        sources = sources_of(atlas, query.mode, (query.level,), years)
        lines = method(query.threshold, query.mode, atlas.times_words(query.mode))
        return workbook(atlas, found, f"tensions-{name}", sources, lines)


def file_rows(atlas: Atlas, name: str, asked: Mapping[str, str]) -> pd.DataFrame | None:
    """Return the rows of a file of the page, None when it has no such file."""
    found, _ = answered(atlas, asked)
    match name:
        case "metiers":
            return needs_rows(found, sorted_metiers(atlas, found, asked))
        case "sans-formation":
            return as_shown(
                needs_rows(found, found.far), "Métier", lambda: far_panel(atlas, asked), asked
            )
        case "quadrant":
            rows = needs_rows(found, QUADRANT.of(quadrant(atlas, found).points))
            return as_shown(rows, "Métier", lambda: quadrant_panel(atlas, asked)[3], asked)
        case "avenir" if len(atlas.prospects):
            rows = prospects_rows(prospects(atlas))
            return as_shown(rows, "Libellé", lambda: prospects_panel(atlas), asked)
        case "metier" if found.metier is not None:
            rows = basin_rows(found, by_basin(atlas, found.metier, found.asked.mode))
            return as_shown(rows, "Bassin", lambda: metier_panel(atlas, asked)[0], asked)
        case _:
            return None


def tab_outputs(atlas: Atlas, request: Mapping[str, str], shown: str) -> list[object]:
    """Return what all the tabs' outputs become: only those of one tab change."""
    given: list[object] = []
    for key, (answers, outputs) in TABS.items():
        if key != shown:
            given += [no_update] * len(outputs)
            continue
        parts = zip(answers(atlas, request), outputs, strict=True)
        given += [markup(part) if prop == "html" else part for part, (_, prop) in parts]
    return given


def _output(name: str, prop: str) -> Output:
    if prop == "html":
        return Output(f"tension-{name}-html", "data")
    return Output(f"tension-{name}", prop)


def _register_browser_side(app: Dash) -> None:
    for place in PLACED:
        put_markup(app, f"tension-{place}")
    app.clientside_callback(
        ClientsideFunction("tensions", "request"),
        Output("tension-request", "data"),
        control_inputs(TENSIONS),
    )
    app.clientside_callback(
        ClientsideFunction("tensions", "draw"),
        Output("tension-drawn", "data"),
        Input("tension-map-data", "data"),
        Input("tension-panel", "value"),
    )
    app.clientside_callback(
        ClientsideFunction("quadrant", "draw"),
        Output("tension-pointed", "data"),
        Input("tension-points", "data"),
        prevent_initial_call=True,
    )
