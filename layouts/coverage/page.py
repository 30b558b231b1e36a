"""« Couverture et mobilité »: the question, its answer, the map and the panels beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.coverage import MEASURES, POPULATIONS, TARGETS, CoverageQuery
from geodata.classes import METHODS
from geodata.domains import DOMAINS
from geodata.maps.overlays import Overlay
from geodata.places.zoning import CROSSED
from geodata.travel.model import SPEED_LAWS
from geodata.vocabulary import LEVELS, MODALITIES, PUBLICS, VOIES
from layouts.controls.coverage import COVERAGE, PANELS
from layouts.coverage.paper import print_foot, print_head, print_tools
from layouts.find.answer import MODE_WORDS
from layouts.find.constraints import YES_NO, constraints
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, boxes, button, indifferent, minutes, options, select
from layouts.kit.maps.frame import overlay_boxes, overlay_facts, region_map
from layouts.kit.parts import boxes_menu, problem_notices
from layouts.kit.slices import APART


@dataclass(frozen=True)
class CoverState:
    """What the page shows when it opens.

    Attributes
    ----------
    values : mapping
        What each control holds, by its name in `layouts.controls.coverage`.
    problems : tuple of str
        What the address asks for and cannot be read, a sentence each.
    unanswered, today
        As in `layouts.find.page.FindState`.
    modes : tuple of str
        The ways of getting around whose times are known.
    """

    asked: CoverageQuery = field(default_factory=CoverageQuery)
    values: Mapping[str, Any] = field(default_factory=lambda: COVERAGE.values({}))
    problems: tuple[str, ...] = ()
    unanswered: Mapping[str, str] = field(default_factory=dict)
    today: date = field(default_factory=date.today)
    modes: tuple[str, ...] = tuple(SPEED_LAWS)


def coverage_page(
    state: CoverState,
    bounds: list[list[float]],
    resources: Mapping[str, str],
    panels: Mapping[str, Component],
    overlays: Mapping[str, Overlay],
) -> Component:
    """Return the page.

    Parameters
    ----------
    bounds : list
        Corners of the region, latitudes and longitudes in degrees.
    resources : mapping
        Addresses of what the browser fetches once.
    panels : mapping
        What is in each panel, by a key of `PANELS`.
    overlays : mapping
        Zonings that can be laid over the map.
    """
    return html.Div(
        [
            print_head(),
            html.Div(
                [
                    html.H1("Couverture et mobilité", className="visually-hidden"),
                    _question(state),
                    html.Div(
                        id="cover-chips",
                        className="chips",
                        role="group",
                        **attributes(aria_label="Filtres de la question"),
                    ),
                    html.Div(problem_notices(state.problems), id="cover-address-notices"),
                    html.Div(id="cover-notices"),
                    html.Div(id="cover-answer", className="cover-answer", role="status"),
                    print_tools(),
                    # Between the answer and the panels, as it is seen on a phone.
                    _map(state, bounds, resources, overlays),
                    _panels(state, panels),
                ],
                className="cover-side",
            ),
            print_foot(),
            *_stores(state.values),
        ],
        className="cover",
        id="cover",
        **attributes(
            data_title="Couverture et mobilité – Atlas Formation",
            data_target=state.values["target"],
        ),
    )


def _question(state: CoverState) -> Component:
    values = state.values
    levels = {str(level): name for level, name in LEVELS.items()}
    return html.Div(
        [
            html.Span("Où habite-t-on à plus de"),
            minutes(
                "cover-threshold",
                values["threshold"],
                className="inline-minutes",
                **attributes(aria_label="Seuil en minutes"),
            ),
            _inline(
                "cover-mode", {m: MODE_WORDS[m] for m in state.modes}, values["mode"], "Déplacement"
            ),
            _inline(
                "cover-target",
                {key: f"d'{a}" for key, a in TARGETS.items()},
                values["target"],
                "Ce dont on est loin",
            ),
            boxes_menu("cover-level", "de tout niveau", levels, values["level"]),
            # Kept together, so that the question mark never stands alone on a line.
            html.Div(
                [
                    html.Span("en", className="question-of-courses"),
                    boxes_menu("cover-domain", "tout domaine", DOMAINS, values["domain"]),
                    html.Span("?"),
                ],
                className="question-end",
            ),
            html.Details(
                [
                    html.Summary("Plus de filtres"),
                    html.Div(_more(state), className="menu-panel menu-more"),
                ],
                className="menu question-more",
            ),
            button("Tout effacer", "button-link", id="cover-reset"),
        ],
        className="question",
        role="search",
        **attributes(aria_label="Question posée à la carte"),
    )


def _inline(id_: str, options: Mapping[str, str], value: str, name: str) -> Component:
    return select(id_, options, value, className="inline-select", **attributes(aria_label=name))


def _more(state: CoverState) -> list[Component]:
    values = state.values
    return [
        dmc.TextInput(
            id="cover-q",
            label="Formation, métier ou certification",
            value=values["q"],
            debounce=400,
            inputProps={"maxLength": 200},
        ),
        _select("cover-population", "Population comptée", POPULATIONS, values["population"]),
        boxes("cover-voie", VOIES, values["voie"], label="Voie"),
        boxes("cover-modality", MODALITIES, values["modality"], label="Modalité"),
        boxes("cover-public", PUBLICS, values["public"], label="Public"),
        html.Div(
            [
                *constraints("cover", values, state.unanswered, state.today),
                indifferent("cover-rev3", "Transition écologique (rev3)", YES_NO, values["rev3"]),
            ]
        ),
    ]


def _select(id_: str, label: str, options: Mapping[str, str], value: str) -> Component:
    return select(id_, options, value, label=label, comboboxProps=INSIDE)


def _panels(state: CoverState, panels: Mapping[str, Component]) -> Component:
    present = {key: name for key, name in PANELS.items() if key in panels}
    tabs = [dmc.TabsTab(name, value=key) for key, name in present.items()]
    # The first is there from the start: scripts look into it whichever is opened.
    marks = {key: {} if key == "territoires" else APART for key in present}
    bodies = [dmc.TabsPanel(html.Div(panels[key], **marks[key]), value=key) for key in present]
    return dmc.Tabs(
        [dmc.TabsList(tabs), *bodies],
        id="cover-panel",
        value=state.values["panel"],
        className="cover-panels",
    )


def zones_panel(groupings: Mapping[str, str], values: Mapping[str, Any]) -> Component:
    """Return the panel of the ranked territories."""
    crossed = {key: name for key, name in groupings.items() if key in CROSSED}
    return html.Div(
        [
            html.Div(
                [
                    _inline("cover-by", groupings, values["by"], "Compter par"),
                    dmc.Select(
                        id="cover-cross",
                        data=options(crossed),
                        value=values["cross"],
                        placeholder="Croiser avec…",
                        clearable=True,
                        clearButtonProps={"aria-label": "Ne plus croiser"},
                        className="inline-select",
                        **attributes(aria_label="Croiser avec"),
                    ),
                    _zones_file("CSV", "cover-zones-csv"),
                    _zones_file("XLSX", "cover-zones-xlsx"),
                ],
                className="panel-tools zones-tools",
            ),
            html.Div(id="cover-zones"),
        ]
    )


def _zones_file(kind: str, id_: str) -> Component:
    """Return the link to the territories as a file, short enough to stand beside the two menus."""
    name = f"Exporter ({kind})"
    return html.A(kind, id=id_, className="button-quiet", title=name, **attributes(aria_label=name))


def _map(
    state: CoverState,
    bounds: list[list[float]],
    resources: Mapping[str, str],
    overlays: Mapping[str, Overlay],
) -> Component:
    layers = html.Details(
        [
            html.Summary("Carte"),
            html.Div(
                [
                    _select("cover-measure", "Montrer", MEASURES, state.values["measure"]),
                    _select("cover-classes", "Classes", METHODS, state.values["classes"]),
                    overlay_boxes("cover-overlays", overlays, state.values["overlays"]),
                ],
                className="menu-panel",
            ),
        ],
        className="menu menu-right map-layers",
    )
    return html.Section(
        [
            region_map("cover-map", bounds, resources, overlays=overlay_facts(overlays)),
            layers,
            html.Div(
                [
                    html.Div(id="cover-legend"),
                    html.Div(id="cover-legend-difference"),
                    html.Div(id="cover-legend-own"),
                    html.Div(id="cover-legend-flows"),
                    html.Div(id="cover-map-legend", className="overlay-legend"),
                ],
                className="map-legend",
                role="group",
                **attributes(aria_label="Légende de la carte"),
            ),
        ],
        className="map-area cover-map",
        **attributes(aria_label="Carte de la couverture"),
    )  # fmt: skip


def _stores(values: Mapping[str, Any]) -> list[Component]:
    names = ("opened", "request", "results", "drawn")
    return [
        *(dcc.Store(id=f"cover-{name}") for name in names),
        *(dcc.Store(id=f"cover-asked-{key}") for key in PANELS),
        dcc.Store(id="cover-scenario", data=values["scenario"]),
        dcc.Store(id="cover-sort", data=values["sort"]),
        dcc.Store(id="cover-order", data=values["order"]),
        dcc.Store(id="cover-zoom", data=values["zoom"]),
        dcc.Store(id="cover-best", data=values["best"]),
    ]
