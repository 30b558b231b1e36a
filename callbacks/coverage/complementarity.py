"""« Complémentarité »: answers with pairs of near sites, or certifications of a single one."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
from dash import Dash, Input, Output
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response

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
from callbacks.sent import Choice, CoverageRequest, Number
from callbacks.serving.answers import costly
from geodata.atlas import Atlas
from geodata.coverage.same_certification import (
    DEFAULT_MINUTES,
    LONGEST_MINUTES,
    counts,
    pairs,
    singles,
)
from geodata.domains import DOMAINS
from geodata.vocabulary import VOIES
from layouts.controls.coverage import CERTIFICATIONS
from layouts.coverage.complementarity import (
    SHOWN,
    complementarity_panel,
    pairs_answer,
    singles_answer,
)
from layouts.coverage.page import CoverState
from layouts.kit.typography import french

KEY = "complementarite"
FILE = "/couverture/complementarite.csv"

_PAIRS = {
    "certification": "Certification",
    "level": "Niveau",
    "domain": "Domaine",
    "place_a": "Lieu",
    "commune_a": "Code commune",
    "voies_a": "Voies",
    "places_a": "Places",
    "place_b": "Autre lieu",
    "commune_b": "Code commune de l'autre lieu",
    "voies_b": "Voies de l'autre lieu",
    "places_b": "Places de l'autre lieu",
    "minutes": "Temps de trajet (min)",
    "same_house": "Même établissement",
}
_SINGLES = {
    "certification": "Certification",
    "level": "Niveau",
    "domain": "Domaine",
    "place": "Lieu",
    "commune": "Code commune",
    "voies": "Voies",
    "courses": "Formations",
    "places": "Places",
    "at_distance": "Formations à distance",
    "unplaced": "Formations de lieu inconnu",
}


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    return complementarity_panel(state.values["pairs-view"], state.values["pairs-minutes"])


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callback and its file."""

    @app.callback(
        Output("cover-pairs", "children"),
        Output("cover-pairs-minutes", "disabled"),
        Input(asked_of(KEY), "data"),
        Input("cover-pairs-view", "value"),
        Input("cover-pairs-minutes", "value"),
        prevent_initial_call=True,
    )
    @costly(current)
    def answer(
        request: CoverageRequest | None, view: Choice | None, minutes: Number | None
    ) -> tuple[list[Component], bool]:
        if request is None:
            raise PreventUpdate
        return french(answered(current(), request, view, minutes)), view == "seules"

    @app.server.get(FILE)
    def complementarity_file() -> Response:
        atlas, asked = current(), requested()
        covered = covered_of(atlas, asked)
        query, today = covered.asked, date.today()
        if asked.get("vue_certifications") == "seules":
            return csv_reply(
                atlas,
                told(covered, _readable(singles(atlas, query, today), _SINGLES)),
                "un-seul-lieu",
            )
        table = pairs(atlas, query, today, _whole(asked.get("proches_min", ""))).table
        return csv_reply(atlas, told(covered, _readable(table, _PAIRS)), "certifications-proches")


def answered(
    atlas: Atlas,
    request: Mapping[str, str],
    view: str | None,
    minutes: Number | None,
    most: int = SHOWN,
) -> list[Component]:
    """Return the answer to a request, with `most` rows at most."""
    covered = covered_of(atlas, request)
    if silent := silence_of(covered):
        return silent
    asked, today, near = covered.asked, date.today(), _whole(minutes)
    view = view if view in CERTIFICATIONS and view else "proches"
    file = csv_address(FILE, covered, vue_certifications=view, proches_min=str(near))
    if view == "seules":
        found = singles(atlas, asked, today)
        answer = singles_answer(
            found, counts(found), atlas.region_name, file, source(atlas, asked.mode), most
        )
        return [*preface_of(covered), *answer]
    near_pairs = pairs(atlas, asked, today, near)
    answer = pairs_answer(
        near_pairs,
        counts(near_pairs.table),
        near,
        asked.mode,
        file,
        source(atlas, asked.mode),
        most,
    )
    return [*preface_of(covered), *answer]


def _readable(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with French headers, and words instead of codes."""
    words = {
        name: table[name].map(lambda text: ", ".join(VOIES[voie] for voie in text.split()))
        for name in ("voies", "voies_a", "voies_b")
        if name in table
    }
    named = table.assign(domain=table["domain"].map(DOMAINS).fillna(""), **words)
    if "same_house" in named:
        named["same_house"] = named["same_house"].map({True: "oui", False: "non"})
    return named[list(columns)].rename(columns=columns)


def _whole(value: object) -> int:
    """Read a number of minutes; what is none of them is the default."""
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        return DEFAULT_MINUTES
    return min(int(text), LONGEST_MINUTES)
