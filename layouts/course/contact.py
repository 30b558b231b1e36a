"""Whom to call: address, telephone, site and boarding of a course's establishment, on its sheet."""

from collections.abc import Callable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component, ComponentSingleType, ComponentType

from geodata.courses.establishments import Fact
from geodata.finding.course import Course
from geodata.finding.sources import CourseSource, web_address
from layouts.course.place import section
from layouts.kit.parts import definition

Rows = Sequence[tuple[str, ComponentType]]


def contact_section(course: Course, missing: list[str]) -> list[Component]:
    """Return the section, with the course's official page; nothing when nothing is known."""
    official = leave(course.url, "Voir la page de la formation") if course.url else ""
    rows = [*contact_rows(course.about), ("Page officielle", official)]
    return stated("Adresse et contact", rows, missing, kind="contact")


def contact_rows(about: Mapping[str, tuple[Fact, ...]]) -> Rows:
    """Return what sources say of an establishment, a row a fact.

    Its facts are those of `geodata.courses.establishments`.
    """
    state = about.get("state", ())
    closing = _said(state) if state and state[0].value != "ouvert" else []
    return [
        *([("Établissement", closing)] if closing else []),
        ("Adresse", _said(about.get("address", ()))),
        ("Téléphone", _said(about.get("telephone", ()), _call)),
        ("Site", _said(about.get("website", ()), _site)),
        ("Fiche de l'établissement", _said(about.get("page", ()), _page)[:1]),
        ("Hébergement", _said(about.get("boarding", ()))),
        ("Portes ouvertes", _said(about.get("open_days", ()), _days)),
    ]


def stated(title: str, rows: Rows, missing: list[str], *, kind: str = "") -> list[Component]:
    """Return a section with the rows that say something; the names of the others go to `missing`.

    Nothing is drawn of a section that says nothing.
    """
    known = said(rows)
    missing += [row[0] for row in rows if row not in known]
    return [section(title, definition(known), kind=kind)] if known else []


def said(rows: Rows) -> Rows:
    """Return the rows that say something."""
    return [row for row in rows if row[1] not in ("", None, [])]


def unsaid(missing: Sequence[str]) -> list[Component]:
    """Return the sentence that names what no source says of a course."""
    if not missing:
        return []
    names = ", ".join(name[:1].lower() + name[1:] for name in missing)
    return [
        html.P(f"Non renseigné dans les sources chargées : {names}.", className="missing unsaid")
    ]


def leave(url: str, label: str) -> Component:
    """Return a link to another site, which says so."""
    link = html.A(label, href=url, rel="noopener noreferrer")
    return html.Span([link, html.Span(" (autre site)", className="leaves")])


def sourced(value: ComponentSingleType, source: str, vintage: str) -> Component:
    """Return a fact, and where it comes from in small letters."""
    told = ", ".join(filter(None, (source, vintage)))
    return html.Div([value, html.Span(told, className="fact-source")], className="fact")


def from_source(
    course: Course, column: str, value: str, year: Callable[[str], str]
) -> ComponentType:
    """Return a fact of the course with the source that gave it."""
    if not value:
        return ""
    of: CourseSource = next((one for one in course.sources if column in one.gave), course.source)
    return sourced(value, of.name, year(of.vintage))


def _said(
    facts: Sequence[Fact], draw: Callable[[str], ComponentSingleType] = lambda value: value
) -> list[Component]:
    return [sourced(draw(fact.value), fact.source, fact.vintage) for fact in facts]


def _call(number: str) -> Component:
    return html.A(number, href=f"tel:+33{number.replace(' ', '')[1:]}")


def _days(text: str) -> ComponentSingleType:
    return html.Div([html.Div(day.strip()) for day in text.split("|")])


def _site(url: str) -> ComponentSingleType:
    shown = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return leave(url, shown) if web_address(url) else url


def _page(url: str) -> ComponentSingleType:
    return leave(url, "Fiche Onisep") if web_address(url) else url
