"""« Métiers en tension »: the question, its answer, and six ways to look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.needs import MEASURES, NEEDS_LEVELS, SHOWN
from geodata.needs.order import ORDERS
from geodata.travel.model import SPEED_LAWS
from layouts.controls.tensions import PANELS
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.fields import minutes, options
from layouts.kit.maps.frame import region_map
from layouts.kit.markup import placed
from layouts.kit.parts import copy_link, problem_notices
from layouts.tensions.words import place_name


@dataclass(frozen=True)
class TensionState:
    """What the page shows when it opens.

    Attributes
    ----------
    values : what each control holds, by its name in `layouts.controls.tensions`
    problems : what the address says and cannot be read
    """

    values: Mapping[str, Any]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What can be chosen: names by code.

    Attributes
    ----------
    places : territories by level and code
    metiers : names of the métiers by key
    families : names of the families by letter
    measures : keys of `MEASURES` that are loaded
    modes : the ways of getting around whose times are known
    """

    places: Mapping[str, Mapping[str, str]]
    metiers: Mapping[str, str]
    families: Mapping[str, str]
    measures: Sequence[str]
    modes: Sequence[str] = tuple(SPEED_LAWS)


def tensions_page(
    state: TensionState,
    choices: Choices,
    bounds: list[list[float]],
    resources: Mapping[str, str],
    missing: Component | None,
    fixed: Mapping[str, Component],
) -> Component:
    """Return the page.

    Parameters
    ----------
    bounds : list
        Corners of the region, latitudes and longitudes in degrees.
    resources : mapping
        Addresses of what the browser fetches once.
    missing : component
        What to load, where something lacks.
    fixed : mapping
        What fills the tabs that no control changes, by their key in `PANELS`.
    """
    bodies = {
        "metiers": _metiers(state),
        "quadrant": _quadrant(),
        "eloignes": html.Div(placed("tension-far")),
        "metier": _one_metier(state, choices, bounds, resources),
        **{key: html.Div(placed(f"tension-{key}", body)) for key, body in fixed.items()},
    }
    return html.Div(
        [
            html.H1("Métiers en tension"),
            _question(state.values, choices),
            html.Div(problem_notices(state.problems), id="tension-address-notices"),
            html.Div(id="tension-notices"),
            *([missing] if missing else []),
            html.Div(id="tension-answer", role="status"),
            dmc.Tabs(
                [
                    dmc.TabsList([dmc.TabsTab(name, value=key) for key, name in PANELS.items()]),
                    *(dmc.TabsPanel(bodies[key], value=key) for key in PANELS),
                ],
                id="tension-panel",
                value=state.values["panel"],
                className="tension-panels",
            ),
            html.P(
                [
                    html.A(
                        "Composer une note (PDF)",
                        id="tension-brief",
                        href="/tensions.pdf",
                        target="_blank",
                        className="button-main",
                    ),
                    " ",
                    copy_link(),
                ],
                className="screen-only",
            ),
            dcc.Store(id="tension-order", data=state.values["order"]),
            *(
                dcc.Store(id=f"tension-{name}")
                for name in ("opened", "request", "points", "pointed", "map-data", "drawn")
            ),
        ],
        className="tensions",
        id="tensions",
        **attributes(data_title="Métiers en tension – Atlas Formation"),
    )


def _question(values: Mapping[str, Any], choices: Choices) -> Component:
    groups = [
        {
            "group": NEEDS_LEVELS[level],
            "items": [
                {"value": f"{level}:{code}", "label": place_name(name)}
                for code, name in names.items()
            ],
        }
        for level, names in choices.places.items()
    ]
    measures = [{"value": key, "label": MEASURES[key]} for key in choices.measures]
    return html.Div(
        [
            _select(
                "tension-place", "Territoire", groups, values["place"], searchable=True,
                clearable=False,
            ),
            minutes(
                "tension-threshold",
                values["threshold"],
                label="Formation à moins de",
                className="control-minutes",
            ),
            _select(
                "tension-mode", "Déplacement",
                options({mode: MODE_WORDS[mode] for mode in choices.modes}),
                values["mode"], clearable=False,
            ),
            _select(
                "tension-measure", "Tension mesurée par",
                [{"value": "auto", "label": "Selon le territoire"}, *measures],
                values["measure"], clearable=False,
            ),
            _select(
                "tension-family", "Famille de métiers",
                options(choices.families),
                values["family"], placeholder="Toutes",
            ),
        ],
        className="tension-question",
        role="search",
        **attributes(aria_label="Question posée"),
    )  # fmt: skip


def _select(
    id_: str,
    label: str,
    data: Sequence[object],
    value: str | None,
    clearable: bool = True,
    **more: object,
) -> Component:
    clear = {"clearButtonProps": {"aria-label": f"Effacer « {label} »"}} if clearable else {}
    return dmc.Select(
        id=id_,
        label=label,
        data=list(data),
        value=value,
        clearable=clearable,
        allowDeselect=False,
        nothingFoundMessage="Rien de ce nom",
        **clear,
        **more,
    )


def _metiers(state: TensionState) -> Component:
    sorts = [{"value": key, "label": order.label} for key, order in ORDERS.items()]
    return html.Div(
        [
            html.Div(
                [
                    _select(
                        "tension-sort", "Trier par", sorts, state.values["sort"], clearable=False
                    ),
                    dmc.Checkbox(
                        id="tension-every",
                        label="Montrer tous les métiers",
                        checked=state.values["every"],
                    ),
                    dmc.Checkbox(
                        id="tension-columns",
                        label="Montrer toutes les colonnes",
                        checked=state.values["columns"],
                    ),
                    html.A("Exporter (CSV)", id="tension-csv", className="button-quiet"),
                    html.A("Classeur (XLSX)", id="tension-xlsx", className="button-quiet"),
                ],
                className="panel-tools",
                role="group",
                **attributes(aria_label="Présentation du tableau"),
            ),
            *placed("tension-metiers"),
        ]
    )


def _quadrant() -> Component:
    return html.Div(
        [
            *placed("tension-quadrant-words"),
            html.Div(id="tension-quadrant", className="quadrant"),
            html.P(
                id="tension-quadrant-told",
                className="quadrant-told",
                **attributes(aria_hidden="true"),
            ),
            *placed("tension-quadrant-corners"),
            *placed("tension-quadrant-data"),
        ]
    )


def _one_metier(
    state: TensionState,
    choices: Choices,
    bounds: list[list[float]],
    resources: Mapping[str, str],
) -> Component:
    metiers = options(choices.metiers)
    shown = options(SHOWN)
    return html.Div(
        [
            html.Div(
                [
                    _select(
                        "tension-metier", "Métier", metiers, state.values["metier"],
                        searchable=True, placeholder="Choisir un métier", limit=300,
                        className="wide-control",
                    ),
                    _select(
                        "tension-shown", "Montrer", shown, state.values["shown"], clearable=False
                    ),
                ],
                className="panel-tools",
            ),
            html.Div(
                [
                    html.Section(
                        [
                            html.Div(
                                region_map("tension-map", bounds, resources), className="map-area"
                            ),
                            *placed(
                                "tension-legend",
                                className="tension-legend",
                                role="group",
                                **attributes(aria_label="Légende de la carte"),
                            ),
                        ],
                        className="tension-map",
                        **attributes(aria_label="Carte d'un métier par bassin d'emploi"),
                    ),
                    html.Div(placed("tension-metier-answer")),
                ],
                className="tension-one",
            ),
        ]
    )  # fmt: skip
