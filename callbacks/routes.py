"""Which page an address opens."""

from __future__ import annotations

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.course import page as course
from callbacks.coverage import page as coverage
from callbacks.data import page as data
from callbacks.find import page as find
from callbacks.tensions import page as tensions
from callbacks.territory import page as territory
from geodata.atlas import Atlas
from layouts.shell import ADDRESS, PAGE, not_found


def open_page(atlas: Atlas, path: str, search: str) -> Component:
    """Return the page of an address; `search` is what follows the question mark."""
    parts = [part for part in path.split("/") if part]
    match parts:
        case []:
            return find.page(atlas, search)
        case ["formation", offer]:
            return course.page(atlas, offer, search)
        case ["couverture"]:
            return coverage.page(atlas, search)
        case ["tensions"]:
            return tensions.page(atlas, search)
        case ["territoire", *parts]:
            return territory.page(atlas, parts, search)
        case ["donnees"]:
            return data.page(atlas, search)
        case _:
            return not_found()


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the callback that opens a page; what changes after the `?` is the page's own affair."""

    @app.callback(Output(PAGE, "children"), Input(ADDRESS, "pathname"), State(ADDRESS, "search"))
    def show(path: str | None, search: str | None) -> Component:
        return open_page(current(), path or "/", search or "")

    app.clientside_callback(
        ClientsideFunction("atlas", "opened"), Output(PAGE, "data-page"), Input(PAGE, "children")
    )
