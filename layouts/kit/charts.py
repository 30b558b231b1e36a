"""Charts that read alike: French numbers, plain axes, words and a table beside each."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from layouts.kit.attributes import attributes
from layouts.kit.tables import table

SEPARATORS = ",\u202f"

CONFIG: Any = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "responsive": True,
    "locale": "fr",
}
"""Nothing of a chart leaves for another host, and nothing of it is in English."""

COLOURS = ("#1c2526", "#0072b2", "#b34a00", "#00795a", "#9b3f76")
"""The reference first, then hues told apart by colour-blind eyes; each has its own dash too."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")

DASH_ARRAYS = {
    "solid": "",
    "dash": "9 4",
    "dot": "3 3",
    "dashdot": "9 3 3 3",
    "longdash": "14 4",
}
"""The strokes and gaps of each dash, in pixels."""

_AXIS = {
    "gridcolor": "#e3e9e9",
    "linecolor": "#8a999b",
    "zeroline": False,
    "fixedrange": True,
    "ticks": "outside",
    "tickcolor": "#8a999b",
}


def line_mark(rank: int) -> Component:
    """Return a bit of the line of a rank, to stand before its name in the summary."""
    width = 4 if rank == 0 else 3
    dashes = DASH_ARRAYS[DASHES[rank]]
    line = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="34" height="{width}"><path '
        f'd="M0 {width / 2:g}h34" stroke="{COLOURS[rank]}" stroke-width="{width}" '
        f'stroke-dasharray="{dashes or "none"}"/></svg>'
    )
    style = {"height": f"{width}px", "backgroundImage": f"url('data:image/svg+xml,{quote(line)}')"}
    return html.Span(className="line-mark", style=style, **attributes(aria_hidden="true"))


def figure(traces: Sequence[object], x_title: str, y_title: str, height: int = 320) -> go.Figure:
    """Return a figure with the atlas's defaults, in pixels; its summary is its legend."""
    drawn = go.Figure(list(traces))
    drawn.update_layout(
        template="none",
        separators=SEPARATORS,
        height=height,
        margin={"l": 56, "r": 14, "t": 12, "b": 44},
        font={"family": "'Source Sans 3', system-ui, sans-serif", "size": 14, "color": "#1c2526"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hovermode="x unified",
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": "#8a999b"},
        dragmode=False,
    )
    drawn.update_xaxes(title_text=x_title, **_AXIS)
    drawn.update_yaxes(title_text=y_title, **_AXIS)
    return drawn


def chart(
    id_: str,
    drawn: go.Figure,
    summary: ComponentType,
    data: tuple[str, Sequence[str], Sequence[Sequence[ComponentType]]],
    file: str,
    note: str,
) -> Component:
    """Return a chart with its summary above and its data below.

    Parameters
    ----------
    summary : what the chart says, in words: who does not see it loses nothing
    data : caption, headers and rows of the table of « voir les données »
    file : address of the same data as CSV
    note : source, year and perimeter
    """
    caption, headers, rows = data
    numbers = tuple(range(1, len(headers)))
    return html.Div(
        [
            html.Div(summary, className="chart-summary"),
            # The summary and the table say what is drawn: a screen reader skips the drawing.
            html.Div(
                dcc.Graph(id=id_, figure=drawn, config=CONFIG, responsive=True),
                className="chart-drawing",
                style={"height": f"{drawn.layout.height}px"},
                **attributes(aria_hidden="true"),
            ),
            html.Details(
                [
                    html.Summary("Voir les données"),
                    table(caption, headers, rows, numbers),
                    html.A("Télécharger (CSV)", href=file, className="button-quiet"),
                ],
                className="chart-data",
            ),
            html.P(note, className="source"),
        ],
        className="chart",
    )
