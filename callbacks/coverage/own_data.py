"""« Mes données »: reads a dropped file in the request, shows it beside ours, keeps nothing."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from typing_extensions import TypedDict

from callbacks.coverage.answer import source
from callbacks.coverage.question import asked_of, covered_of, preface_of, silence_of, told
from callbacks.sent import Choice, Count, CoverageRequest, File, Text
from geodata.atlas import Atlas
from geodata.coverage.blank_zones.candidates import successors
from geodata.coverage.own_data.comparison import beside, own_communes
from geodata.coverage.own_data.reading import (
    AMOUNT,
    KINDS,
    OwnData,
    from_store,
    read_own,
    to_store,
)
from geodata.finding.export import to_csv
from geodata.places.zoning import grouping_name
from geodata.provenance.age import dates_of_offer
from geodata.tables.dropped import UnreadableTable, dropped_bytes, read_dropped
from layouts.coverage.answer import class_styles
from layouts.coverage.own_data import own_answer, own_data_panel, own_legend
from layouts.coverage.page import CoverState
from layouts.kit.maps.patterns import NO_DATA
from layouts.kit.parts import notice

KEY = "mes-donnees"


class Column(TypedDict):
    """A column of figures: rows of communes, the sum of the lines of each, how many they were."""

    rows: list[Count]
    sums: list[float]
    lines: list[Count]


class Own(TypedDict, total=False):
    """What the browser keeps of a file (`to_store`); nothing when it was taken away."""

    name: Text
    code_column: Text
    columns: dict[Text, Column]
    moved: Count
    unmatched: list[list[int | Text]]
    n_unmatched: Count


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    return own_data_panel()


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callbacks."""
    _register_browser_side(app)

    @app.callback(
        Output("cover-own-kept", "data"),
        Output("cover-own-problem", "children"),
        Output("cover-own-column", "data"),
        Output("cover-own-column", "value"),
        Output("cover-own-file", "contents"),
        Input("cover-own-file", "contents"),
        State("cover-own-file", "filename"),
        prevent_initial_call=True,
    )
    def read(contents: File | None, name: Text | None) -> tuple[Any, ...]:
        if not contents:
            raise PreventUpdate
        try:
            kept = read_file(current(), contents, name or "fichier")
        except UnreadableTable as problem:
            return no_update, notice(str(problem), "warning"), no_update, no_update, None
        columns = list(kept["columns"])
        return kept, None, columns, columns[0], None

    @app.callback(
        Output("cover-own", "children"),
        Output("cover-own-layer", "data"),
        Output("cover-legend-own", "children"),
        Output("cover-own-controls", "hidden"),
        Output("cover-own-tools", "hidden"),
        Input(asked_of(KEY), "data"),
        Input("cover-own-kept", "data"),
        Input("cover-own-column", "value"),
        Input("cover-own-kind", "value"),
        prevent_initial_call=True,
    )
    def show(
        request: CoverageRequest | None,
        kept: Own | None,
        column: Text | None,
        kind: Choice | None,
    ) -> tuple[Any, ...]:
        if request is None:
            raise PreventUpdate
        if not kept:
            return [], None, [], True, True
        return (*answered(current(), request, kept, column or "", kind or AMOUNT), False, False)

    @app.callback(
        Output("cover-own-kept", "data", allow_duplicate=True),
        Input("cover-own-clear", "n_clicks"),
        prevent_initial_call=True,
    )
    def clear(clicks: Count | None) -> dict[str, Any]:
        if not clicks:
            raise PreventUpdate
        return {}

    _register_file(app, current)


def _register_file(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("cover-own-download", "data"),
        Output("cover-own-problem", "children", allow_duplicate=True),
        Input("cover-own-csv", "n_clicks"),
        State("cover-request", "data"),
        State("cover-own-kept", "data"),
        State("cover-own-column", "value"),
        State("cover-own-kind", "value"),
        prevent_initial_call=True,
    )
    def export(
        clicks: Count | None,
        request: CoverageRequest | None,
        kept: Own | None,
        column: Text | None,
        kind: Choice | None,
    ) -> tuple[Any, Any]:
        if not clicks or not kept:
            raise PreventUpdate
        try:
            content = own_csv(current(), request or {}, kept, column or "", kind or AMOUNT)
        except UnreadableTable as problem:
            return no_update, notice(str(problem), "warning")
        return dcc.send_bytes(content, "mes-donnees.csv"), None


def read_file(atlas: Atlas, contents: str, name: str) -> dict[str, Any]:
    """Read what `dcc.Upload` gives; raises UnreadableTable, in French."""
    table = read_dropped(dropped_bytes(contents))
    return to_store(read_own(table, atlas.communes["code"], successors(atlas)), str(name)[:80])


def answered(
    atlas: Atlas,
    request: Mapping[str, str],
    kept: Mapping[str, Any],
    column: str,
    kind: str,
) -> tuple[list[Component], dict[str, object] | None, list[Component]]:
    """Return the answer, what the browser draws and its legend."""
    covered = covered_of(atlas, request)
    if silent := silence_of(covered):
        return silent, None, []
    try:
        own = from_store(kept, len(atlas.communes))
    except UnreadableTable as problem:
        return [notice(str(problem), "warning")], None, []
    column = _known(own, column)
    found = beside(covered, own, column, kind if kind in KINDS else AMOUNT)
    answer = own_answer(
        str(kept.get("name", "")), own, column, found.zones, found.communes,
        grouping_name(covered.asked.by), source(atlas, covered.asked.mode),
    )  # fmt: skip
    styles = [*class_styles(found.upper, None)[:-1], NO_DATA]
    drawing: dict[str, object] = {"id": atlas.id, "classes": found.drawing(), "styles": styles}
    return [*preface_of(covered), *answer], drawing, own_legend(column, found.lines, styles)


def _known(own: OwnData, column: str) -> str:
    return column if column in own.sums else next(iter(own.sums))


def own_csv(
    atlas: Atlas,
    request: Mapping[str, str],
    kept: Mapping[str, Any],
    column: str,
    kind: str,
) -> bytes:
    """Write the communes with the person's figures and ours, in the order of the chosen column.

    Raises UnreadableTable: what the browser kept cannot be read; in French.
    """
    covered = covered_of(atlas, request)
    own = from_store(kept, len(atlas.communes))
    some = np.logical_or.reduce([lines > 0 for lines in own.lines.values()])
    columns = {f"{name} (vos données)": own.values(name, kind) for name in own.sums}
    columns["own"] = own.values(_known(own, column), kind)
    titles = {
        "code": "Code commune",
        "name": "Commune",
        "minutes": "Temps de trajet (min)",
        "population": "Population",
    }
    table = own_communes(covered, columns, some).drop(columns="own").rename(columns=titles)
    table = told(covered, table)
    return to_csv(table.assign(Date=dates_of_offer(atlas)))


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("coverPanels", "own"),
        Output("cover-own-viewed", "data"),
        Input("cover-own-layer", "data"),
        Input("cover-panel", "value"),
        Input("cover-viewed", "data"),
    )
