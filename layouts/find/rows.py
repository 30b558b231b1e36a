"""The first rows of the list, as the server writes them; `assets/find/page.js` draws them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.search.interpretation import quoted
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import VOIES
from layouts.kit.attributes import attributes
from layouts.kit.format import NO_BREAK_SPACE, duration, number, short_day
from layouts.kit.parts import voie_mark


@dataclass(frozen=True)
class Row:
    """A course of the list; `minutes` is 255 where no time is known.

    `year` is that of its data, -1 where it is unknown."""

    href: str
    title: str
    place: str
    voie: str
    level: int | None
    start: date | None
    minutes: int
    distance: bool
    wishes: tuple[str, ...] = ()
    year: int = -1


def rows(shown: Sequence[Row], more: int) -> Component:
    """Return the rows, and how many courses come after them."""
    parts: list[Component] = [
        html.Div(_row(one), className="row", role="listitem") for one in shown
    ]
    return html.Div(
        [
            html.Div(parts, className="list-inner", role="list"),
            *([html.P(_more(more), className="source first-more")] if more > 0 else []),
        ]
    )


def _row(one: Row) -> list[Component]:
    facts: list[ComponentSingleType] = [voie_mark(one.voie), VOIES.get(one.voie, "")]
    if one.wishes:  # before what a narrow list may cut
        facts.append(f" · Pour {' et '.join(map(quoted, one.wishes))}")
    if one.level:
        facts.append(f" · Niveau{NO_BREAK_SPACE}{one.level}")
    if one.start:
        facts.append(f" · Session{NO_BREAK_SPACE}: {short_day(one.start)}")
    elif one.year > 0:  # a date of session says how old the data are; without one, their year
        facts.append(f" · Données{NO_BREAK_SPACE}{one.year}")
    return [
        dcc.Link(one.title, href=one.href, className="row-title"),
        html.Span(_time(one), className="row-time"),
        html.Span(one.place, className="row-place"),
        html.Span(facts, className="row-facts"),
    ]


def _time(one: Row) -> str:
    if one.distance:
        return "à distance"
    if one.minutes >= OUT_OF_REACH:
        return ""
    if one.minutes < 5:
        return f"<{NO_BREAK_SPACE}5{NO_BREAK_SPACE}min"
    return f"≈{NO_BREAK_SPACE}{duration(one.minutes)}"


def _more(n: int) -> Component:
    words = "une autre formation" if n == 1 else f"{number(n)} autres formations"
    return html.Span(f"Et {words}.", **attributes(data_more=n))
