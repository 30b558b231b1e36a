"""Small charts of a portrait, drawn with plain boxes: they print, and read without colours."""

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.figure import Bar, Chart, Figure, Grid
from geodata.tables.observation import STATUSES
from layouts.kit.attributes import attributes
from layouts.kit.tables import table
from layouts.territory.words import NOT_PUBLISHED, amount, chart_words, place_words, value_words

LONG = 6
"""Rows from which a chart stands in two columns on paper."""


def chart(drawn: Chart, file: str, number: int, own_place: str = "") -> Component:
    """Return a chart with its words above, its data and its source below.

    Parameters
    ----------
    file : address of the data of the theme as CSV, "" on paper
    number : that of its source among those at the foot of the paper
    own_place : name of the portrait's territory: a chart about elsewhere says so under its title
    """
    where = place_words(drawn.about) if drawn.about.place not in ("", own_place) else ""
    longest = max(
        (v for bar in drawn.rows for v in (bar.value, bar.beside) if v is not None), default=0
    )
    whole = 100.0 if drawn.kind == "parts" else longest or 1.0
    rows = [_row(bar, drawn, whole) for bar in drawn.rows]
    css = "plain-bars plain-bars-long" if len(rows) >= LONG and not drawn.beside else "plain-bars"
    return html.Div(
        [
            html.H4(drawn.title),
            *([html.P(where, className="figure-place")] if where else []),
            html.P(chart_words(drawn), className="chart-words"),
            html.Ul(rows, className=css, **attributes(aria_label=drawn.title)),
            *_legend(drawn),
            _data(drawn, file),
            *_source(drawn, number),
        ],
        className="territory-chart",
        id=f"graphe-{drawn.key}",
    )


def grid(shown: Grid) -> Component:
    """Return a table as a document publishes it, with its source."""
    note = source_line(shown.about, shown.note)
    return html.Div(
        table(shown.title, shown.headers, shown.rows, note=note),
        className="territory-grid",
        id=f"table-{shown.key}",
    )


def trend(figure: Figure) -> Component | None:
    """Return the line of a figure over its periods, None with fewer than three points."""
    points = [one for one in (*figure.before, figure) if one.value is not None]
    if len(points) < 3:
        return None
    values = [float(one.value or 0) for one in points]
    label = f"De {value_words(points[0])} ({points[0].period}) à {value_words(points[-1])}"
    return html.Img(src=_line(values), alt=f"{label} ({points[-1].period})", className="trend")


def source_line(about: Figure, note: str = "") -> str:
    """Write where a chart comes from: source, year, place, perimeter."""
    parts = [
        f"Source : {about.source}" if about.source else "",
        about.period,
        place_words(about),
        about.perimeter,
        about.reference,
    ]
    line = " · ".join(part for part in parts if part)
    return f"{line}. {note}".strip() if note else f"{line}."


def _source(drawn: Chart, number: int) -> list[Component]:
    """The whole source on screen; on paper, where it would fill the page, its number."""
    about = drawn.about
    short = [about.period, place_words(about), drawn.note]
    words = " · ".join(["", *(part for part in short if part)])
    return [
        html.P(source_line(about, drawn.note), className="source screen-only"),
        html.P([f"Source : note {number}{words}"], className="source paper-only"),
    ]


def _row(bar: Bar, drawn: Chart, whole: float) -> Component:
    if bar.value is None:
        return html.Li([html.Span(bar.label, className="bar-name"),
                        html.Span(_why(bar), className="bar-missing")])  # fmt: skip
    tracks = [_track(bar.value, whole, "own")]
    if bar.beside is not None:
        tracks.append(_track(bar.beside, whole, "other"))
    number = [html.Span(amount(bar.value, _short(drawn.unit), drawn.decimals))]
    if bar.beside is not None:
        beside = amount(bar.beside, _short(drawn.unit), drawn.decimals)
        number.append(html.Span(beside, className="bar-other"))
    return html.Li(
        [
            html.Span(bar.label, className="bar-name"),
            html.Span(tracks, className="bar-tracks", **attributes(aria_hidden="true")),
            html.Span(number, className="bar-value"),
        ]
    )


def _track(value: float, whole: float, css: str) -> Component:
    width = max(0.0, 100 * value / whole)
    return html.Span(style={"width": f"{width:.1f}%"}, className=f"bar-track bar-{css}")


def _legend(drawn: Chart) -> list[Component]:
    if not drawn.beside:
        return []
    keys = [
        html.Span([html.Span(className="key key-own"), drawn.about.place or "Ici"]),
        html.Span([html.Span(className="key key-other"), drawn.beside]),
    ]
    return [html.P(keys, className="bar-legend")]


def _data(drawn: Chart, file: str) -> Component:
    headers = [drawn.title, drawn.unit or "Valeur", *([drawn.beside] if drawn.beside else [])]
    rows: list[Sequence[ComponentType]] = [
        [
            bar.label,
            _why(bar) if bar.value is None else amount(bar.value, "", drawn.decimals),
            *([_other(bar, drawn)] if drawn.beside else []),
        ]
        for bar in drawn.rows
    ]
    link = [html.A("Télécharger (CSV)", href=file, className="button-quiet")] if file else []
    return html.Details(
        [
            html.Summary("Voir les données"),
            table(drawn.title, headers, rows, range(1, len(headers))),
            *link,
        ],
        className="chart-data",
    )


def _other(bar: Bar, drawn: Chart) -> str:
    return NOT_PUBLISHED if bar.beside is None else amount(bar.beside, "", drawn.decimals)


def _why(bar: Bar) -> str:
    words = STATUSES.get(bar.status, "") if bar.status else NOT_PUBLISHED
    return words[0].upper() + words[1:]


def _short(unit: str) -> str:
    return unit if unit == "%" else ""


def _line(values: Sequence[float]) -> str:
    """A line as a picture: width 96, height 28, the last point marked."""
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    step = 88 / (len(values) - 1)
    xy = [(4 + i * step, 24 - 20 * (v - low) / spread) for i, v in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in xy)
    x, y = xy[-1]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 28" width="96" height="28">'
        f'<polyline points="{path}" fill="none" stroke="#005a5f" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#005a5f"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
