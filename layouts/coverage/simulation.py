"""« Simuler »: the controls that open courses, close sites and change places."""

from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.scenario import MOST_PLACES
from layouts.controls.coverage import VIEWS
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, button, options, select, whole_number


def simulate_panel(by: str, groupings: Mapping[str, str], view: str, best: Component) -> Component:
    """Return the panel.

    Parameters
    ----------
    by : level of the table, a key of `groupings`
    view : a key of `VIEWS`
    best : the search of the best places, that closes the panel
    """
    return html.Div(
        [
            html.P(
                "Essayez une décision avant de la prendre : plusieurs changements s'ajoutent, et "
                "l'adresse de la page les garde.",
                className="panel-intro",
            ),
            _opening(),
            _site(),
            html.Div(id="cover-simulate-problem", role="alert"),
            html.Div(
                id="cover-simulation",
                role="region",
                tabIndex=-1,
                **attributes(aria_label="Effet de la simulation", aria_live="polite"),
            ),
            html.Div(
                [
                    dmc.SegmentedControl(
                        id="cover-view",
                        data=options(VIEWS),
                        value=view,
                        **attributes(aria_label="Ce que montre la carte"),
                    ),
                    select(
                        "cover-simulate-by",
                        groupings,
                        by,
                        className="inline-select",
                        **attributes(aria_label="Compter les effets par"),
                    ),
                    button("Exporter (CSV)", id="cover-simulate-csv"),
                ],
                className="panel-tools",
                id="cover-simulate-tools",
                hidden=True,
            ),
            html.Div(id="cover-simulate-zones"),
            best,
            *(dcc.Store(id=f"cover-{name}") for name in ("change", "difference", "viewed")),
            dcc.Download(id="cover-simulate-download"),
        ]
    )


def _opening() -> Component:
    return html.Div(
        [
            dmc.Autocomplete(
                id="cover-open-place",
                label="Ouvrir une formation à",
                placeholder="Commune ou code postal",
                description="Ou cliquez sur la carte.",
                value="",
                data=[],
                debounce=False,  # « Ouvrir » reads what has just been chosen
                limit=8,
                filter={"function": "keepAll"},
                inputProps={"maxLength": 100, "autoComplete": "off"},
                className="simulate-what",
            ),
            _places("cover-open-places", "Places", "Places (facultatif)"),
            button("Ouvrir", id="cover-open-add"),
        ],
        className="simulate-row",
        role="group",
        **attributes(aria_label="Ouvrir une formation"),
    )


def _site() -> Component:
    return html.Div(
        [
            dmc.Select(
                id="cover-site",
                label="Changer un lieu de formation",
                description="Écrivez son nom ou celui de sa commune.",
                placeholder="Lieu de formation",
                data=[],
                value=None,
                searchable=True,
                clearable=True,
                limit=7,  # a list that scrolls by itself could not be reached by keyboard
                nothingFoundMessage="Aucun lieu de ce nom n'a de formation qui corresponde.",
                comboboxProps=INSIDE,
                withScrollArea=False,
                clearButtonProps={"aria-label": "Effacer le lieu"},
                className="simulate-all",
            ),
            button("Fermer", id="cover-site-close"),
            _places("cover-site-places", "Places", "Nouveau nombre de places"),
            button("Changer les places", id="cover-site-resize"),
        ],
        className="simulate-row",
        role="group",
        **attributes(aria_label="Fermer un lieu ou changer ses places"),
    )  # fmt: skip


def _places(id_: str, placeholder: str, name: str) -> Component:
    return whole_number(
        id_,
        "",
        0,
        MOST_PLACES,
        placeholder=placeholder,
        hideControls=True,
        className="simulate-places",
        **attributes(aria_label=name),
    )
