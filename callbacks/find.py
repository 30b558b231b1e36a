"""« Trouver une formation »: reads the search, asks geodata, answers with words and a bitmap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, no_update
from dash.exceptions import PreventUpdate

from callbacks.exports import export_bytes
from callbacks.resources import resource_addresses
from geodata.atlas import Atlas
from geodata.finding import Found, count_by, find, locate, nearest_beyond, openings
from geodata.query import (
    Near,
    Query,
    UnknownCode,
    parse_leniently,
    write_query,
)
from geodata.results import browser_results
from geodata.territories import AmbiguousPlace, UnknownPlace
from geodata.travel import OUT_OF_REACH
from geodata.vocabulary import ZONE_LEVELS
from layouts.answers import NearbyCourse, chips, headline, key_figures, nothing_found
from layouts.find import SORTS, FindState, find_page
from layouts.format import count
from layouts.maps import OVERLAYS
from layouts.parts import notice, problem_notices

CONTROLS = (
    "q", "voie", "domain", "level", "modality", "public", "start", "conventionnee", "rev3",
    "zone", "mode", "minutes",
)  # fmt: skip


def page(atlas: Atlas, search: str) -> object:
    """Return the page as an address asks for it."""
    state = read_state(atlas, search)
    return find_page(state, atlas.bounds, resource_addresses(atlas), zone_options(atlas, state))


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks to an application."""
    _register_browser_side(app)

    @app.callback(Output("find-q", "data"), Input("find-q", "value"), prevent_initial_call=True)
    def suggest_courses(text: str | None) -> list[dict]:
        groups: dict[str, list[str]] = {}
        for suggestion in current().text.suggest(text or "", limit=10):
            groups.setdefault(suggestion.kind, []).append(suggestion.text)
        return [
            {"group": _GROUPS.get(kind, kind), "items": items} for kind, items in groups.items()
        ]

    @app.callback(
        Output("find-place", "data"),
        Output("find-place", "value"),
        Output("find-place", "error"),
        Output("find-place-code", "data"),
        Input("find-place", "value"),
        Input("find-position", "data"),
        Input("find-place", "n_blur"),
        Input("find-place", "n_submit"),
        Input("find-submit", "n_clicks"),
        State("find-place-code", "data"),
        prevent_initial_call=True,
    )
    def choose_place(text, position, _blur, _submit, _click, chosen):  # type: ignore[no-untyped-def]
        atlas = current()
        if ctx.triggered_id == "find-position":
            return place_of_position(atlas, position)
        finished = set(ctx.triggered_prop_ids) != {"find-place.value"}
        return place_of_text(atlas, text or "", chosen or {}, finished)

    @app.callback(
        Output("find-headline", "children"),
        Output("find-chips", "children"),
        Output("find-notices", "children"),
        Output("find-figures", "children"),
        Output("find-results", "data"),
        Input("find-request", "data"),
        prevent_initial_call=True,
    )
    def answer(request: Mapping[str, str] | None):  # type: ignore[no-untyped-def]
        if request is None:
            raise PreventUpdate
        return answer_request(current(), request, date.today())

    @app.callback(
        [Output(f"find-{name}", "value", allow_duplicate=True) for name in (*CONTROLS, "place")],
        Output("find-place-code", "data", allow_duplicate=True),
        Output("find-sort", "value"),
        Output("find-overlays", "value"),
        Input("find-opened", "data"),
        prevent_initial_call=True,
    )
    def reopen(opened: Mapping[str, str] | None):  # type: ignore[no-untyped-def]
        """Set the controls as an address of the browser's history says."""
        if opened is None:
            raise PreventUpdate
        state = read_state(current(), opened["search"])
        return (*control_values(state), place_code(state), state.sort, list(state.overlays))

    @app.callback(
        Output("find-download", "data"),
        [Input(f"find-export-{kind}", "n_clicks") for kind in ("csv", "xlsx", "geojson")],
        State("find-request", "data"),
        prevent_initial_call=True,
    )
    def export(_csv, _xlsx, _geojson, request):  # type: ignore[no-untyped-def]
        if not ctx.triggered_id or not any((_csv, _xlsx, _geojson)):
            raise PreventUpdate
        atlas = current()
        query, _ = parse_leniently(request or {})
        found, _ = find_known(atlas, query, date.today())
        kind = ctx.triggered_id.removeprefix("find-export-")
        name, content, _mimetype = export_bytes(atlas, found, kind)
        return dcc.send_bytes(content, name)


_GROUPS = {"formation": "Formations", "métier": "Métiers", "code": "Codes"}


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("find", "request"),
        Output("find-request", "data"),
        [Input(f"find-{name}", "value") for name in CONTROLS],
        Input("find-place-code", "data"),
        Input("find-position", "data"),
        Input("find-sort", "value"),
        Input("find-overlays", "value"),
    )
    app.clientside_callback(
        ClientsideFunction("find", "draw"),
        Output("find-drawn", "data"),
        Input("find-results", "data"),
        Input("find-sort", "value"),
        Input("find-overlays", "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("find", "view"),
        Output("find", "data-view"),
        Input("find-view", "value"),
    )


def read_state(atlas: Atlas, search: str) -> FindState:
    """Read an address, leaving out what cannot be read or found, which is told."""
    args = dict(parse_qsl(search.lstrip("?")))
    query, unreadable = parse_leniently(args)
    problems = [problem.message for problem in unreadable]
    label = ""
    try:
        place = locate(atlas, query.near).place if query.near else None
        label = place.label if place else ""
    except UnknownCode as unknown:
        problems.append(unknown.message)
        query = query.without("near")
    overlays = tuple(
        key for key in args.get("couches", "departement").split(",") if key in OVERLAYS
    )
    sort = args.get("tri", "temps")
    sort = sort if sort in SORTS else "temps"
    return FindState(query, label, tuple(problems), overlays, sort)


def control_values(state: FindState) -> list[object]:
    """Return the value of each control, in the order of CONTROLS, then the place's."""
    query, near = state.query, state.query.near or Near()
    zones = [f"{level}:{code}" for level, codes in query.zones.items() for code in codes]
    flags = [{None: None, True: "oui", False: "non"}[f] for f in (query.conventionnee, query.rev3)]
    return [
        query.q, list(query.voie), list(query.domain), [str(n) for n in query.level],
        list(query.modality), list(query.public),
        None if query.start is None else str(query.start), *flags, zones, near.mode,
        45 if near.max_minutes is None else near.max_minutes, state.place_label,
    ]  # fmt: skip


def place_code(state: FindState) -> dict[str, str]:
    """Return the code that goes with the place's label."""
    near = state.query.near
    return {"code": near.commune, "label": state.place_label} if near and near.commune else {}


def place_of_position(atlas: Atlas, position: Mapping[str, float] | None):  # type: ignore[no-untyped-def]
    """Answer « autour de moi »: the commune that stands for the position in the address."""
    if not position:
        raise PreventUpdate
    place = atlas.places.at(position["lon"], position["lat"])
    if place is None:
        message = (
            f"Votre position n'est pas dans la région {atlas.region_name}. Choisissez une commune."
        )
        return [], "", message, {}
    return (
        [place.label],
        place.label,
        None,
        {"code": place.code, "label": place.label, "here": True},
    )


def place_of_text(atlas: Atlas, text: str, chosen: Mapping[str, str], finished: bool):  # type: ignore[no-untyped-def]
    """Answer what is typed as a place: suggestions, then the commune or what is wrong with it."""
    if not text.strip():
        return [], no_update, None, {}
    if chosen and chosen.get("label") == text:
        return no_update, no_update, None, no_update
    suggestions = [place.label for place in atlas.places.suggest(text, limit=8)]
    if text not in suggestions and not finished:
        return suggestions, no_update, None, no_update
    try:
        place = atlas.places.resolve(text)
    except (UnknownPlace, AmbiguousPlace) as problem:
        return suggestions, no_update, str(problem), {}
    return [place.label], place.label, None, {"code": place.code, "label": place.label}


def find_known(atlas: Atlas, query: Query, today: date) -> tuple[Found, list[str]]:
    """Answer a query, leaving out the codes that the region does not have, which are told."""
    problems = []
    while True:
        try:
            return find(atlas, query, today), problems
        except UnknownCode as problem:
            problems.append(problem.message)
            query = query.without("near" if problem.parameter == "lieu" else problem.parameter)


def answer_request(atlas: Atlas, request: Mapping[str, str], today: date):  # type: ignore[no-untyped-def]
    """Return what the page shows for a request: words, chips, notices, figures, results."""
    query, unreadable = parse_leniently(request)
    found, unknown = find_known(atlas, query, today)
    query = found.query
    messages = [problem.message for problem in unreadable] + unknown
    messages += [sentence] if (sentence := atlas.text.explain(query.q).sentence) else []
    place = found.origin.place.name if found.origin and found.origin.place else ""
    if found.origin and not place:
        place = "votre position"
    notices = problem_notices(messages)
    if unplaced := int(found.unplaced.sum()):
        notices.append(_unplaced(unplaced))
    if not found.total:
        notices.append(_nothing(atlas, found, place, today))
    figures = key_figures(
        count_by(atlas.columns.voie, found.listed),
        count_by(atlas.columns.domain, found.listed),
        _figures_source(atlas),
    )
    return (
        headline(query, found.total, found.total_distance, place),
        chips(query, _zone_values(atlas)),
        notices,
        figures,
        results_of(atlas, found),
    )


def _unplaced(n: int) -> object:
    return notice(f"{count(n, 'formation')} sans lieu précisé par la source, en fin de liste.")


def _nothing(atlas: Atlas, found: Found, place: str, today: date) -> object:
    search = "?" + urlencode(write_query(_public(found.query)))
    nearest = [_nearby(atlas, found, int(row), search) for row in nearest_beyond(atlas, found)]
    return nothing_found(
        found.query, place, nearest, found.total_distance, openings(atlas, found, today)
    )


def _public(query: Query) -> Query:
    """Return a query fit for an address: a person's exact position is left out of it."""
    if query.near and not query.near.commune:
        return query.without("near")
    return query


def _nearby(atlas: Atlas, found: Found, row: int, search: str) -> NearbyCourse:
    site = atlas.columns.site[row]
    minutes = int(found.minutes[site]) if found.minutes is not None else OUT_OF_REACH
    return NearbyCourse(
        href=f"/formation/{atlas.offers['offer'].iat[row]}{search}",
        title=atlas.offers["title"].iat[row],
        place=str(atlas.commune_names.get(atlas.sites["commune"].iat[site], "")),
        minutes=minutes,
    )


def _figures_source(atlas: Atlas) -> str:
    day = date.fromisoformat(atlas.built_at[:10])
    kind = "offre de démonstration, simulée" if atlas.demonstration else "sources officielles"
    return f"Nombre de formations affichées, {kind}, {atlas.region_name}, {day:%d/%m/%Y}."


def results_of(atlas: Atlas, found: Found) -> dict[str, object]:
    """Return what the browser draws, and where it finds the tables that the answer refers to."""
    return {**browser_results(atlas, found), "resources": resource_addresses(atlas)}


def _zone_values(atlas: Atlas) -> dict[str, str]:
    return {f"{level}:{code}": name for (level, code), name in atlas.zone_names.items()}


def zone_options(atlas: Atlas, state: FindState) -> list[dict[str, object]]:
    """Return the territories to choose from, grouped by level."""
    groups = []
    for level in ("departement", "spel", "epci", "zone_emploi"):
        rows = atlas.zones.loc[atlas.zones["level"] == level].sort_values("name")
        items = [{"value": f"{level}:{z.code}", "label": z.name} for z in rows.itertuples()]
        if items:
            groups.append({"group": ZONE_LEVELS[level], "items": items})
    communes = [
        {"value": f"commune:{code}", "label": str(atlas.commune_names.get(code, code))}
        for code in state.query.zones.get("commune", ())
    ]
    return groups + ([{"group": "Communes", "items": communes}] if communes else [])
