"""Two to four territories side by side: the same indicators, a column each."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.choice import Row
from geodata.portrait.figure import THEMES, Figure
from geodata.territory import Territory
from geodata.vocabulary import level_name
from layouts.kit.attributes import attributes
from layouts.kit.french import of_place
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.territory.figures import figure_details
from layouts.territory.page import BODY, SIMULATED, Shown, address, simulated, tools
from layouts.territory.words import (
    NOT_HERE,
    bounds_words,
    other_words,
    place_words,
    value_words,
)


def compare_page(
    shown: Shown, places: Sequence[Territory], kinds: Sequence[str], rows: Sequence[Row]
) -> Component:
    """Return the page of several territories side by side.

    Parameters
    ----------
    kinds : what each of them is, short: two may bear the same name
    """
    names = _names(places, kinds)
    title = f"{', '.join(names[:-1])} et {names[-1]}"
    parts = [
        html.Header([html.H1(title), html.P(_kinds(places), className="territory-line")]),
        *[notice(problem, "warning") for problem in shown.problems],
        *([notice(SIMULATED, "warning")] if shown.portrait.simulated else []),
        *[_theme(theme, simulated(theme, shown.portrait), places, kinds, rows) for theme in THEMES],
        html.P(
            dcc.Link(f"Le portrait {of_place(names[0])}", href=address(shown.portrait)),
            className="screen-only",
        ),
    ]
    return html.Div(
        [tools(shown), html.Div(parts, id=BODY)],
        className="territory territory-compare",
        **attributes(data_title=f"{title} – Territoires – Atlas Formation"),
    )


def _names(places: Sequence[Territory], kinds: Sequence[str]) -> list[str]:
    """Names, with their kinds when two of them are alike."""
    alike = len({place.name for place in places}) < len(places)
    pairs = zip(places, kinds, strict=True)
    return [f"{place.name} ({kind})" if alike else place.name for place, kind in pairs]


def _kinds(places: Sequence[Territory]) -> str:
    kinds = list(dict.fromkeys(level_name(place.level) for place in places))
    if len(kinds) == 1:
        return f"Même échelle : {_low(kinds[0])}"
    return f"Échelles différentes : {', '.join(map(_low, kinds))}"


def _low(kind: str) -> str:
    return kind[0].lower() + kind[1:]


def _theme(
    theme: str,
    said: list[Component],
    places: Sequence[Territory],
    kinds: Sequence[str],
    rows: Sequence[Row],
) -> Component:
    shown = [row for row in rows if row.theme == theme]
    title = THEMES[theme]
    if not shown:
        body: Component = html.P(f"{NOT_HERE}.", className="figure-none")
    else:
        heads: list[ComponentType] = [
            [place.name, html.Span(kind, className="line source")]
            for place, kind in zip(places, kinds, strict=True)
        ]
        headers = ["Indicateur", *heads, "Source"]
        body = table(title, headers, [_cells(row, places) for row in shown])
    return html.Section(
        [html.H2(title, id=f"theme-{theme}"), *said, body],
        className="band",
    )


def _cells(row: Row, places: Sequence[Territory]) -> list[ComponentType]:
    known = next(figure for figure in row.figures if figure is not None and figure.known)
    pairs = zip(row.figures, places, strict=True)
    cells = [_cell(figure, place, known.period) for figure, place in pairs]
    return [row.label, *cells, figure_details(known)]


def _cell(figure: Figure | None, place: Territory, period: str) -> ComponentType:
    """A value, with its place and its year where they are not those of the column and the row."""
    if figure is None:
        return html.Span(NOT_HERE, className="figure-none")
    about = [] if figure.place in ("", place.name) else [
        html.Span(place_words(figure), className="line source")
    ]  # fmt: skip
    if figure.known and figure.period != period:
        about.append(html.Span(figure.period, className="line source"))
    other = [
        html.Span(other_words(one), className="line source")
        for one in figure.others
    ]  # fmt: skip
    if figure.value is not None and (bounds := bounds_words(figure)):
        about.insert(0, html.Span(f"{bounds} avec les secrets", className="line source"))
    return html.Span([html.Strong(value_words(figure)), *about, *other])
