"""« Simuler »: what the planner changes, and what that does."""

import base64
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from typing_extensions import TypedDict

from callbacks.coverage import best_places
from callbacks.coverage.answer import cover_known
from callbacks.coverage.question import asked_of, preface_of, silence_of
from callbacks.coverage.state import groupings
from callbacks.sent import Choice, Count, CoverageRequest, Number, ScenarioTexts, Text
from geodata.asking.coverage import parse_coverage_leniently
from geodata.asking.query import BadQuery
from geodata.asking.scenario import Scenario, parse_scenario, write_scenario
from geodata.asking.scenario_edits import closed, opened, resized, without
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.simulation import (
    change_counts,
    commune_changes,
    difference,
    difference_csv,
    site_labels,
)
from geodata.places.articles import at_place
from geodata.places.communes import PlaceError
from geodata.places.zoning import grouping_name
from layouts.coverage.effect import (
    CHANGE_STYLES,
    MOST,
    Change,
    changes_list,
    difference_legend,
    difference_zones,
    effect,
    no_scenario,
)
from layouts.coverage.page import CoverState
from layouts.coverage.simulation import simulate_panel
from layouts.kit.format import count
from layouts.kit.markup import written
from layouts.kit.parts import notice

KEY = "simuler"


class Asked(TypedDict, total=False):
    """What a button of the panel, of the map or of the best places asks for."""

    place: Text
    open: Text
    remove: Text
    n: Count


def panel(atlas: Atlas, state: CoverState) -> Component:
    """Return what the panel shows when the page opens."""
    return simulate_panel(
        state.values["by"],
        groupings(atlas),
        state.values["view"],
        best_places.section(atlas, state.values),
    )


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the panel's callbacks."""
    best_places.register(app, current)
    _register_browser_side(app)
    _register_changes(app, current)
    _register_file(app, current)

    @app.callback(
        Output("cover-difference", "data"),
        Input(asked_of(KEY), "data"),
        prevent_initial_call=True,
    )
    def simulate(request: CoverageRequest | None) -> dict[str, object]:
        if request is None:
            raise PreventUpdate
        words, zones, empty, sites, drawing, legend = simulated(current(), request, date.today())
        places = {
            "cover-simulation": words,
            "cover-simulate-zones": zones,
            "cover-legend-difference": legend,
        }
        return {"words": written(places), "empty": empty, "sites": sites, "drawing": drawing}


def _register_changes(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("cover-open-place", "data"),
        Input("cover-open-place", "value"),
        prevent_initial_call=True,
    )
    def suggest(text: Text | None) -> list[str]:
        return [place.label for place in current().places.suggest(text or "", limit=8)]

    @app.callback(
        Output("cover-scenario", "data", allow_duplicate=True),
        Output("cover-simulate-problem", "children"),
        Output("cover-open-place", "value"),
        Output("cover-site", "value"),
        Input("cover-change", "data"),
        Input("cover-site-close", "n_clicks"),
        Input("cover-site-resize", "n_clicks"),
        State("cover-scenario", "data"),
        State("cover-open-places", "value"),
        State("cover-site", "value"),
        State("cover-site-places", "value"),
        prevent_initial_call=True,
    )
    def change(
        asked: Asked | None,
        _close: Count | None,
        _resize: Count | None,
        data: ScenarioTexts | None,
        seats: Number | None,
        site: Choice | None,
        size: Number | None,
    ) -> tuple[Any, ...]:
        asked = asked or {}
        try:
            scenario = parse_scenario(data or {})
            match ctx.triggered_id:
                case "cover-site-close":
                    scenario = closed(scenario, _chosen(site))
                case "cover-site-resize":
                    scenario = resized(scenario, _chosen(site), _number(size))
                case _ if "place" in asked:
                    code = current().places.resolve(asked["place"]).code
                    scenario = opened(scenario, [code], seats if isinstance(seats, int) else None)
                case _:
                    scenario = _changed(scenario, asked)
        except (BadQuery, PlaceError) as problem:
            return no_update, notice(str(problem), "warning"), no_update, no_update
        # Only the field that was used is emptied: it would ask for suggestions for nothing.
        by_site = ctx.triggered_id in ("cover-site-close", "cover-site-resize")
        typed = not by_site and "place" in asked
        emptied = ("" if typed else no_update, None if by_site else no_update)
        return write_scenario(scenario), None, *emptied


def _register_file(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output("cover-simulate-download", "data"),
        Input("cover-simulate-csv", "n_clicks"),
        State("cover-request", "data"),
        prevent_initial_call=True,
    )
    def export(clicks: Count | None, request: CoverageRequest | None) -> dict[str, Any]:
        if not clicks:
            raise PreventUpdate
        asked, _ = parse_coverage_leniently(request or {})
        covered, _ = cover_known(current(), asked, date.today())
        if covered.change is None or covered.silent:
            raise PreventUpdate
        return dcc.send_bytes(difference_csv(covered), "simulation.csv")


def simulated(
    atlas: Atlas, request: Mapping[str, str], today: date, most: int = MOST
) -> tuple[Any, ...]:
    """Return what the panel shows of a request, and what the browser draws of the difference."""
    asked, _ = parse_coverage_leniently(request)
    covered, _ = cover_known(atlas, asked, today)
    asked = covered.asked
    sites = site_options(covered)
    found = difference(covered)
    if silent := silence_of(covered):
        return silent, [], True, sites, None, None
    if found is None or covered.change is None:
        return no_scenario(), [], True, sites, None, None
    before = int(found.table["population"].sum() - found.table["covered_before"].sum())
    after = before - found.gained + found.lost
    idle = [site_labels(atlas)[row] for row in found.without_effect]
    words = effect(
        found,
        asked.population,
        (before, after),
        int(covered.people.sum()),
        idle,
        covered.offer.without_capacity,
    )
    zones = difference_zones(found.table, asked.by, grouping_name(asked.by), most)
    classes = commune_changes(covered.change, asked.threshold)
    drawing = {
        "id": atlas.id,
        "classes": base64.b64encode(classes.tobytes()).decode("ascii"),
        "styles": list(CHANGE_STYLES),
    }
    legend = difference_legend(change_counts(classes, covered.people))
    listed = changes_list(changes_of(atlas, asked.scenario))
    return [listed, *preface_of(covered), *words], zones, False, sites, drawing, legend


def changes_of(atlas: Atlas, scenario: Scenario) -> list[Change]:
    """Return the changes of a scenario in words."""
    label = dict(zip(atlas.sites["site"], site_labels(atlas), strict=True))
    openings = [
        Change(
            "open", code, f"Ouverture {at_place(atlas.places.by_code(code).label)}{_seats(places)}"
        )
        for code, places in scenario.openings.items()
    ]
    closings = [Change("close", site, f"Fermeture : {label[site]}") for site in scenario.closings]
    sizes = [
        Change("capacity", site, f"{label[site]} : {count(places, 'place')}")
        for site, places in (scenario.capacities or {}).items()
    ]
    return openings + closings + sizes


def _seats(places: int | None) -> str:
    return "" if places is None else f", {count(places, 'place')}"


def site_options(covered: Covered) -> list[dict[str, str]]:
    """Return the open sites with a matching course as a select's options, by name."""
    names, labels = covered.atlas.sites["site"].to_numpy(), site_labels(covered.atlas)
    places = covered.offer.places
    options = [
        {
            "value": str(names[row]),
            "label": labels[row]
            + (f" · {count(int(places[row]), 'place')}" if places[row] else ""),
        }
        for row in covered.open_sites.nonzero()[0]
    ]
    return sorted(options, key=lambda option: option["label"])


def _changed(scenario: Scenario, asked: Asked) -> Scenario:
    """Apply what a button of the list, of the map or of the best places asks for."""
    if remove := asked.get("remove"):
        kind, _, key = remove.partition(":")
        return without(scenario, kind, key)
    more = parse_scenario({"open": asked.get("open", "")})
    return opened(scenario, more.openings)


def _chosen(site: str | None) -> str:
    if not site:
        raise BadQuery("close", "Choisissez d'abord un lieu de formation.")
    return site


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise BadQuery("capacity", "Indiquez le nouveau nombre de places.")
    return value


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("simulate", "view"),
        Output("cover-viewed", "data"),
        Input("cover-difference", "data"),
        Input("cover-view", "value"),
        Input("cover-panel", "value"),
    )
    app.clientside_callback(
        ClientsideFunction("simulate", "level"),
        Output("cover-by", "value", allow_duplicate=True),
        Output("cover-simulate-by", "value"),
        Output("cover-mobility-by", "value"),
        Input("cover-by", "value"),
        Input("cover-simulate-by", "value"),
        Input("cover-mobility-by", "value"),
        prevent_initial_call=True,
    )
