"""« Zones blanches »: the zones of the question, the partners' list or one's own."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, NotRequired

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from pydantic import Field
from typing_extensions import TypedDict

from callbacks.coverage.answer import cover_known, figures
from callbacks.coverage.question import asked_of, preface_of, silence_of
from callbacks.sent import Count, CoverageRequest, DroppedFile, Text
from callbacks.serving.markup import put_markup
from geodata.asking.coverage import parse_coverage_leniently
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.blank_zones.candidates import (
    Uncovered,
    missing_domains,
    nearest_courses,
    uncovered,
)
from geodata.coverage.blank_zones.declared import UnreadableList, named_columns
from geodata.coverage.blank_zones.export import uncovered_csv
from geodata.tables.dropped import MOST_ROWS, UnreadableTable, dropped_bytes, read_dropped
from layouts.coverage import blank_zones
from layouts.coverage.blank_zones import MOST
from layouts.coverage.page import CoverState
from layouts.kit.markup import markup
from layouts.kit.parts import notice
from layouts.kit.typography import french

KEY = "zones-blanches"


class Row(TypedDict):
    """A commune of a person's own list."""

    zone: Text
    commune: Text
    note: NotRequired[Text]


class Own(TypedDict):
    """A person's own list: the name of the file and its rows, kept by the browser alone."""

    name: Text
    rows: Annotated[list[Row], Field(max_length=MOST_ROWS)]


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    return blank_zones.gaps_panel(bool(state.values["gaps-by-spel"]))


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callbacks."""
    for place in ("cover-gaps-computed", "cover-gaps-declared"):
        put_markup(app, place)
    app.clientside_callback(
        ClientsideFunction("gaps", "draw"),
        Output("cover-gaps-drawn", "data"),
        Input("cover-gaps", "data"),
        Input("cover-panel", "value"),
    )

    @app.callback(
        Output("cover-declared", "data"),
        Output("cover-gaps-problem", "children"),
        Output("cover-gaps-forget", "hidden"),
        Input("cover-declared-file", "data"),
        prevent_initial_call=True,
    )
    def load(file: DroppedFile | None) -> tuple[Any, Any, Any]:
        if not file:
            return None, None, True
        try:
            return own_list(file), None, False
        except (UnreadableTable, UnreadableList) as problem:
            return no_update, notice(str(problem), "warning"), no_update

    @app.callback(
        Output("cover-gaps-computed-html", "data"),
        Output("cover-gaps-declared-html", "data"),
        Output("cover-gaps", "data"),
        Input(asked_of(KEY), "data"),
        Input("cover-declared", "data"),
        Input("cover-gaps-by-spel", "checked"),
        prevent_initial_call=True,
    )
    def show(
        request: CoverageRequest | None, own: Own | None, by_spel: bool | None
    ) -> tuple[str, str, dict[str, object]]:
        if request is None:
            raise PreventUpdate
        computed, declared, drawn = shown_zones(
            current(), request, own, date.today(), bool(by_spel)
        )
        return markup(french(computed)), markup(french(declared)), drawn

    _register_file(app, current)


def _register_file(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("cover-gaps-download", "data"),
        Input("cover-gaps-csv", "n_clicks"),
        State("cover-request", "data"),
        State("cover-declared", "data"),
        State("cover-gaps-by-spel", "checked"),
        prevent_initial_call=True,
    )
    def export(
        clicks: Count | None,
        request: CoverageRequest | None,
        own: Own | None,
        by_spel: bool | None,
    ) -> dict[str, Any]:
        if not clicks:
            raise PreventUpdate
        atlas, today = current(), date.today()
        covered, found = zones_of(atlas, request or {}, own, today, bool(by_spel))
        if covered.silent:
            raise PreventUpdate
        missing = missing_domains(covered, found.zones, today)
        name = own["name"] if own else f"Profil de la région {atlas.region_name}"
        return dcc.send_bytes(uncovered_csv(covered, found, missing, name), "zones-blanches.csv")


def own_list(file: DroppedFile) -> Own:
    """Read a person's file, to be kept by the browser: its `name` and its `rows`.

    Raises UnreadableTable, UnreadableList, in French.
    """
    rows: Any = named_columns(read_dropped(dropped_bytes(file.get("content")))).to_dict("records")
    return {"name": file["name"][:100], "rows": rows}


def shown_zones(
    atlas: Atlas, request: Mapping[str, str], own: Own | None, today: date, by_spel: bool = True
) -> tuple[Any, Any, dict[str, object]]:
    """Return the two lists of a request, and what the browser outlines."""
    covered, found = zones_of(atlas, request, own, today, by_spel)
    if silent := silence_of(covered, places=True):
        return silent, [], no_zone(covered)
    computed, declared = listed(covered, found, own, today)
    return computed, declared, drawing(covered, found)


def listed(
    covered: Covered, found: Uncovered, own: Own | None, today: date, most: int = MOST
) -> tuple[list[Component], list[Component]]:
    """Return the zones computed, `most` at most, and those declared."""
    missing = missing_domains(covered, found.zones, today)
    region = figures(covered)
    computed = blank_zones.computed_zones(
        found.computed,
        missing,
        covered.asked.population,
        (region.beyond_least, region.beyond_most),
        region.unsure,
        most,
        places=bool(covered.asked.kind),
    )
    declared = blank_zones.declared_zones(
        found.compared,
        found.declared.rejected,
        own["name"] if own else "",
        covered.atlas.region_name,
        places=bool(covered.asked.kind),
    )
    return [*preface_of(covered), *computed], declared


def drawing(covered: Covered, found: Uncovered) -> dict[str, object]:
    """Return the zones as the browser outlines them: the zone of each commune, two bytes each.

    65535 stands for none. A commune declared in two zones is drawn in the last one.
    """
    table = found.declared.table
    declared = np.full(len(covered.people), _NONE, dtype="<u2")
    declared[table["row"].to_numpy()] = table.groupby("zone", sort=False).ngroup().to_numpy()
    return {
        "id": covered.atlas.id,
        "computed": _base64(found.zones.of_commune.astype("<u2")),
        "declared": _base64(declared),
    }


def no_zone(covered: Covered) -> dict[str, object]:
    """Return a drawing that outlines nothing."""
    none = _base64(np.full(len(covered.people), _NONE, dtype="<u2"))
    return {"id": covered.atlas.id, "computed": none, "declared": none}


_NONE = 0xFFFF


def _base64(array: np.ndarray) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")


def zones_of(
    atlas: Atlas, request: Mapping[str, str], own: Own | None, today: date, by_spel: bool
) -> tuple[Covered, Uncovered]:
    """Return the coverage that a request asks for, and its zones."""
    asked, _ = parse_coverage_leniently(request)
    covered, _ = cover_known(atlas, asked, today)
    found = uncovered(covered, own["rows"] if own else None, by_spel)
    courses = nearest_courses(covered, found.zones, today)
    return covered, replace(found, computed=found.computed.assign(course=courses))
