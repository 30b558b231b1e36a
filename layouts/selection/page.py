"""« Ma sélection »: the frame that a browser's kept courses are put into."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.parts import copy_link, place_field, print_button, problem_notices


def selection_page(values: Mapping[str, Any], problems: Sequence[str]) -> Component:
    """Return the page; `values` are what its controls hold, by their names."""
    return html.Div(
        [
            html.H1("Ma sélection"),
            html.P(
                "Les formations gardées pour une personne, comparées. Elles restent dans ce "
                "navigateur, avec vos notes : rien n'est enregistré ailleurs.",
                className="lead screen-only",
            ),
            _tools(values),
            html.Div(problem_notices(problems), id="selection-problems"),
            html.Div(id="selection-summary", role="status"),
            html.Div(id="selection-table"),
            html.Div(id="selection-waiting"),
            html.Div(id="selection-share"),
            dcc.Store(id="selection-offers", data=values["offers"]),
            dcc.Store(id="selection-place-code", data=values["place-code"]),
            *[dcc.Store(id=f"selection-{name}") for name in _MEMORY],
        ],
        className="selection",
        id="selection",
        **attributes(data_title="Ma sélection – Atlas Formation"),
    )


_MEMORY = ("opened", "place-left", "request", "results", "drawn")


def _tools(values: Mapping[str, Any]) -> Component:
    return html.Div(
        [
            place_field("selection-place", values["place"], "control-place-alone"),
            html.Div(
                [
                    copy_link(),
                    print_button(),
                    button("Nouvelle personne", id="selection-clear"),
                ],
                className="selection-tools",
            ),
        ],
        className="selection-head screen-only",
    )  # fmt: skip
