"""« Répartition »: curves of the territories that one compares."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response

from callbacks.coverage.answer import source_of
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
from callbacks.coverage.state import groupings
from callbacks.sent import Choice, Choices, CoverageRequest
from callbacks.serving.answers import costly
from geodata.atlas import Atlas
from geodata.coverage.distribution import distribution, distribution_rows
from geodata.places.zoning import zone_label, zoning
from layouts.coverage.distribution import distribution_answer, distribution_panel, zone_options
from layouts.coverage.page import CoverState
from layouts.find.answer import MODE_WORDS
from layouts.kit.slices import in_slices
from layouts.kit.typography import french

KEY = "courbe"
FILE = "/couverture/repartition.csv"


def levels_of(atlas: Atlas) -> dict[str, str]:
    """Return the levels whose territories can be compared."""
    return {level: name for level, name in groupings(atlas).items() if level != "region"}


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    levels = levels_of(atlas)
    level = _level(levels, state.values["curve-level"])
    zones = zone_options(_named(atlas, level))
    return distribution_panel(levels, level, zones, state.values["curve-zones"])


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callbacks and its file."""

    @app.callback(
        Output("cover-curve", "children"),
        Output("cover-curve-zones", "data"),
        Output("cover-curve-zones", "value"),
        Input(asked_of(KEY), "data"),
        Input("cover-curve-level", "value"),
        Input("cover-curve-zones", "value"),
        prevent_initial_call=True,
    )
    @costly(current)
    def compare(
        request: CoverageRequest | None, level: Choice | None, chosen: Choices | None
    ) -> tuple[Any, list[dict[str, str]], list[str]]:
        if request is None:
            raise PreventUpdate
        answer, zones, kept = compared(current(), request, level or "", chosen or [])
        return in_slices(french(answer)), zones, kept

    @app.server.get(FILE)
    def distribution_file() -> Response:
        atlas, asked = current(), requested()
        covered = covered_of(atlas, asked)
        level = _level(levels_of(atlas), asked.get("niveau_compare", ""))
        chosen = asked.get("territoires", "").split(",")
        rows = distribution_rows(distribution(covered, level, chosen))
        return csv_reply(atlas, told(covered, rows, places=True), "repartition", covered)


def compared(
    atlas: Atlas, request: Mapping[str, str], level: str, chosen: Sequence[str]
) -> tuple[list[Component], list[dict[str, str]], list[str]]:
    """Return the answer, the territories that can be chosen and those that are."""
    level = _level(levels_of(atlas), level)
    covered = covered_of(atlas, request)
    codes = zoning(atlas.communes, level).codes
    kept = [code for code in chosen if code in codes]
    names = _named(atlas, level)
    if silent := silence_of(covered, places=True):
        return silent, zone_options(names), kept
    shown = distribution(covered, level, kept)
    asked = covered.asked
    file = csv_address(FILE, covered, niveau_compare=level, territoires=",".join(kept))
    answer = distribution_answer(
        shown,
        asked.threshold,
        MODE_WORDS[asked.mode],
        file,
        source_of(atlas, covered),
        places=bool(asked.kind),
    )
    return [*preface_of(covered), *answer], zone_options(names), kept


def _named(atlas: Atlas, level: str) -> list[tuple[str, str]]:
    codes = zoning(atlas.communes, level).codes
    return [(code, zone_label(level, code, atlas.zone_names)) for code in codes]


def _level(levels: Mapping[str, str], asked: str) -> str:
    return asked if asked in levels else next(iter(levels))
