"""The legend of a map in classes: a sample of each, its words, what it counts."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component, ComponentType

from layouts.kit.format import number
from layouts.kit.maps.patterns import sample

COUNTED = ("communes", "habitants")


def class_row(style: Mapping[str, str], words: ComponentType, *counts: int) -> Component:
    """Return a class of a legend; `style` is its filling, as `layouts.kit.maps.patterns` has it."""
    return html.Tr(
        [
            html.Td(html.Span(className="class-sample", **sample(style))),
            html.Th(words, scope="row"),
            *(html.Td(number(count)) for count in counts),
        ]
    )


def class_legend(
    caption: str, rows: Sequence[Component], counted: Sequence[str] = COUNTED
) -> Component:
    """Return a legend of rows of `class_row`; `counted` names their counts, if any."""
    head = html.Tr([html.Td(), html.Td(), *(html.Th(name) for name in counted)])
    return html.Table(
        [
            *([html.Caption(caption)] if caption else []),
            *([html.Thead(head)] if counted else []),
            html.Tbody(list(rows)),
        ]
    )
