"""« Données et méthode »: gathers what the page states, and gives the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash, html
from dash.development.base_component import Component

from geodata.atlas import Atlas


def page(atlas: Atlas, search: str) -> Component:
    """Return the page."""
    return html.Div(html.H1("Données et méthode"), className="prose")


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's addresses to an application."""
