"""A figure on screen and on paper: its value, what it is compared with, and where it comes from."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.figure import Figure
from geodata.tables.observation import STATUSES
from layouts.kit.format import number
from layouts.kit.parts import definition
from layouts.kit.tables import table
from layouts.territory.charts import trend
from layouts.territory.words import (
    amount,
    beside_words,
    bounds_words,
    place_words,
    sure_words,
    value_parts,
    value_words,
)


class Notes:
    """The sources of a printed portrait, numbered in the order in which they are first met."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._first: dict[str, int] = {}

    def mark(self, figure: Figure) -> int:
        """Return the number of a figure's source; several together are named once, then by it."""
        first = self._first.get(figure.source)
        own = self._line(figure, figure.source)
        if first is not None and own not in self.lines:
            own = self._line(figure, f"Mêmes sources que la note {first}")
        number = self.lines.setdefault(own, len(self.lines) + 1)
        if " ; " in figure.source:
            self._first.setdefault(figure.source, number)
        return number

    @property
    def numbered(self) -> list[str]:
        """The lines in the order of their numbers, each beginning with its own."""
        return [f"{number}. {line}." for line, number in self.lines.items()]

    @staticmethod
    def _line(figure: Figure, source: str) -> str:
        calculation = f"calcul : {figure.formula}" if figure.formula else ""
        parts = (source, figure.period, figure.perimeter, figure.reference, calculation)
        return " · ".join(part for part in parts if part)


def figure_card(figure: Figure, notes: Notes, own_place: str) -> Component:
    """Return a key figure.

    Parameters
    ----------
    own_place : name of the portrait's territory, that only figures about elsewhere repeat
    """
    label = f"{figure.label} : {figure.category}" if figure.category else figure.label
    text, unit = value_parts(figure)
    value: list[Component | str] = [
        text,
        *([html.Span(f" {unit}", className="figure-unit")] if unit else []),
    ]
    if figure.known:
        value.append(html.Sup(str(notes.mark(figure)), className="paper-only"))
    elsewhere = figure.place and figure.place != own_place
    return html.Div(
        [
            html.H4(label, className="figure-label"),
            html.P(value, className="figure-value" if figure.known else "figure-none"),
            *_bounds(figure),
            *_when(figure),
            *([html.P(place_words(figure), className="figure-place")] if elsewhere else []),
            *_terms(figure),
            *_beside(figure, notes),
            *_evolution(figure),
            *_others(figure, notes),
            figure_details(figure),
        ],
        className="portrait-figure",
        id=figure.key,
    )


def figure_details(figure: Figure) -> Component:
    """Return all that one must know to quote a figure, one click away."""
    return html.Details(
        [html.Summary("Source et calcul"), definition(facts(figure))], className="figure-details"
    )


def facts(figure: Figure) -> list[tuple[str, ComponentType]]:
    """Return what is known of a figure, pairs of a name and words."""
    status = STATUSES.get(figure.status, "") if figure.status else ""
    rows: list[tuple[str, ComponentType]] = [
        ("Source", figure.source or figure.missing or "Non précisée"),
        ("Année", figure.period or "Non précisée par la source"),
        ("Périmètre", figure.perimeter or "Non précisé par la source"),
        ("Échelle", place_words(figure) or "Territoire"),
        *((name, number(value)) for name, value in figure.parts),
        ("Bornes", bounds_words(figure)),
        ("Calcul", figure.formula),
        ("État", status),
        ("Référence", figure.reference),
        ("À savoir", figure.note),
        *(("Comparé à", f"{beside_words(one)}, {_where(one)}") for one in figure.beside),
        *(("Avant", f"{one.period} : {sure_words(one)}") for one in figure.before),
        *(("Autre valeur", f"{value_words(one)}, {_where(one)}") for one in figure.others),
    ]
    return [(name, words) for name, words in rows if words]


def figures_table(caption: str, figures: Sequence[Figure]) -> Component:
    """Return figures as a table: value, year, place, source, and what contradicts them."""
    headers = ["Indicateur", "Valeur", "À comparer", "Année", "Source et périmètre"]
    return table(caption, headers, [_table_row(figure) for figure in figures])


def missing_list(figures: Sequence[Figure]) -> Component:
    """Return what nothing gives at this scale, each with the source that would."""
    rows = [
        html.Li(
            [
                html.Strong(figure.label),
                f" : il manque « {figure.missing} ».",
                *([html.Span(f" Calcul : {figure.formula}.")] if figure.formula else []),
                *([html.Span(f" Pourquoi : {figure.note}.")] if figure.note else []),
            ]
        )
        for figure in figures
    ]  # fmt: skip
    return html.Ul(rows, className="missing-list")


def _table_row(figure: Figure) -> list[ComponentType]:
    label = f"{figure.label} : {figure.category}" if figure.category else figure.label
    others = [
        html.Span(f"Autre valeur publiée : {value_words(one)}, {_where(one)}", className="other")
        for one in figure.others
    ]
    compared = [html.Span(beside_words(one), className="line") for one in figure.beside]
    compared += [
        html.Span(f"{one.period} : {value_words(one)}", className="line") for one in figure.before
    ]
    terms = [f"{name} : {number(value)}" for name, value in figure.parts]
    origin = [figure.source, figure.perimeter, figure.reference, *terms, figure.formula]
    origin.append(figure.note)
    return [
        html.Span(label, id=figure.key if figure.formula or figure.parts else None)
        if figure.formula or figure.parts
        else label,
        html.Span([sure_words(figure), *others]),
        html.Span(compared) if compared else "—",
        figure.period or "Non précisée",
        html.Span(" · ".join(part for part in origin if part), className="source"),
    ]


def _bounds(figure: Figure) -> list[Component]:
    """What a share with secrets rests on, and what it is between."""
    if figure.value is None or not bounds_words(figure):
        return []
    words = f"de ceux dont la réponse est publiée ; {bounds_words(figure)} de tous"
    return [html.P(words, className="figure-place")]


def _when(figure: Figure) -> list[Component]:
    """The year beside the value, but on paper, where the numbered source says it."""
    if not figure.known or not figure.period:
        return []
    return [html.P(figure.period, className="figure-when screen-only")]


def _terms(figure: Figure) -> list[Component]:
    """Both terms of a rate, on paper, where there is nothing to unfold."""
    if len(figure.parts) < 2 or not figure.known:
        return []
    (_, part), (_, whole) = figure.parts[:2]
    words = f"{number(part)} sur {number(whole)}"
    if figure.unit != "%" or figure.key.startswith(("emploi", "poursuite")):
        words = " ; ".join(f"{name.lower()} : {number(value)}" for name, value in figure.parts)
    return [html.P(words, className="figure-place paper-only")]


def _beside(figure: Figure, notes: Notes) -> list[Component]:
    rows = [
        html.Li(
            [
                beside_words(one),
                *([f" ({one.period})"] if one.period != figure.period and one.period else []),
                html.Sup(str(notes.mark(one)), className="paper-only"),
            ]
        )
        for one in figure.beside
        if one.known
    ]
    return [html.Ul(rows, className="figure-beside")] if rows else []


def _evolution(figure: Figure) -> list[Component]:
    known = [one for one in figure.before if one.value is not None]
    if not known or figure.value is None:
        return []
    first = known[0]
    words = f"{amount(first.value or 0, first.unit, first.decimals)} ({first.period})"
    line = trend(figure)
    return [html.P([*([line] if line else []), f"Avant : {words}"], className="figure-trend")]


def _others(figure: Figure, notes: Notes) -> list[Component]:
    return [
        html.P(
            [
                f"Autre valeur publiée : {value_words(one)} ({_short(one)})",
                html.Sup(str(notes.mark(one)), className="paper-only"),
            ],
            className="figure-other",
        )
        for one in figure.others
        if one.known
    ]


def _where(figure: Figure) -> str:
    return " · ".join(
        part for part in (figure.period, figure.source, figure.perimeter, figure.reference) if part
    )


def _short(figure: Figure) -> str:
    source = figure.source.split(" (")[0]
    return " · ".join(part for part in (figure.period, source, figure.perimeter) if part)
