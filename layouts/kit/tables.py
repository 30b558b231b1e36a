"""Tables that read on a phone too: they scroll by themselves, by finger or by keyboard."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component, ComponentType

from layouts.kit.attributes import attributes


def table(
    caption: str,
    headers: Sequence[ComponentType],
    rows: Sequence[Sequence[ComponentType]],
    numbers: Sequence[int] = (),
    note: ComponentType = None,
) -> Component:
    """Return a table with its caption, in a frame that scrolls sideways and takes the focus.

    Parameters
    ----------
    rows : sequence
        Cells of each row; the first is the row's name.
    numbers : sequence of int
        Positions of the columns of numbers, which are set to the right.
    note : optional
        Source, year and perimeter of the figures, written below.
    """
    css = ["number" if column in numbers else None for column in range(len(headers))]
    head = [
        html.Th(name, scope="col", className=style)
        for name, style in zip(headers, css, strict=True)
    ]
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row") if column == 0 else html.Td(cell, className=css[column])
                for column, cell in enumerate(row)
            ]
        )
        for row in rows
    ]
    frame = scrolling(
        html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)]), caption
    )
    return html.Div([frame, *([html.P(note, className="source")] if note else [])])


def scrolling(table: Component, name: str) -> Component:
    """Return a table in a frame that scrolls by itself on a narrow screen, by keyboard too."""
    return html.Div(
        table, className="table-scroll", role="region", tabIndex=0, **attributes(aria_label=name)
    )


def titles_row(names: Sequence[ComponentType], words: Sequence[int] = ()) -> Component:
    """Return the head of a table: a title per column.

    `words` are the positions of the columns of words, whose titles stand above their left edge.
    """
    css = ["words" if column in words else None for column in range(len(names))]
    return html.Thead(
        html.Tr(
            [html.Th(name, scope="col", className=c) for name, c in zip(names, css, strict=True)]
        )
    )
