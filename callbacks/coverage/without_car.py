"""« Sans voiture »: reads the longest way by bicycle, answers with what depends on a car."""

from collections.abc import Callable, Mapping
from datetime import date

from dash import Dash, Input, Output
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
from callbacks.coverage.state import groupings
from callbacks.sent import CoverageRequest, Number
from callbacks.serving.answers import costly
from callbacks.serving.markup import put_markup
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.modes import CAR
from geodata.coverage.without_car import (
    DEFAULT_KILOMETRES,
    LONGEST_KILOMETRES,
    WithoutCar,
    without_car,
)
from geodata.finding.answer import match
from geodata.vocabulary import MODES
from layouts.coverage.page import CoverState
from layouts.coverage.without_car import SHOWN_ZONES, mobility_answer, mobility_panel
from layouts.kit.markup import markup
from layouts.kit.typography import french

KEY = "mobilite"
ZONES_FILE = "/couverture/sans-voiture-territoires.csv"
COMMUNES_FILE = "/couverture/sans-voiture-communes.csv"

_COMMUNES = {
    "code": "Code commune",
    "name": "Commune",
    "departement": "Département",
    "population": "Population",
    **{mode: f"{name} (min)" for mode, name in MODES.items()},
}
_ZONES = {
    "code": "Code",
    "name": "Territoire",
    "population": "Population",
    **{f"covered_{mode}": f"À portée, {name.lower()}" for mode, name in MODES.items()},
    "car_only": "En voiture seulement",
    "car_only_share": "Part en voiture seulement",
    "none": "Par aucun moyen",
    "car_only_communes": "Communes en voiture seulement",
    "courses": "Formations à portée en voiture",
    "car_courses": "Formations dépendant de la voiture",
}
_COUNTS = ("car_only", "none", *(f"covered_{mode}" for mode in MODES))
_ZONES |= {
    f"{name}_{end}": f"{_ZONES[name]}, estimation {words}"
    for name in _COUNTS
    for end, words in (("least", "basse"), ("most", "haute"))
}


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    return mobility_panel(groupings(atlas), state.values["by"], state.values["bicycle"])


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callback and its files."""

    put_markup(app, "cover-mobility")

    @app.callback(
        Output("cover-mobility-html", "data"),
        Input(asked_of(KEY), "data"),
        Input("cover-bicycle", "value"),
        prevent_initial_call=True,
    )
    @costly(current)
    def answer(request: CoverageRequest | None, kilometres: Number | None) -> str:
        if request is None:
            raise PreventUpdate
        return markup(french(answered(current(), request, kilometres)))

    @app.server.get(ZONES_FILE)
    def zones_file() -> Response:
        atlas, (covered, shown) = current(), _of_address(current())
        rows = shown.table.reset_index().assign(
            car_only_share=shown.table["car_only_share"].round(4).to_numpy()
        )
        known = {name: title for name, title in _ZONES.items() if name in rows}
        named = told(covered, rows[list(known)].rename(columns=known))
        asked = requested()

        def show() -> object:
            return answered(atlas, asked, asked.get("velo_km", ""), most=len(rows))

        named = as_shown(named, "Territoire", show, asked)
        return csv_reply(atlas, named, "sans-voiture-territoires")

    @app.server.get(COMMUNES_FILE)
    def communes_file() -> Response:
        atlas, (covered, shown) = current(), _of_address(current())
        rows = told(covered, shown.communes.rename(columns=_COMMUNES))
        return csv_reply(atlas, rows, "sans-voiture-communes")


def answered(
    atlas: Atlas, request: Mapping[str, str], kilometres: object, most: int = SHOWN_ZONES
) -> list[Component]:
    """Return the answer to a request, with `most` territories at most."""
    covered = covered_of(atlas, request)
    if silent := silence_of(covered):
        return silent
    longest = _whole(kilometres)
    shown = _shown(covered, longest)
    files = {
        name: csv_address(path, covered, velo_km=str(longest))
        for name, path in (("territoires", ZONES_FILE), ("communes", COMMUNES_FILE))
    }
    answer = mobility_answer(
        shown,
        covered.unsure_by(CAR),
        covered.asked.population,
        files,
        source(atlas, CAR),
        atlas.transit_feeds,
        most,
    )
    return [*preface_of(covered), *answer]


def _of_address(atlas: Atlas) -> tuple[Covered, WithoutCar]:
    asked = requested()
    covered = covered_of(atlas, asked)
    return covered, _shown(covered, _whole(asked.get("velo_km", "")))


def _shown(covered: Covered, kilometres: int) -> WithoutCar:
    which, _ = match(covered.atlas, covered.asked.query, date.today())
    return without_car(covered, which, covered.asked.by, kilometres)


def _whole(value: object) -> int:
    """Read a number of kilometres; what is none of them is the default."""
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        return DEFAULT_KILOMETRES
    return min(int(text), LONGEST_KILOMETRES)
