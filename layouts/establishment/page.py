"""The page of an establishment: where it is, whom to call, and every course it teaches."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from geodata.finding.establishment import Establishment, Place, Taught
from geodata.places.articles import at_place
from geodata.vocabulary import LEVELS, MODALITIES, MODES
from layouts.course.contact import contact_rows, said, stated, unsaid
from layouts.course.place import (
    Visit,
    section,
    site_map,
    site_rows,
    times_from,
    travel_time,
    where,
)
from layouts.kit.attributes import attributes
from layouts.kit.format import count, day
from layouts.kit.parts import copy_link, definition, notice, old_notice, voie_label


def establishment_page(establishment: Establishment, visit: Visit, simulated: bool) -> Component:
    """Return the page of an establishment."""
    several = len(establishment.places) > 1
    return html.Div(
        [
            html.Div(
                [
                    dcc.Link("← Retour aux résultats", href=visit.back, className="back-link"),
                    copy_link(),
                ],
                className="course-tools",
            ),
            _title(establishment, simulated),
            *[notice(problem, "warning") for problem in visit.problems],
            *(
                [_place_among(place, visit, establishment.name) for place in establishment.places]
                if several
                else _only_place(establishment.places[0], visit)
            ),
            _source(establishment),
        ],
        className="course",
        **attributes(data_title=establishment_title(establishment)),
    )


def establishment_title(establishment: Establishment) -> str:
    """Return the title of the page of an establishment."""
    only = establishment.places[0].site.commune if len(establishment.places) == 1 else ""
    place = f" {at_place(only)}" if only else ""
    return f"{establishment.name}{place} – Atlas Formation"


def establishment_not_found(back: str) -> Component:
    """Return the page of an establishment where the atlas has no course."""
    return html.Div(
        [
            html.H1("Établissement introuvable"),
            html.P("Aucune formation des sources chargées n'a lieu dans cet établissement."),
            html.P(dcc.Link("Trouver une formation", href=back)),
        ],
        className="prose",
        **attributes(data_title="Établissement introuvable – Atlas Formation", data_status="404"),
    )


def _title(establishment: Establishment, simulated: bool) -> Component:
    parts: list[Component] = [html.H1(establishment.name)]
    if len(establishment.places) == 1:
        site = establishment.places[0].site
        parts.append(html.P(where(site).removeprefix(f"{site.name}, "), className="course-where"))
    else:
        lieux = count(len(establishment.places), "lieu", "lieux")
        parts.append(html.P(f"{lieux} de formation", className="course-where"))
    known = f"{count(establishment.total, 'formation')} dans les sources chargées"
    code = f"UAI {establishment.uai}" if establishment.uai else ""
    words = [html.Span(known), *([html.Span(code, className="code")] if code else [])]
    parts.append(html.P(words, className="course-labels"))
    if establishment.old:
        parts.append(old_notice(establishment.total_old, establishment.total, establishment.old))
    if simulated:
        parts.append(
            notice("Formations simulées : elles servent à la démonstration et n'existent pas. "
                   "L'établissement est réel.", "warning")
        )  # fmt: skip
    return html.Header(parts, className="course-title")


def _only_place(place: Place, visit: Visit) -> list[Component]:
    missing: list[str] = []
    contact = stated("Adresse et contact", contact_rows(place.about), missing, kind="contact")
    courses = section("Formations", *_levels(place.courses, visit.search))
    there = section(
        "Lieu et trajet",
        definition(site_rows(place.site)),
        times_from(visit, place.minutes, place.site.precision == "commune"),
        *site_map(place.site, place.courses[0].voie, visit.map),
    )
    columns = [
        html.Div([courses, *unsaid(missing)], className="course-facts"),
        html.Div(there, className="course-place"),
    ]
    return [*contact, html.Div(columns, className="course-body")]


def _place_among(place: Place, visit: Visit, name: str) -> Component:
    """Return one of several places; `name` is the establishment's, which is not said again."""
    contact = said(contact_rows(place.about))
    return section(
        where(place.site).removeprefix(f"{name}, "),
        *([definition(contact)] if contact else []),
        *_travel(place.minutes, visit.place),
        *_levels(place.courses, visit.search),
    )


def _travel(minutes: Mapping[str, int], start: str) -> list[Component]:
    if not minutes:
        return []
    times = [
        html.Span(f"{MODES[mode].lower()} {travel_time(n, mode)}") for mode, n in minutes.items()
    ]
    return [html.P([html.Span(f"Depuis {start} :"), *times], className="course-labels")]


def _levels(courses: Sequence[Taught], search: str) -> list[Component]:
    """Return the courses under the name of their level."""
    parts: list[Component] = []
    for level, group in groupby(courses, key=lambda course: course.level):
        name = LEVELS[level] if level is not None else "Niveau non précisé par la source"
        parts += [
            html.H3(name),
            html.Ul([_course(course, search) for course in group], className="others"),
        ]
    return parts


def _course(course: Taught, search: str) -> Component:
    words = [voie_label(course.voie)]
    if course.modality != "presentiel":
        words.append(html.Span(MODALITIES[course.modality]))
    if course.start:
        words.append(html.Span(f"Début : {day(course.start)}"))
    link = dcc.Link(course.title, href=f"/formation/{course.offer}{search}")
    return html.Li([link, html.Span(words, className="course-labels")])


def _source(establishment: Establishment) -> Component:
    return section(
        "D'où vient cette page",
        html.P(f"Sources : {', '.join(establishment.sources)}."),
        html.P(
            "Une formation que ces sources ne disent pas peut y être donnée : demandez à "
            "l'établissement."
        ),
        html.P(dcc.Link("Toutes les sources et la méthode", href="/donnees#sources")),
    )
