"""Where a course takes place and how long it takes to get there, on its sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType, ComponentType

from geodata.finding.course import Course
from geodata.finding.site import CourseSite
from geodata.transit.journey import Day
from geodata.travel.margin import SUPPOSED, Margin, half_width
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import MODES, TRANSIT
from layouts.kit.format import duration
from layouts.kit.maps.frame import region_map
from layouts.kit.parts import definition
from layouts.transit.day import day_section, day_words, transit_time

MISSING = "Non précisé par la source"

SAME_COMMUNE = "Même commune"

_SHORT_NAME = 30
"""Characters of a site's name that a small map can bear."""


def known(value: ComponentType) -> ComponentType:
    """Return a value, or what says that the source does not give it."""
    return html.Span(MISSING, className="missing") if value in ("", None) else value


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
    margins : mapping
        How wrong the times of each mode may be.
    times : str
        What gives the times of every mode.
    way : component or None
        The way there, step by step.
    file : str
        Address of the sheet to take away, as PDF; "" where there is none.
    address, mail : str
        Whole address of the page, and whom an error is signalled to ("" : its producer).
    transit : Day or None
        The ways there and back by public transport, None where no timetable is loaded.
    timetables : str
        Which timetables are counted, or that none is.
    """

    back: str
    search: str
    place: str
    today: date
    map: Mapping[str, Any]
    all_others: str
    problems: Sequence[str] = ()
    margins: Mapping[str, Margin] = field(default_factory=dict)
    times: str = "Temps estimés, sans les embouteillages"
    way: Component | None = None
    file: str = ""
    address: str = ""
    mail: str = ""
    transit: Day | None = None
    timetables: str = ""


def section(title: str, *content: ComponentSingleType, kind: str = "") -> Component:
    """Return a part of the sheet under its title; `kind` is a css class."""
    return html.Section([html.H2(title), *content], className=kind or None)


def where(site: CourseSite | None) -> str:
    """Write a site and its commune; "" without a site."""
    if site is None:
        return ""
    commune = f"{site.commune} ({site.departement})" if site.departement else site.commune
    return ", ".join(distinct(site.name, commune))


def where_to_ask(course: Course) -> str:
    """Write the département of a course of which no more is known; "" for any other."""
    return f"{course.departement}, lieu à demander" if course.departement else ""


def address_of(establishment: str) -> str:
    """Return the address of the page of an establishment, from its key."""
    return f"/etablissement/{quote(establishment, safe='')}"


def dotted(parts: Sequence[Component]) -> list[ComponentSingleType]:
    """Return parts with a dot between them."""
    pieces: list[ComponentSingleType] = []
    for part in parts:
        pieces += [" · ", part]
    return pieces[1:]


def distinct(*texts: str) -> list[str]:
    """Return the texts that say something, each once."""
    return [text for text in dict.fromkeys(texts) if text]


def travel_time(minutes: int, mode: str = "") -> str:
    """Write an estimated time; the longest that is kept is a little over four hours.

    That of a timetable is no estimate, and nothing is known beyond the networks that are loaded.
    """
    if mode == TRANSIT and minutes:
        return transit_time(minutes)
    if minutes >= OUT_OF_REACH:
        return "Plus de 4 h"
    # Town hall to town hall: nothing is known of the way inside one commune.
    return f"≈ {duration(minutes)}" if minutes else SAME_COMMUNE


def time_band(minutes: int, margin: Margin, placed: bool, mode: str = "") -> str:
    """Write an estimated time with its error: « ≈ 30 min, entre 23 et 37 min ».

    Parameters
    ----------
    placed : whether the site is placed at its commune's centre
    """
    if not 0 < minutes < OUT_OF_REACH or mode == TRANSIT:
        return travel_time(minutes, mode)
    if not margin.measured:
        return f"{travel_time(minutes)}, erreur non mesurée"
    side = float(half_width(minutes, margin, float(placed)))
    low, high = max(1, round(minutes - side)), round(minutes + side)
    return f"{travel_time(minutes)}, entre {duration(low)} et {duration(high)}"


def place_section(course: Course, visit: Visit) -> Component:
    """Return the place, the times from the person's commune and the map."""
    if course.modality == "distance":
        return section(
            "Lieu et trajet",
            html.P("Cette formation se suit entièrement à distance : il n'y a pas de trajet à "
                   "faire, et elle n'est donc pas sur la carte."),
        )  # fmt: skip
    if course.site is None:
        return section("Lieu et trajet", html.P(_unknown(course.departement)))
    rows = site_rows(course.site)
    if course.modality == "mixte":
        rows.append(("Présence", "Une partie sur place, une partie à distance"))
    times = times_from(visit, course.minutes, course.site.precision == "commune")
    return section(
        "Lieu et trajet", definition(rows), times, *site_map(course.site, course.voie, visit.map)
    )


def _unknown(departement: str) -> str:
    if not departement:
        return "Le lieu n'est pas précisé par la source."
    return (
        f"Dans le département ({departement}), lieu à demander à l'organisme : la source n'en dit "
        "pas plus. La formation n'est donc pas sur la carte, et ne compte dans aucune couverture."
    )


def site_rows(site: CourseSite) -> list[tuple[str, ComponentType]]:
    """Return the name of a site, its commune and how well it is placed."""
    if site.precision == "commune":
        precision = "Au centre de la commune : l'adresse n'est pas connue"
    else:
        precision = "À l'adresse du lieu de formation"
    commune = f"{site.commune} ({site.departement})" if site.departement else site.commune
    return [
        ("Lieu de formation", site.name),
        ("Commune", known(commune)),
        ("Position sur la carte", precision),
    ]


def times_from(visit: Visit, minutes: Mapping[str, int], placed: bool) -> Component:
    """Return the times by mode from a person's commune, or the link that lets them choose one.

    Parameters
    ----------
    placed : whether the site is placed at its commune's centre
    """
    if not minutes:
        return html.P(
            [
                "Pour connaître le temps de trajet, ",
                dcc.Link("choisissez votre commune dans la recherche", href=visit.back),
                ".",
            ],
            className="times-invite",
        )
    rows = [
        html.Div([html.Dt(MODES[mode]), html.Dd(_timed(visit, mode, time, placed))])
        for mode, time in minutes.items()
    ]
    return html.Div(
        [
            html.H3(f"Depuis {visit.place}"),
            html.Dl(rows, className="times"),
            *([visit.way] if visit.way is not None else []),
            html.P(
                [
                    f"{visit.times} : ",
                    dcc.Link("comment ils sont calculés", href="/donnees#temps-de-trajet"),
                    "." if visit.transit else f". {visit.timetables}",
                ],
                className="source",
            ),
            *([day_section(visit.transit, visit.timetables)] if visit.transit else []),
        ]
    )


def _timed(visit: Visit, mode: str, minutes: int, placed: bool) -> str:
    if mode == TRANSIT and visit.transit is not None:
        return day_words(visit.transit)
    return time_band(minutes, visit.margins.get(mode, SUPPOSED), placed, mode)


def site_map(site: CourseSite, voie: str, data: Mapping[str, Any]) -> list[Component]:
    """Return the map of a site, drawn with the mark of a voie; `data` as in `Visit.map`."""
    if not data:
        return []
    # A long name would hide the towns around it; it is written in full above the map.
    name = site.name if len(site.name) <= _SHORT_NAME else site.commune or site.name
    marker = {"lat": site.lat, "lon": site.lon, "label": name, "voie": voie}
    frame = region_map("course-map", kind="course", site=marker, **data)
    return [html.Div(frame, className="course-map")]
