"""What helps around a course and who guides near the person, on its sheet and on paper."""

from itertools import groupby
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.guidance.beside import Beside, Helper
from geodata.guides import KINDS
from geodata.places.articles import of_place
from layouts.course.place import section, travel_time
from layouts.find.answer import MODE_WORDS
from layouts.guidance.page import PATH
from layouts.guidance.words import absent_paragraph, absent_words, plural_of
from layouts.kit.format import NO_BREAK_SPACE, number

MOST_ON_PAPER = 4
"""Guides of a printed sheet: the page holds in A4."""


def helps_section(beside: Beside) -> Component:
    """Return what helps to come and to stay around the place of a course."""
    rows = [
        html.Div([html.Dt(plural_of(kind)), html.Dd([_help(one) for one in helpers])])
        for kind, helpers in groupby(beside.helps, key=lambda one: one.kind)
    ]
    silent = [one for one in beside.of_helps if one.places and one.kind not in _kinds(beside)]
    none = ", ".join(
        f"{KINDS[one.kind].none} à moins de {_kilometres(1000 * KINDS[one.kind].around)}"
        for one in silent
    )
    return section(
        "Venir et rester : autour de ce lieu",
        *([html.Dl(rows, className="facts")] if rows else []),
        *([html.P(f"Connu des sources : {none}.", className="missing")] if none else []),
        *absent_words(beside.of_helps),
        html.P("Distances à vol d'oiseau.", className="source"),
        kind="helps",
    )


def guides_section(beside: Beside, lieu: str) -> Component:
    """Return who guides near the person; `lieu` is the code of their commune, "" without it."""
    rows = [html.Li(_guide(one)) for one in beside.guides]
    more = f"{PATH}?{urlencode({'lieu': lieu})}" if lieu else PATH
    near = f" près {of_place(beside.start)}" if beside.start else ""
    return section(
        f"Qui peut m'aider{near} ?",
        *([html.Ul(rows, className="others")] if rows else []),
        *absent_words(beside.of_guides),
        html.P(dcc.Link("Toutes les adresses, par public", href=more), className="screen-only"),
        kind="guides",
    )


def printed_guides(beside: Beside | None) -> Component | None:
    """Return who guides near the person, on paper; None where the sheet has nothing to say."""
    if beside is None or not beside.guides:
        return None
    by = f" ({MODE_WORDS[beside.mode]})" if beside.mode else ""
    rows = [html.Li(_told(one)) for one in beside.guides[:MOST_ON_PAPER]]
    title = html.H2(f"Qui peut m'aider près {of_place(beside.start)}{by}")
    return html.Section([title, html.Ul(rows)], className="helpers")


def printed_helps(beside: Beside | None) -> Component | None:
    """Return what helps around the course, on paper: the nearest of each kind."""
    if beside is None or not beside.known:
        return None
    first = {one.kind: one for one in reversed(beside.helps)}
    order = dict.fromkeys(one.kind for one in beside.helps)
    parts = [f"{first[kind].name} ({_away(first[kind])})" for kind in order]
    told = [html.P(" ; ".join(parts) + ".")] if parts else []
    if not parts and all(one.silent for one in beside.of_helps):
        return None
    return html.Section(
        [html.H2("Venir et rester"), *told, *absent_paragraph(beside.of_helps)], className="helpers"
    )


def _kinds(beside: Beside) -> set[str]:
    return {one.kind for one in beside.helps}


def _help(one: Helper) -> Component:
    parts: list[ComponentSingleType] = [f"{one.name}, {_away(one)}"]
    if one.note:
        parts.append(html.Small(f" {one.note}"))
    return html.Div([*parts, html.Span(one.source, className="fact-source")], className="fact")


def _guide(one: Helper) -> list[ComponentSingleType]:
    time = f" · {travel_time(one.minutes)}" if one.minutes is not None else ""
    first: list[ComponentSingleType] = [html.Strong(one.name), time]
    where = ", ".join(filter(None, (one.address, one.commune)))
    lines = [where, one.telephone, f"Ouvert : {one.hours}" if one.hours else "", one.note]
    told: list[ComponentSingleType] = [html.Div(line) for line in lines if line]
    kind = html.Div(f"{KINDS[one.kind].does}", className="course-labels")
    return [html.Div(first), kind, *told, html.Span(one.source, className="fact-source")]


def _told(one: Helper) -> list[ComponentSingleType]:
    time = f" : {travel_time(one.minutes)}" if one.minutes is not None else ""
    where = ", ".join(filter(None, (one.address, one.commune, one.telephone)))
    return [
        html.Strong(one.name),
        f"{time}. {where}",
        html.Span(f" ({one.source})", className="small"),
    ]


def _away(one: Helper) -> str:
    return _kilometres(one.metres or 0.0)


def _kilometres(metres: float) -> str:
    if metres < 950:
        return f"{number(round(metres, -2) or 100)}{NO_BREAK_SPACE}m"
    km = metres / 1000
    return f"{number(km, 0 if km >= 3 or km == int(km) else 1)}{NO_BREAK_SPACE}km"
