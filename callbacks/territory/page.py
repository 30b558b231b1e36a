"""« Territoires »: reads the address, asks for the portrait, gives the page and its files."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from flask import Response, request

from callbacks.api.files import csv_file, paper_reply
from callbacks.api.replies import cached
from callbacks.controls import arguments
from callbacks.sent import Choice, Choices, Text
from callbacks.serving.answers import remembered
from callbacks.serving.markup import put_markup
from callbacks.serving.workbook import workbook
from callbacks.territory import pdf
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.portrait.choice import choice, choices, compare, parse_places
from geodata.portrait.composition import Portrait, portrait
from geodata.portrait.export import portrait_table, side_by_side_table
from geodata.portrait.figure import ENTRIES, THEMES
from geodata.portrait.names import full_names, kinds, portrayed
from geodata.portrait.outline import outline
from geodata.territory import Territory
from layouts.brief.comparison import method
from layouts.kit.markup import placed
from layouts.kit.typography import french
from layouts.shell import ADDRESS, not_found
from layouts.territory.comparison import compare_page
from layouts.territory.index import index_page
from layouts.territory.page import (
    BODY,
    PATH,
    PICK,
    ROOT,
    TOP,
    WITH,
    Shown,
    options,
    territory_page,
)


def page(atlas: Atlas, parts: list[str], search: str) -> Component:
    """Return the page of `/territoire/…`; `parts` is what follows it (raises UnknownCode)."""
    if not parts:
        return french(index_page(portrayed(atlas), choices(atlas)))
    if len(parts) != 2:
        return not_found()
    return html.Div(_ready(atlas, parts[0], parts[1], search), id=ROOT)


def content(atlas: Atlas, level: str, code: str, args: Mapping[str, str]) -> Component:
    """Return the portrait of a territory, or several side by side, from what an address asks.

    Raises UnknownCode: the region has no such territory.
    """
    return french(_territory(atlas, level, code, args))


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks and files to an application."""
    app.clientside_callback(
        ClientsideFunction("territory", "choose"), Input(PICK, "value"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("territory", "compare"), Input(WITH, "value"), prevent_initial_call=True
    )
    put_markup(app, TOP)
    put_markup(app, BODY)
    app.clientside_callback(
        ClientsideFunction("atlas", "opened"),
        Output(ROOT, "data-opened"),
        Input(BODY, "data-put"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ROOT, "children"),
        Input(ADDRESS, "search"),
        State(ADDRESS, "pathname"),
        prevent_initial_call=True,
    )
    def again(search: Text | None, path: Text | None) -> Component:
        parts = [part for part in (path or "").split("/") if part]
        if len(parts) != 3 or f"/{parts[0]}" != PATH:
            raise PreventUpdate
        try:
            return _ready(current(), parts[1], parts[2], search or "")
        except UnknownCode:
            return not_found()

    _register_menus(app, current)
    _register_files(app, current)


def _register_menus(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.callback(
        Output(PICK, "data"),
        Input(PICK, "searchValue"),
        State(PICK, "value"),
        prevent_initial_call=True,
    )
    def suggest(text: Text | None, value: Choice | None) -> list[dict[str, object]]:
        return _suggested(current(), text, [value] if value else [])

    @app.callback(
        Output(WITH, "data"),
        Input(WITH, "searchValue"),
        State(WITH, "value"),
        prevent_initial_call=True,
    )
    def suggest_more(text: Text | None, values: Choices | None) -> list[dict[str, object]]:
        return _suggested(current(), text, values or [])


def _register_files(app: Dash, current: Callable[[], Atlas]) -> None:
    @app.server.get(f"{PATH}/<level>/<code>.csv")
    def territory_csv(level: str, code: str) -> Response:
        atlas, args = current(), _known(request.args)
        theme = args.get("theme", "")

        def make() -> Response:
            shown = _portrait(atlas, level, code, args)
            places, _ = parse_places(atlas, args.get("avec", ""), shown.place)
            if len(places) > 1:
                return _side_by_side(atlas, places, shown.entry)
            table = portrait_table(shown, theme if theme in THEMES else "")
            return csv_file(table, f"territoire-{level}-{code}")

        return cached(atlas, args, make, costly=True)

    @app.server.get(f"{PATH}/<level>/<code>.xlsx")
    def territory_workbook(level: str, code: str) -> Response:
        atlas, args = current(), _known(request.args)

        def make() -> Response:
            shown = _portrait(atlas, level, code, args)
            places, _ = parse_places(atlas, args.get("avec", ""), shown.place)
            table = portrait_table(shown)
            name = f"territoire-{level}-{code}"
            if len(places) > 1:
                table, name = _compared(atlas, places, shown.entry), f"territoires-{code}"
            lines = table[["Source", "Période"]].drop_duplicates().agg(" · ".join, axis=1)
            told = sorted({line.strip(" ·") for line in lines} - {""})
            return workbook(atlas, table, name, told, method(places[0].name))

        return cached(atlas, args, make, costly=True)

    @app.server.get(f"{PATH}/<level>/<code>.pdf")
    def territory_pdf(level: str, code: str) -> Response:
        atlas, args = current(), _known(request.args)

        def make(site: str) -> bytes:
            shown = _portrait(atlas, level, code, args)
            places, _ = parse_places(atlas, args.get("avec", ""), shown.place)
            return pdf.pdf(atlas, shown, places, site)

        return paper_reply(atlas, f"territoire-{level}-{code}", make, args)


def _territory(atlas: Atlas, level: str, code: str, args: Mapping[str, str]) -> Component:
    entry = args.get("entree", "")
    shown = portrait(atlas, level, code, entry if entry in ENTRIES else "territoire")
    places, problems = parse_places(atlas, args.get("avec", ""), shown.place)
    if entry and entry not in ENTRIES:
        words = ", ".join(f"« {key} »" for key in ENTRIES)
        problems = [f"L'entrée se choisit parmi : {words}.", *problems]
    data = Shown(
        portrait=shown,
        region=atlas.region_name,
        outline=outline(atlas, shown.place),
        choices=choices(atlas),
        own=choice(atlas, level, code),
        beside=[choice(atlas, place.level, place.code) for place in places[1:]],
        problems=problems,
    )
    if len(places) > 1:
        told = [kinds(atlas)[place.level, place.code] for place in places]
        return compare_page(data, places, told, compare(atlas, places, shown.entry))
    return territory_page(data)


def _ready(atlas: Atlas, level: str, code: str, search: str) -> Component:
    """Return a portrait as it is sent, kept from the last time or made."""
    args = _known(arguments(search))
    asked = [level, code, args]
    return remembered(atlas, "portrait", asked, lambda: _sent(content(atlas, level, code, args)))


def _sent(shown: Component) -> Component:
    """The page with all that no script acts upon as text: a thousand components take a second."""
    begins, body = shown.children
    told, controls = begins.children
    begins.children = [*placed(TOP, told.children), controls]
    shown.children = [begins, *placed(BODY, body.children)]
    return shown


def _suggested(atlas: Atlas, text: str | None, kept: list[str]) -> list[dict[str, object]]:
    found = choices(atlas, text or "")
    known = {choice.key for choice in found}
    for key in kept:
        level, _, code = key.partition(":")
        if key not in known and (level, code) in full_names(atlas):
            found.append(choice(atlas, level, code))
    return options(found)


def _compared(atlas: Atlas, places: Sequence[Territory], entry: str) -> pd.DataFrame:
    names = full_names(atlas)
    return side_by_side_table(
        [
            (names[place.level, place.code], portrait(atlas, place.level, place.code, entry))
            for place in places
        ]
    )


def _side_by_side(atlas: Atlas, places: Sequence[Territory], entry: str) -> Response:
    codes = "-".join(place.code for place in places)
    return csv_file(_compared(atlas, places, entry), f"territoires-{codes}")


def _portrait(atlas: Atlas, level: str, code: str, args: Mapping[str, str]) -> Portrait:
    entry = args.get("entree", "")
    return portrait(atlas, level, code, entry if entry in ENTRIES else "territoire")


def _known(args: Mapping[str, str]) -> dict[str, str]:
    return {name: args[name] for name in ("entree", "theme", "avec") if name in args}
