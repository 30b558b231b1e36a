"""« Couverture et mobilité »: what the question, the map and the table set off."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dash import ClientsideFunction, Dash, Input, Output, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from callbacks.controls import control_inputs, reopen
from callbacks.coverage.answer import answer_question, zones_of
from callbacks.coverage.panels import PANELS
from callbacks.coverage.paper import on_paper
from callbacks.coverage.question import asked_of
from callbacks.coverage.state import groupings, read_state
from callbacks.help.page import signs
from callbacks.sent import CoverageRequest
from callbacks.serving.answers import costly
from callbacks.serving.monitoring.usage import counting
from callbacks.serving.resources import resource_addresses
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.order import ORDERS, USUAL
from geodata.finding.answer import unanswered
from geodata.maps.overlays import overlays
from layouts.controls.coverage import COVERAGE
from layouts.coverage.chips import question_chips
from layouts.coverage.page import coverage_page, zones_panel
from layouts.kit.markup import written
from layouts.kit.signs import explained
from layouts.kit.typography import french


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it."""
    state = replace(read_state(atlas, search), unanswered=unanswered(atlas, date.today()))
    levels = groupings(atlas)
    panels = {"territoires": zones_panel(levels, state.values)}
    panels |= {key: module.panel(atlas, state) for key, module in PANELS.items()}
    resources = resource_addresses(atlas)
    return french(coverage_page(state, atlas.bounds, resources, panels, overlays(atlas)))


def answered_places(
    atlas: Atlas, request: Mapping[str, str], today: date
) -> tuple[Covered, dict[str, object], dict[str, object]]:
    """Return the answer to a question, what it puts in each place, what the browser draws."""
    covered, (words, notices, legend, drawing) = answer_question(atlas, request, today)
    explained(html.Div(words), signs(atlas))
    sort = request.get("tri", USUAL)
    zones, file = zones_of(atlas, covered, sort if sort in ORDERS else USUAL)
    head, foot = on_paper(covered, today)
    places: dict[str, object] = {
        "cover-chips": question_chips(covered.asked), "cover-answer": words,
        "cover-notices": notices, "cover-legend": legend,
        "cover-zones": zones, "cover-print-head": head, "cover-print-foot": foot,
    }  # fmt: skip
    return covered, places, {**drawing, "file": file}


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks to an application."""
    _register_browser_side(app)
    for module in PANELS.values():
        module.register(app, current)

    @app.callback(
        Output("cover-results", "data"),
        Input("cover-request", "data"),
        prevent_initial_call=True,
    )
    @counting
    @costly(current)
    def answer(request: CoverageRequest | None) -> dict[str, object]:
        if request is None:
            raise PreventUpdate
        _, places, drawing = answered_places(current(), request, date.today())
        return {**drawing, "words": written(places)}

    reopen(app, COVERAGE, lambda search: read_state(current(), search).values)


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("cover", "request"),
        Output("cover-request", "data"),
        control_inputs(COVERAGE),
    )
    app.clientside_callback(
        ClientsideFunction("cover", "route"),
        [Output(asked_of(panel), "data") for panel in PANELS],
        Input("cover-request", "data"),
        Input("cover-panel", "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("cover", "draw"),
        Output("cover-drawn", "data"),
        Input("cover-results", "data"),
        Input("cover-overlays", "value"),
        prevent_initial_call=True,
    )
