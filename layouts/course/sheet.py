"""The sheet of one course: everything known of it, its place and the time to get there."""

from collections.abc import Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType, ComponentType

from geodata.courses.certificates import Certificate
from geodata.domains import DOMAINS
from geodata.finding.course import Course, OtherCourse
from geodata.finding.sources import CourseSource
from geodata.places.articles import at_place
from geodata.provenance.age import in_words
from geodata.vocabulary import LEVELS, MODALITIES, PUBLICS
from layouts.course.contact import (
    Rows,
    contact_section,
    from_source,
    leave,
    stated,
    unsaid,
)
from layouts.course.place import (
    Visit,
    address_of,
    distinct,
    dotted,
    known,
    place_section,
    section,
    travel_time,
    where,
    where_to_ask,
)
from layouts.course.report import report_line
from layouts.head import TITLE
from layouts.kit.attributes import attributes
from layouts.kit.format import count, day
from layouts.kit.parts import (
    copy_link,
    definition,
    keep_button,
    notice,
    old_data,
    print_button,
    voie_label,
)


def course_page(
    course: Course,
    visit: Visit,
    beside: Sequence[Component] = (),
    after: Sequence[Component] = (),
) -> Component:
    """Return the page of a course.

    Parameters
    ----------
    beside : what helps around it and near the person
    after : what became of its leavers, and its métiers in place of their bare list
    """
    missing: list[str] = []
    contact = contact_section(course, missing)
    facts = [
        *_session(course, visit.today, missing),
        *_access(course, missing),
        *_diploma(course, visit.today, missing),
        *after,
        *([] if after and course.romes else _jobs(course, missing)),
        *unsaid(missing),
    ]
    return html.Div(
        [
            html.Div(
                [
                    dcc.Link("← Retour aux résultats", href=visit.back, className="back-link"),
                    html.Div(
                        [
                            keep_button(course.offer, course.title,
                                        course.site.commune if course.site else ""),
                            print_button("Imprimer la fiche"),
                            copy_link(),
                            *_files(visit.file),
                        ],
                        className="course-actions",
                    ),
                ],
                className="course-tools",
            ),
            _title(course, visit.search),
            *[notice(problem, "warning") for problem in visit.problems],
            *contact,
            html.Div(
                [
                    html.Div(facts, className="course-facts"),
                    html.Div([place_section(course, visit)], className="course-place"),
                ],
                className="course-body",
            ),
            *([html.Div(beside, className="course-body course-beside")] if beside else []),
            *_others(course, visit),
            _source(course, visit),
        ],
        className="course",
        **attributes(data_title=course_title(course)),
    )  # fmt: skip


def _files(address: str) -> list[Component]:
    if not address:
        return []
    large = f"{address}{'&' if '?' in address else '?'}grand=oui"
    return [
        html.A("PDF", href=address, target="_blank", className="file-link",
               title="La fiche sur une page A4"),
        html.A("PDF en grands caractères", href=large, target="_blank", className="file-link"),
    ]  # fmt: skip


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
        **attributes(data_title="Formation introuvable – Atlas Formation", data_status="404"),
    )


def course_title(course: Course) -> str:
    """Return the title of a course's document."""
    place = f" {at_place(course.site.commune)}" if course.site and course.site.commune else ""
    return f"{course.title}{place} – {TITLE}"


def session_dates(start: date | None, end: date | None) -> str:
    """Write the dates of a session: Du 7 septembre 2026 au 30 juin 2027."""
    if start and end:
        return f"Du {day(start)} au {day(end)}"
    if start:
        return f"À partir du {day(start)}"
    return f"Jusqu'au {day(end)}" if end else ""


def _title(course: Course, search: str) -> Component:
    words = [html.Span(voie_label(course.voie))]
    if course.level is not None:
        words.append(html.Span(LEVELS[course.level]))
    words.append(html.Span(MODALITIES[course.modality]))
    parts: list[Component] = [html.H1(course.title)]
    site = course.site
    provider = "" if site and site.name == course.provider else course.provider
    who: list[Component] = [html.Span(provider)] if provider else []
    if to_ask := where_to_ask(course):
        who.append(html.Span(to_ask))
    if site is not None:
        who.append(dcc.Link(where(site), href=address_of(site.establishment) + search))
    if who:
        parts.append(html.P(dotted(who), className="course-where"))
    parts.append(html.P(words, className="course-labels"))
    if course.old:
        parts.append(notice(old_data(course.old), "warning"))
    if course.source.simulated:
        parts.append(
            notice(
                "Formation simulée : elle sert à la démonstration et n'existe pas. Le territoire "
                "et le diplôme sont réels.",
                "warning",
            )
        )
    return html.Header(parts, className="course-title")


def _session(course: Course, today: date, missing: list[str]) -> list[Component]:
    dates = session_dates(course.start, course.end)
    if course.end and course.end < today:
        dates += " (session terminée)"
    elif course.start and course.start < today:
        dates += " (session déjà commencée)"
    rows: Rows = [
        ("Dates", dates),
        ("Durée", from_source(course, "duration", course.duration, in_words)),
        ("Rythme", from_source(course, "pace", course.pace, in_words)),
        ("Coût", from_source(course, "cost", course.cost, in_words)),
        ("Places", _people(course, "capacity", "place")),
        ("Inscrits", _people(course, "enrolled", "personne")),
        ("Modalité", MODALITIES[course.modality]),
        ("Organisme", course.provider),
    ]
    return stated("Session", rows, missing)


def _people(course: Course, column: str, word: str) -> ComponentType:
    """Write a number of people, with who counted them and when if several sources are at hand."""
    n: int | None = getattr(course, column)
    text = "" if n is None else count(n, word)
    return from_source(course, column, text, in_words) if len(course.sources) > 1 else text


def _access(course: Course, missing: list[str]) -> list[Component]:
    rows: Rows = [
        ("Niveau demandé à l'entrée", LEVELS.get(course.entry_level or 0, "")),
        ("Publics", ", ".join(PUBLICS[public] for public in course.publics)),
        ("Conventionnée (financée)", {None: "", True: "Oui", False: "Non"}[course.conventionnee]),
        ("Financeur", course.funder),
        *_ways(course.certificate),
    ]
    return stated("Conditions d'accès et financement", rows, missing)


def _diploma(course: Course, today: date, missing: list[str]) -> list[Component]:
    rows: Rows = [
        ("Certification", course.certification),
        ("Niveau de sortie", LEVELS.get(course.level or 0, "")),
        ("Voie", voie_label(course.voie)),
        ("Domaine", DOMAINS.get(course.domain, "")),
        ("Transition écologique (rev3)", course.rev3 or "Non repérée"),
        _register(course.rncp),
        *_content(course.rncp),
        *_registered(course.certificate, today),
        ("Code NSF", course.nsf),
        *([("Formacodes", ", ".join(course.formacodes))] if course.formacodes else []),
    ]
    return stated("Diplôme et domaine", rows, missing)


def _ways(certificate: Certificate | None) -> Rows:
    """Say how else one gets the certification, and whether by the VAE."""
    if certificate is None or certificate.vae is None:
        return []
    vae = "Possible" if certificate.vae else "Non prévue"
    ways = ", ".join(certificate.ways)
    who = _france_competences(certificate)
    return [
        ("Validation des acquis (VAE)", f"{vae} {who}"),
        ("Voies d'accès à la certification", f"{ways[:1].upper()}{ways[1:]}"),
    ]


def _registered(certificate: Certificate | None, today: date) -> Rows:
    """Say until when a certification is registered."""
    if certificate is None or (certificate.end is None and certificate.active is None):
        return []
    who = _france_competences(certificate)
    if certificate.over(today):
        when = f"terminé le {day(certificate.end)}" if certificate.end else "inactif"
        ended = f"Enregistrement {when} {who} : à vérifier auprès de l'établissement"
        return [("Validité de la fiche", ended)]
    until = f"Enregistrée jusqu'au {day(certificate.end)}" if certificate.end else "Enregistrée"
    return [("Validité de la fiche", f"{until} {who}")]


def _france_competences(certificate: Certificate) -> str:
    return f"(France compétences, {in_words(certificate.vintage)})"


def _register(code: str) -> tuple[str, str]:
    """Return the register of a certification, and its number there."""
    if code.startswith("RS"):
        return "Code du Répertoire spécifique", code.removeprefix("RS")
    return "Code RNCP", code.removeprefix("RNCP")


def _content(code: str) -> Rows:
    """Say where what is taught and assessed is written: the sheet of the national register."""
    number = code.removeprefix("RNCP").removeprefix("RS")
    if not number.isdigit():
        return []
    kind = "rs" if code.startswith("RS") else "rncp"
    fiche = leave(f"{REGISTER}/{kind}/{number}/", "Fiche de la certification, France compétences")
    return [("Ce que l'on y apprend", fiche)]


def _jobs(course: Course, missing: list[str]) -> list[Component]:
    if not course.romes:
        missing.append("Métiers visés")
        return []
    rows = [
        html.Li([label or "Métier", html.Span(f"ROME {code}", className="code")])
        for code, label in course.romes
    ]
    return [section("Métiers visés", html.Ul(rows, className="jobs"))]


def _others(course: Course, visit: Visit) -> list[Component]:
    if not course.others:
        return []
    parts: list[ComponentSingleType] = [
        html.Ul([_other(other, visit.search) for other in course.others], className="others")
    ]
    if course.total_others > len(course.others):
        label = f"Voir les {count(course.total_others + 1, 'formation')} de cet intitulé"
        parts.append(html.P(dcc.Link(label, href=visit.all_others), className="screen-only"))
    return [section("Autres sessions ou lieux de cette formation", *parts)]


def _other(other: OtherCourse, search: str) -> Component:
    place = ", ".join(distinct(other.site, other.commune))
    if other.distance:
        place = "À distance"
    words = [voie_label(other.voie)]
    if other.minutes is not None:
        by_car = " en voiture" if other.minutes else ""
        words.append(html.Span(f"{travel_time(other.minutes)}{by_car}"))
    words.append(html.Span(f"Début : {day(other.start)}" if other.start else "Dates non précisées"))
    link = dcc.Link(place or "Lieu non précisé", href=f"/formation/{other.offer}{search}")
    return html.Li([link, html.Span(words, className="course-labels")])


def _source(course: Course, visit: Visit) -> Component:
    source = course.source
    name = [source.name, html.Strong(" – données simulées") if _untold(source) else ""]
    rows: list[tuple[str, ComponentType]] = [
        ("Source", html.Span(name)),
        ("Producteur", known(source.producer)),
        ("Millésime", known(vintage_words(course))),
        ("Périmètre", known(source.perimeter)),
        ("Licence", known(source.licence)),
        *_other_sources(course),
        ("Identifiant dans l'atlas", html.Span(course.offer, className="code")),
    ]
    links: list[Component] = [
        html.P(
            dcc.Link("Toutes les sources et la méthode", href="/donnees#sources"),
            className="screen-only",
        )
    ]
    if source.url:
        links.insert(0, html.P(leave(source.url, "Page de la source")))
    return section(
        "D'où vient cette fiche",
        definition(rows),
        *links,
        report_line(course, visit.address, visit.mail),
    )


REGISTER = "https://www.francecompetences.fr/recherche"
"""Where the sheets of the national registers (RNCP, RS) are."""

_GIVEN = {
    "title": "intitulé",
    "level": "niveau",
    "romes": "métiers",
    "site": "lieu",
    "capacity": "places",
    "enrolled": "effectif",
    "start": "dates",
    "url": "lien",
    "duration": "durée",
    "cost": "coût",
    "pace": "rythme",
    "publics": "publics",
    "conventionnee": "financement",
}


def _other_sources(course: Course) -> list[tuple[str, ComponentType]]:
    """Return what the other sources that know the course gave to this page."""
    others = course.sources[1:]
    if not others:
        return []
    lines = [
        html.Li(f"{other.name} : {', '.join(gave)}" if gave else f"{other.name} : confirme")
        for other in others
        for gave in [[word for name, word in _GIVEN.items() if name in other.gave]]
    ]
    return [("Connue aussi par", html.Ul(lines))]


def vintage_words(course: Course) -> str:
    """Write of when the data of a course are, source after source."""
    vintage = course.vintage or course.source.vintage
    return ", ".join(in_words(part) for part in vintage.split(" + "))


def _untold(source: CourseSource) -> bool:
    """Whether a source is a simulation and its name does not say so."""
    return source.simulated and "simul" not in source.name
