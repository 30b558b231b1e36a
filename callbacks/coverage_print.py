"""The coverage page on paper: writes the question and the assumptions of each request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dash import Dash, Input, Output
from dash.exceptions import PreventUpdate

from geodata.atlas import Atlas
from geodata.coverage_query import parse_coverage_leniently
from layouts.coverage_print import printed


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the callback of what is on paper only."""

    @app.callback(
        Output("cover-print-head", "children"),
        Output("cover-print-foot", "children"),
        Input("cover-request", "data"),
        prevent_initial_call=True,
    )
    def write(request: Mapping[str, str] | None):  # type: ignore[no-untyped-def]
        if request is None:
            raise PreventUpdate
        atlas = current()
        asked, _ = parse_coverage_leniently(request)
        built = date.fromisoformat(atlas.built_at[:10])
        return printed(
            asked, atlas.region_name, atlas.model.name, atlas.demonstration, built, date.today()
        )
