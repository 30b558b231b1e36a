"""The sheet of one course: everything known of it, its place and the time to get there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from geodata.course import Course, CourseSite, OtherCourse
from geodata.domains import DOMAINS
from geodata.travel import OUT_OF_REACH
from geodata.vocabulary import LEVELS, MODALITIES, MODES, PUBLICS
from layouts.format import count, day, duration
from layouts.maps import region_map
from layouts.parts import definition, notice, voie_label

MISSING = "Non précisé par la source"

PRINT = "course-print"


@dataclass(frozen=True)
class Visit:
    """What goes with a course on its sheet: where the person comes from, and links.

    Attributes
    ----------
    back, search : str
        Address of the results, and what follows an address so that the search is not lost.
    place : str
        Name of the commune that the times start from, "" without one.
    today : date
    map : mapping
        Arguments of the map (`bounds`, `resources`, `origin`); empty when there is no map.
    all_others : str
        Address of the search that lists every course of this title.
    problems : sequence of str
        What could not be understood of the address.
    """

    back: str
    search: str
    place: str
    today: date
    map: Mapping[str, object]
    all_others: str
    problems: Sequence[str] = ()


def course_page(course: Course, visit: Visit) -> Component:
    """Return the page of a course."""
    place = f" à {course.site.commune}" if course.site and course.site.commune else ""
    return html.Div(
        [
            html.Div(
                [
                    dcc.Link("← Retour aux résultats", href=visit.back, className="back-link"),
                    html.Button("Imprimer la fiche", id=PRINT, type="button",
                                className="button-quiet"),
                ],
                className="course-tools",
            ),
            _title(course),
            *[notice(problem, "warning") for problem in visit.problems],
            html.Div(
                [
                    html.Div([_session(course, visit.today), _access(course), _diploma(course),
                              _jobs(course)], className="course-facts"),
                    html.Div([_place(course, visit)], className="course-place"),
                ],
                className="course-body",
            ),
            *_others(course, visit),
            _source(course),
        ],
        className="course",
        **{"data-title": f"{course.title}{place} – Atlas Formation"},
    )  # fmt: skip


def course_not_found(back: str) -> Component:
    """Return the page of a course that the atlas does not have."""
    return html.Div(
        [
            html.H1("Formation introuvable"),
            html.P("Cette formation n'est pas (ou plus) dans l'atlas."),
            html.P(
                "L'adresse est peut-être incomplète, ou la source ne propose plus cette "
                "formation depuis la dernière mise à jour."
            ),
            html.P(dcc.Link("Trouver une formation", href=back)),
        ],
        className="prose",
        **{"data-title": "Formation introuvable – Atlas Formation"},
    )


def session_dates(start: date | None, end: date | None) -> str:
    """Write the dates of a session: Du 7 septembre 2026 au 30 juin 2027."""
    if start and end:
        return f"Du {day(start)} au {day(end)}"
    if start:
        return f"À partir du {day(start)}"
    return f"Jusqu'au {day(end)}" if end else MISSING


def travel_time(minutes: int) -> str:
    """Write an estimated time; the longest that is kept is a little over four hours."""
    return "Plus de 4 h" if minutes >= OUT_OF_REACH else f"≈ {duration(minutes)}"


def _title(course: Course) -> Component:
    words = [html.Span(voie_label(course.voie))]
    if course.level is not None:
        words.append(html.Span(LEVELS[course.level]))
    words.append(html.Span(MODALITIES[course.modality]))
    parts: list[Component] = [html.H1(course.title)]
    if who := " · ".join(_distinct(course.provider, _where(course.site))):
        parts.append(html.P(who, className="course-where"))
    parts.append(html.P(words, className="course-labels"))
    if course.source.simulated:
        parts.append(
            notice(
                "Formation simulée : elle sert à la démonstration et n'existe pas. Le territoire "
                "et le diplôme sont réels.",
                "warning",
            )
        )
    return html.Header(parts, className="course-title")


def _where(site: CourseSite | None) -> str:
    if site is None:
        return ""
    commune = f"{site.commune} ({site.departement})" if site.departement else site.commune
    return ", ".join(_distinct(site.name, commune))


def _distinct(*texts: str) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _section(title: str, *content: object) -> Component:
    return html.Section([html.H2(title), *content])


def _session(course: Course, today: date) -> Component:
    dates = session_dates(course.start, course.end)
    if course.end and course.end < today:
        dates += " (session terminée)"
    elif course.start and course.start < today:
        dates += " (session déjà commencée)"
    return _section(
        "Session",
        definition(
            [
                ("Dates", dates),
                ("Places", _people(course.capacity, "place")),
                ("Inscrits", _people(course.enrolled, "personne")),
                ("Modalité", MODALITIES[course.modality]),
                ("Organisme", course.provider or MISSING),
            ]
        ),
        *([_leave(course.url, "Voir la page de la formation")] if course.url else []),
    )


def _people(n: int | None, word: str) -> str:
    return MISSING if n is None else count(n, word)


def _access(course: Course) -> Component:
    entry = MISSING if course.entry_level is None else LEVELS[course.entry_level]
    funded = {None: MISSING, True: "Oui", False: "Non"}[course.conventionnee]
    publics = [PUBLICS[public] for public in course.publics]
    return _section(
        "Conditions d'accès et financement",
        definition(
            [
                ("Niveau demandé à l'entrée", entry),
                ("Publics", ", ".join(publics) or MISSING),
                ("Conventionnée (financée)", funded),
                ("Financeur", course.funder or MISSING),
            ]
        ),
    )


def _diploma(course: Course) -> Component:
    level = MISSING if course.level is None else LEVELS[course.level]
    rev3 = course.rev3 or "Non repérée"
    rows: list[tuple[str, object]] = [
        ("Certification", course.certification or MISSING),
        ("Niveau de sortie", level),
        ("Voie", voie_label(course.voie)),
        ("Domaine", DOMAINS.get(course.domain, MISSING)),
        ("Transition écologique (rev3)", rev3),
        ("Code RNCP", course.rncp.removeprefix("RNCP") or MISSING),
        ("Code NSF", course.nsf or MISSING),
    ]
    if course.formacodes:
        rows.append(("Formacodes", ", ".join(course.formacodes)))
    return _section("Diplôme et domaine", definition(rows))


def _jobs(course: Course) -> Component:
    if not course.romes:
        return _section("Métiers visés", html.P(f"{MISSING}.", className="missing"))
    rows = [
        html.Li([label or "Métier", html.Span(f"ROME {code}", className="code")])
        for code, label in course.romes
    ]
    return _section("Métiers visés", html.Ul(rows, className="jobs"))


def _place(course: Course, visit: Visit) -> Component:
    if course.modality == "distance":
        return _section(
            "Lieu et trajet",
            html.P("Cette formation se suit entièrement à distance : il n'y a pas de trajet à "
                   "faire, et elle n'est donc pas sur la carte."),
        )  # fmt: skip
    if course.site is None:
        return _section("Lieu et trajet", html.P("Le lieu n'est pas précisé par la source."))
    site = course.site
    if site.precision == "commune":
        precision = "Au centre de la commune : l'adresse n'est pas connue"
    else:
        precision = "À l'adresse du lieu de formation"
    commune = f"{site.commune} ({site.departement})" if site.departement else site.commune
    rows: list[tuple[str, object]] = [
        ("Lieu de formation", site.name),
        ("Commune", commune or MISSING),
        ("Position sur la carte", precision),
    ]
    if course.modality == "mixte":
        rows.append(("Présence", "Une partie sur place, une partie à distance"))
    return _section("Lieu et trajet", definition(rows), _times(course, visit), *_map(course, visit))


def _times(course: Course, visit: Visit) -> Component:
    if not course.minutes:
        return html.P(
            [
                "Pour connaître le temps de trajet, ",
                dcc.Link("choisissez votre commune dans la recherche", href=visit.back),
                ".",
            ],
            className="times-invite",
        )
    rows = [
        html.Div([html.Dt(MODES[mode]), html.Dd(travel_time(minutes))])
        for mode, minutes in course.minutes.items()
    ]
    return html.Div(
        [
            html.H3(f"Depuis {visit.place}"),
            html.Dl(rows, className="times"),
            html.P(
                [
                    "Estimations, sans les embouteillages : ",
                    dcc.Link("comment elles sont faites", href="/donnees#temps-de-trajet"),
                    ".",
                ],
                className="source",
            ),
        ]
    )


def _map(course: Course, visit: Visit) -> list[Component]:
    if not visit.map or course.site is None:
        return []
    site = course.site
    marker = {"lat": site.lat, "lon": site.lon, "label": site.name, "voie": course.voie}
    frame = region_map("course-map", kind="course", site=marker, **visit.map)  # type: ignore[arg-type]
    return [html.Div(frame, className="course-map")]


def _others(course: Course, visit: Visit) -> list[Component]:
    if not course.others:
        return []
    parts: list[object] = [
        html.Ul([_other(other, visit.search) for other in course.others], className="others")
    ]
    if course.total_others > len(course.others):
        label = f"Voir les {count(course.total_others + 1, 'formation')} de cet intitulé"
        parts.append(html.P(dcc.Link(label, href=visit.all_others)))
    return [_section("Autres sessions ou lieux de cette formation", *parts)]


def _other(other: OtherCourse, search: str) -> Component:
    place = ", ".join(_distinct(other.site, other.commune))
    if other.distance:
        place = "À distance"
    words = [voie_label(other.voie)]
    if other.minutes is not None:
        words.append(html.Span(f"{travel_time(other.minutes)} en voiture"))
    words.append(html.Span(f"Début : {day(other.start)}" if other.start else "Dates non précisées"))
    link = dcc.Link(place or "Lieu non précisé", href=f"/formation/{other.offer}{search}")
    return html.Li([link, html.Span(words, className="course-labels")])


def _source(course: Course) -> Component:
    source = course.source
    name = [source.name, html.Strong(" (données simulées)") if source.simulated else ""]
    rows: list[tuple[str, object]] = [
        ("Source", html.Span(name)),
        ("Producteur", source.producer or MISSING),
        ("Millésime", course.vintage or source.vintage or MISSING),
        ("Périmètre", source.perimeter or MISSING),
        ("Licence", source.licence or MISSING),
        ("Identifiant dans l'atlas", html.Span(course.offer, className="code")),
    ]
    links: list[Component] = [
        html.P(dcc.Link("Toutes les sources et la méthode", href="/donnees#sources"))
    ]
    if source.url:
        links.insert(0, _leave(source.url, "Page de la source"))
    return _section("D'où vient cette fiche", definition(rows), *links)


def _leave(url: str, label: str) -> Component:
    link = html.A(label, href=url, rel="noopener noreferrer")
    return html.P([link, html.Span(" (autre site)", className="leaves")])
