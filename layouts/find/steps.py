"""What leads from a search to others: its wishes, the diplomas of a métier, the honest ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.search.interpretation import quoted
from geodata.vocabulary import LEVELS
from layouts.find.answer import reach_button
from layouts.kit.attributes import attributes
from layouts.kit.format import count, duration
from layouts.kit.parts import notice
from layouts.skills.page import link_to

_NUMBERS = ("", "Un", "Deux", "Trois", "Quatre")
_TITLES = 4  # of a level

_STEPS = {
    "voie": "{what}",
    "level": "{what}",
    "distance": "À distance",
    "boarding": "Avec internat, plus loin",
    "later": "Une session plus tard",
    "metier": "Métier voisin, {what}",
}


@dataclass(frozen=True)
class Wish:
    """One of the wishes of a text, its courses within reach, the nearest of the others."""

    text: str
    href: str
    count: int
    nearest: Sequence[tuple[str, str, int]] = ()
    """Address, place and minutes of the nearest, when none within reach is named so."""


@dataclass(frozen=True)
class StepLink:
    """Another search: what it is (a key of `geodata.finding.ladder`), what it finds."""

    kind: str
    what: str
    href: str
    count: int
    minutes: int | None = None


@dataclass(frozen=True)
class Diploma:
    """A title that leads to a métier."""

    title: str
    level: int
    href: str
    near: int
    everywhere: int


def wished(wishes: Sequence[Wish]) -> Component:
    """Return how many courses answer each wish, and where the nearest is when none does."""
    items = [html.Li(_wish(wish)) for wish in wishes]
    head = f"{_NUMBERS[len(wishes)]} souhaits, chaque formation dit auquel elle répond :"
    return notice([html.Span(head), html.Ul(items, className="plain-list")])


def _wish(wish: Wish) -> list[ComponentSingleType]:
    name = _search(quoted(wish.text), wish.href)
    if not wish.nearest:
        found = count(wish.count, "formation") if wish.count else "aucune formation connue"
        return [name, f" : {found}"]
    href, place, minutes = wish.nearest[0]
    where = dcc.Link(place or "voir", href=href)
    time = duration(minutes)
    told = f" : la plus proche à {time}, "
    if wish.count:
        like = count(wish.count, "formation voisine", "formations voisines")
        told = f" : {like}, la plus proche de ce nom à {time}, "
    return [name, told, where, " ", *reach_button(minutes)]


def step_links(steps: Sequence[StepLink]) -> list[Component]:
    """Return the steps of the ladder, each with what it finds."""
    if not steps:
        return []
    links = [_search(_step(step), step.href, "button-quiet") for step in steps]
    return [html.P("Ou bien :"), html.Div(links, className="steps")]


def _step(step: StepLink) -> str:
    name = _STEPS[step.kind].format(what=step.what)
    nearest = f", la plus proche à {duration(step.minutes)}" if step.minutes is not None else ""
    return f"{name} : {count(step.count, 'formation')}{nearest}"


def same_by(steps: Sequence[StepLink]) -> Component:
    """Return the same search by the voies that it did not ask for."""
    return notice([html.Span("Le même souhait par une autre voie :"), *step_links(steps)[1:]])


def diplomas_of(metier: str, diplomas: Sequence[Diploma], skilled: str = "") -> Component:
    """Return the diplomas that lead to a métier, level by level, folded.

    `skilled` is its ROME code where its skills are known.
    """
    levels = []
    for level, group in groupby(diplomas, key=lambda one: one.level):
        shown = list(group)
        links: list[ComponentSingleType] = []
        for one in shown[:_TITLES]:
            links += [" · " if links else "", _diploma(one)]
        rest = len(shown) - _TITLES
        links.append(f" · et {count(rest, 'autre')}" if rest > 0 else "")
        levels.append(html.Li([html.Strong(LEVELS[level]), " : ", *links]))
    return html.Details(
        [
            html.Summary(f"Du métier aux diplômes : {quoted(metier)}"),
            html.Ul(levels, className="plain-list"),
            *([html.P(["Du métier à ", link_to(skilled), "."])] if skilled else []),
        ],
        className="notice notice-info",
    )


def _search(words: str, href: str, css: str | None = None) -> Component:
    """Return a link to another search of the page, which is not loaded again."""
    return html.A(words, href=href, className=css, **attributes(data_app="oui"))


def _diploma(one: Diploma) -> Component:
    reach = f"{one.near} ici" if one.near else f"aucune ici, {one.everywhere} en tout"
    return html.Span([_search(one.title, one.href), f" ({reach})"])
