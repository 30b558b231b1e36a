"""The words of a brief that compares territories, and the colours of its map."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from geodata.territory import Territory
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.maps.patterns import hatched

LAND = {"color": "#f2f4f3"}
"""What no compared territory is in; the region itself has no other filling."""

FILLS: tuple[dict[str, str], ...] = (
    {"color": "#005a5f"},
    {"color": "#d8b365"},
    hatched("#76b7bd", "#164a66"),
    {"color": "#9b6fa3"},
)
"""The territories in the order asked; told apart without colours by lightness and hatching."""


def question(names: Sequence[str]) -> str:
    """Write what is compared as a question."""
    *first, last = names
    return f"{', '.join(first)} et {last} : qu'est-ce qui les distingue ?"


def legend(places: Sequence[Territory], kinds: Sequence[str]) -> list[Component]:
    """Return the filling of each territory of the map."""
    rows = [
        class_row(style, [place.name, html.Span(kind, className="line")])
        for place, kind, style in zip(places, kinds, _fills(places), strict=True)
    ]
    return [class_legend("", rows, ())]


def _fills(places: Sequence[Territory]) -> list[dict[str, str]]:
    pairs = zip(places, FILLS, strict=False)
    return [LAND if place.inside.all() else style for place, style in pairs]


def method(first: str) -> list[str]:
    """Return how the figures are set side by side, in three lines."""
    return [
        f"Écart : en points ou dans l'unité de l'indicateur, par rapport à {first} ; ce qui "
        "s'additionne (habitants, places) se lit en nombre de fois.",
        "Deux valeurs d'années différentes, ou d'un territoire plus large, sont montrées sans "
        "écart ; « entre… et… » : une part en est secrète.",
        "Barres : depuis zéro, à l'échelle de la ligne ; une part, à l'échelle de cent.",
    ]
