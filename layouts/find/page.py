"""« Trouver une formation »: the controls, the list and the map of the first page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.query import Query
from geodata.domains import DOMAINS
from geodata.finding.order import ORDERS, RELEVANCE
from geodata.maps.overlays import Overlay
from geodata.travel.model import SPEED_LAWS
from geodata.vocabulary import LEVELS, MODALITIES, MODES, PUBLICS, VOIES
from layouts.find.constraints import YES_NO, constraints
from layouts.find.guided import guided, guided_button
from layouts.help.welcome import tour, welcome
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, boxes, button, indifferent, minutes, select
from layouts.kit.maps.frame import overlay_boxes, overlay_facts, region_map
from layouts.kit.parts import boxes_menu, copy_link, place_field, problem_notices, voie_label

ZoneOptions = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class FindState:
    """What the page shows when it opens.

    Attributes
    ----------
    values : mapping
        What each control holds, by its name in `layouts.controls.find`.
    position : tuple or None
        Longitude and latitude in degrees when an exact position was given: the address then
        carries the commune alone.
    problems : tuple of str
        What the address asks for and cannot be read or found, a sentence each.
    unanswered : mapping
        Why a filter cannot be answered by what is loaded, by the name of its control.
    today : date
        The day from which months to come are offered.
    modes : tuple of str
        The ways of getting around whose times are known.
    addresses : bool
        Whether one may start from a street.
    """

    query: Query
    values: Mapping[str, Any]
    position: tuple[float, float] | None = None
    problems: tuple[str, ...] = ()
    unanswered: Mapping[str, str] = field(default_factory=dict)
    today: date = field(default_factory=date.today)
    modes: tuple[str, ...] = tuple(SPEED_LAWS)
    addresses: bool = False


def sort_choices(from_a_place: bool) -> list[dict[str, str]]:
    """Return the orders of the list; there is no travel time to sort by without a place."""
    names = {key: order.label for key, order in ORDERS.items()}
    names |= {} if from_a_place else {"temps": RELEVANCE}
    return [{"value": key, "label": f"Trier : {name.lower()}"} for key, name in names.items()]


def find_page(
    state: FindState,
    bounds: list[list[float]],
    resources: Mapping[str, str],
    zones: ZoneOptions,
    overlays: Mapping[str, Overlay],
) -> Component:
    """Return the page.

    Parameters
    ----------
    bounds : list
        Corners of the region, latitudes and longitudes in degrees.
    resources : mapping
        Addresses of what the browser fetches once.
    zones : sequence
        Groups of territories to choose from, as a select's options.
    overlays : mapping
        Zonings and places that can be laid over the map.
    """
    return html.Div(
        [
            html.H1("Trouver une formation", className="visually-hidden"),
            _search_bar(state),
            html.Div([_filters(state, zones), _chosen()], className="filter-row"),
            dmc.SegmentedControl(
                id="find-view",
                data=[{"value": "liste", "label": "Liste"}, {"value": "carte", "label": "Carte"}],
                value="liste",
                fullWidth=True,
                className="view-toggle",
                **attributes(aria_label="Montrer"),
            ),
            html.Div(
                [_results(state), _map(state, bounds, resources, overlays)], className="find-body"
            ),
            html.Div(id="find-paper", className="paper-only"),
            guided(state.unanswered, state.today),
            tour(),
            *_stores(state),
        ],
        className="find",
        id="find",
        **attributes(data_view="liste"),
    )


def _search_bar(state: FindState) -> Component:
    values = state.values
    return html.Div(
        [
            dmc.Autocomplete(
                id="find-q",
                label="Formation ou métier",
                placeholder="Métier, diplôme, mot, code ROME…",
                value=values["q"],
                data=[],
                debounce=False,  # the page itself waits: see find.js
                limit=12,
                filter={"function": "keepAll"},
                comboboxProps=INSIDE,
                inputProps={"maxLength": 200, "autoComplete": "off"},
                className="control-q",
            ),
            html.Div(
                [
                    place_field("find-place", values["place"], addresses=state.addresses),
                    button("Autour de moi", id="find-around"),
                ],
                className="control-place",
            ),
            select(
                "find-mode",
                {mode: name for mode, name in MODES.items() if mode in state.modes},
                values["mode"],
                label="Déplacement",
                comboboxProps=INSIDE,
                className="control-mode",
            ),
            minutes(
                "find-minutes",
                values["minutes"],
                label="Trajet maximum",
                debounce=False,
                className="control-minutes",
            ),
            button("Voir", "button-main", id="find-submit"),
            button("Filtres", "phone-only", id="find-filters-open"),
            guided_button("phone-only"),
        ],
        className="search-bar",
        role="search",
    )


def _filters(state: FindState, zones: ZoneOptions) -> Component:
    values = state.values
    levels = {str(level): name for level, name in LEVELS.items()}
    return html.Div(
        [
            html.Div("Filtres", className="sheet-title"),
            boxes_menu("find-voie", "Voie", VOIES, values["voie"]),
            boxes_menu("find-domain", "Domaine", DOMAINS, values["domain"]),
            boxes_menu("find-level", "Niveau", levels, values["level"]),
            html.Details(
                [
                    html.Summary("Plus de filtres"),
                    html.Div(_more(state, zones), className="menu-panel menu-more"),
                ],
                className="menu",
            ),
            guided_button("button-quiet"),
            button("Tout effacer", "button-link", id="find-reset"),
            button("Voir", "sheet-close", id="find-filters-close"),
        ],
        className="filters",
        id="find-filters",
        role="group",
        **attributes(aria_label="Filtres"),
    )


def _chosen() -> Component:
    """Where the filters in force are: beside the menus where there is room, so that nothing moves
    when the first one is chosen."""
    return html.Div(
        id="find-chips",
        className="chips",
        role="group",
        **attributes(aria_label="Filtres choisis"),
    )


def _more(state: FindState, zones: ZoneOptions) -> list[Component]:
    values = state.values
    return [
        boxes("find-modality", MODALITIES, values["modality"], label="Modalité"),
        boxes("find-public", PUBLICS, values["public"], label="Public"),
        *constraints("find", values, state.unanswered, state.today),
        indifferent("find-rev3", "Transition écologique (rev3)", YES_NO, values["rev3"]),
        dmc.MultiSelect(
            id="find-zone",
            label="Territoire de la formation",
            placeholder="" if values["zone"] else "Toute la région",
            data=list(zones),
            value=values["zone"],
            searchable=True,
            clearable=True,
            nothingFoundMessage="Aucun territoire de ce nom",
            comboboxProps=INSIDE,
            clearButtonProps={"aria-label": "Effacer le territoire"},
        ),
    ]


def _results(state: FindState) -> Component:
    exports = html.Details(
        [
            html.Summary("Exporter"),
            html.Div(
                [
                    button(name, None, id=f"find-export-{key}")
                    for key, name in (
                        ("csv", "Tableur (CSV)"),
                        ("xlsx", "Excel (XLSX)"),
                        ("geojson", "Carte (GeoJSON)"),
                    )
                ]
                + [
                    button("Imprimer la liste", None, **attributes(data_print="")),
                    copy_link(""),
                ],
                className="menu-panel menu-actions",
            ),
        ],
        className="menu menu-right",
    )
    sort = dmc.Select(
        id="find-sort",
        data=sort_choices(state.query.near is not None),
        value=state.values["sort"],
        allowDeselect=False,
        comboboxProps=INSIDE,
        size="xs",
        **attributes(aria_label="Trier la liste"),
    )
    return html.Section(
        [
            welcome(),
            html.Div(
                [
                    html.Div(id="find-headline", role="status", className="headline"),
                    html.Div([sort, exports], className="list-tools"),
                ],
                className="list-head",
            ),
            html.Div(problem_notices(state.problems), id="find-address-notices"),
            html.Div(id="find-notices"),
            html.Div(id="find-list", className="list", **attributes(data_rows="formations")),
            dcc.Download(id="find-download"),
        ],
        className="results",
        **attributes(aria_label="Liste des formations"),
    )


def _map(
    state: FindState,
    bounds: list[list[float]],
    resources: Mapping[str, str],
    overlays: Mapping[str, Overlay],
) -> Component:
    layers = html.Details(
        [
            html.Summary("Couches"),
            html.Div(
                overlay_boxes(
                    "find-overlays", overlays, state.values["overlays"], "Lieux et zonages"
                ),
                className="menu-panel",
            ),
        ],
        className="menu menu-right map-layers",
    )
    return html.Section(
        [
            html.Div(
                [
                    region_map("find-map", bounds, resources, overlays=overlay_facts(overlays)),
                    layers,
                    _legend(),
                ],
                className="map-area",
            ),
            html.Details(
                [html.Summary("En chiffres"), html.Div(id="find-figures", className="key-figures")],
                className="figures-band",
                open=True,
            ),
        ],
        className="map-side",
        **attributes(aria_label="Carte des formations"),
    )


def _legend() -> Component:
    return html.Div(
        [
            html.Ul([html.Li(voie_label(voie)) for voie in VOIES]),
            html.Small("En gris : dans une région voisine"),
            html.Div(id="find-map-legend", className="overlay-legend"),
        ],
        className="map-legend",
        role="group",
        **attributes(aria_label="Légende de la carte"),
    )


def position_data(state: FindState) -> dict[str, float] | None:
    """Return the exact position, which stays in the browser's memory."""
    return dict(zip(("lon", "lat"), state.position, strict=True)) if state.position else None


_MEMORY = (
    *("opened", "place-left", "request", "results", "drawn"),
    *("clicked", "clicked-courses", "clicked-shown"),
)


def _stores(state: FindState) -> list[Component]:
    empty = [dcc.Store(id=f"find-{name}") for name in _MEMORY]
    return [
        *empty,
        dcc.Store(id="find-position", data=position_data(state)),
        dcc.Store(id="find-place-code", data=state.values["place-code"]),
    ]
