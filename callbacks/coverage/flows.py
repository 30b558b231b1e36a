"""« Habiter, se former, travailler »: answers with the three places, reads observed flows."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response

from callbacks.api.files import as_shown
from callbacks.coverage.answer import source
from callbacks.coverage.question import (
    asked_of,
    covered_of,
    csv_address,
    csv_reply,
    preface_of,
    requested,
    silence_of,
    told,
)
from callbacks.sent import Count, CoverageRequest, File, Text
from callbacks.serving.answers import costly
from geodata.atlas import Atlas
from geodata.coverage.blank_zones.candidates import successors
from geodata.coverage.flows.home_course_job import flow_drawing, observed_flows, three_places
from geodata.coverage.flows.observed import flow_rows, read_flow_file
from geodata.coverage.recruitment import recruitment
from geodata.domains import DOMAINS
from geodata.places.zoning import is_known, zoning
from geodata.tables.dropped import UnreadableTable, dropped_bytes, read_dropped
from layouts.coverage.flows import flows_answer, flows_legend, flows_panel, observed_answer
from layouts.coverage.page import CoverState
from layouts.kit.parts import notice
from layouts.kit.typography import french

KEY = "flux"
FILE = "/couverture/habiter-se-former-travailler.csv"

Answer = tuple[list[Component], dict[str, object], Component]
"""What the panel says, what the browser draws, the legend of the map."""

_COLUMNS = {
    "code": "Code",
    "name": "Territoire",
    "population": "Population",
    "beyond_population": "Population hors d'atteinte",
    "courses": "Formations",
    "places": "Places connues",
    "projects": "Projets de recrutement, au moins",
    "difficult": "Jugés difficiles, au moins",
    "difficult_known": "Difficiles : part là où les deux nombres sont publiés (%)",
    "difficult_low": "Difficiles : part au moins (%)",
    "difficult_high": "Difficiles : part au plus (%)",
    "secret": "Métiers tenus secrets",
    "own_share": "Part qui trouve sur place",
    "towards": "Sinon vers",
    "towards_people": "Habitants qui y vont",
}

_SHARES = ("difficult_known", "difficult_low", "difficult_high")


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    known = is_known(zoning(atlas.communes, "bmo_basin"))
    with_projects = known and recruitment(atlas.tension, ()) is not None
    return flows_panel(with_projects, state.values["flow-layers"])


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callbacks and its file."""
    app.clientside_callback(
        ClientsideFunction("coverPanels", "flows"),
        Output("cover-flow-viewed", "data"),
        Input("cover-flow-lines", "data"),
        Input("cover-flow-layers", "value"),
        Input("cover-flow-kept", "data"),
        Input("cover-panel", "value"),
    )

    @app.callback(
        Output("cover-flow", "children"),
        Output("cover-flow-lines", "data"),
        Output("cover-legend-flows", "children"),
        Input(asked_of(KEY), "data"),
        prevent_initial_call=True,
    )
    @costly(current)
    def answer(request: CoverageRequest | None) -> Answer:
        if request is None:
            raise PreventUpdate
        words, lines, legend = answered(current(), request)
        return french(words), lines, french(legend)

    @app.callback(
        Output("cover-flow-kept", "data"),
        Output("cover-flow-problem", "children"),
        Output("cover-flow-observed", "children"),
        Output("cover-flow-tools", "hidden"),
        Input("cover-flow-file", "contents"),
        State("cover-flow-file", "filename"),
        State("cover-request", "data"),
        prevent_initial_call=True,
    )
    def read(
        contents: File | None, name: Text | None, request: CoverageRequest | None
    ) -> tuple[Any, Any, Any, Any]:
        if not contents:  # taken off
            return None, None, [], True
        try:
            kept, shown = read_file(current(), contents, name or "fichier", request or {})
        except UnreadableTable as problem:
            return no_update, notice(str(problem), "warning"), no_update, no_update
        return kept, None, shown, False

    @app.callback(
        Output("cover-flow-file", "contents"),
        Input("cover-flow-clear", "n_clicks"),
        prevent_initial_call=True,
    )
    def clear(clicks: Count | None) -> str:
        if not clicks:
            raise PreventUpdate
        return ""

    @app.server.get(FILE)
    def flows_file() -> Response:
        atlas = current()
        covered = covered_of(atlas, requested())
        table = three_places(covered, covered.asked.by).ranked.reset_index(names="code")
        table = table.round({"own_share": 4} | dict.fromkeys(_SHARES, 1))
        known = {name: title for name, title in _COLUMNS.items() if name in table}
        rows = table[list(known)].rename(columns=known)
        rows = as_shown(rows, "Territoire", lambda: answered(atlas, requested())[0], requested())
        return csv_reply(atlas, told(covered, rows), "habiter-se-former-travailler")


def answered(atlas: Atlas, request: Mapping[str, str]) -> Answer:
    """Return the answer to a request, what the browser draws of it and its legend."""
    covered = covered_of(atlas, request)
    shown = three_places(covered, covered.asked.by)
    drawing, legend = flow_drawing(shown, covered), flows_legend("projects" in shown.table)
    if silent := silence_of(covered):
        return silent, drawing, legend
    domains = ", ".join(DOMAINS[domain] for domain in covered.asked.query.domain)
    file = csv_address(FILE, covered)
    answer = flows_answer(shown, domains, file, source(atlas, covered.asked.mode))
    return [*preface_of(covered), *answer], drawing, legend


def read_file(
    atlas: Atlas, contents: str, name: str, request: Mapping[str, str]
) -> tuple[dict[str, Any], list[Component]]:
    """Read a dropped file of flows; raises UnreadableTable, in French.

    Returns
    -------
    What the browser draws, and what the panel says.
    """
    codes = atlas.communes["code"]
    found = read_flow_file(read_dropped(dropped_bytes(contents)), codes, successors(atlas))
    covered = covered_of(atlas, request)
    zones, stay = observed_flows(found, covered, covered.asked.by)
    total = float(found.table["people"].sum())
    shown = observed_answer(name[:80], zones, total, stay, found.outside, found.rejected)
    return {"lines": flow_rows(found, codes)}, shown
