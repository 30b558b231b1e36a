"""What the search answers in words and figures: headline, chips, notices, empty states, bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.asking.query import MAX_MINUTES, ZONES, Near, Query
from geodata.completeness.matrix import ABSENT, PARTIAL
from geodata.completeness.verdict import Verdict
from geodata.domains import DOMAINS
from geodata.places.articles import of_place
from geodata.travel.model import OUT_OF_REACH
from geodata.travel.words import ESTIMATED
from geodata.vocabulary import UNSAID, VOIES
from layouts.kit.attributes import attributes
from layouts.kit.completeness import unknown
from layouts.kit.fields import button
from layouts.kit.format import count, duration, number
from layouts.kit.parts import Picks, bars, notice, voie_label
from layouts.skills.page import PATH as SKILLS
from layouts.skills.page import TITLE as SKILLS_TITLE

MODE_WORDS = {
    "voiture": "en voiture",
    "velo": "à vélo",
    "marche": "à pied",
    "transports": "en transports en commun",
}

FILTER_NAMES = {
    "q": "le texte",
    "voie": "la voie",
    "domain": "le domaine",
    "level": "le niveau",
    "modality": "la modalité",
    "public": "le public",
    **UNSAID,
    "since": "le mois de début",
    "rev3": "« rev3 »",
    **dict.fromkeys(ZONES, "le territoire"),
}


_FIRST_DOMAINS = 8  # as many as stand beside the voies without scrolling


@dataclass(frozen=True)
class NearbyCourse:
    """A course that is named outside the list: its address, title, place and minutes.

    `reached` is how many courses are as near as it, 0 when that is not known.
    """

    href: str
    title: str
    place: str
    minutes: int
    reached: int = 0


def headline(
    query: Query, total: int, distance: int, place: str, around: int = 0, times: str = ESTIMATED
) -> list[Component]:
    """Return how many courses answer and where.

    `place` is empty when none was chosen; `around` are the courses of neighbouring regions, which
    are not in the total; `times` says what gave the minutes.
    """
    near = query.near
    across = f"et {number(around)} dans les régions voisines" if around else ""
    if near is None or not place:
        more = f"dont {number(distance)} à distance" if distance else ""
        if query.modality == ("distance",):
            more = "à distance"
        return _headline(count(total, "formation"), " · ".join(filter(None, (more, across))))
    if query.modality == ("distance",):
        return _headline(count(total, "formation"), "à distance : sans trajet")
    more = f"{MODE_WORDS[near.mode]}, {times}"
    if distance:
        more += f" · et {number(distance)} à distance"
    if across:
        more += f" · {across}"
    return _headline(count(total, "formation"), more, f" {within(near, place)}")


def within(near: Near, place: str) -> str:
    """Say within how long of a place: « à moins de 45 min d'Hirson »."""
    limit = f"à moins de {duration(near.max_minutes)} " if near.max_minutes is not None else ""
    return f"{limit}{of_place(place)}"


def _headline(figure: str, more: str, where: str = "") -> list[Component]:
    first = html.Span([html.Strong(figure, id="find-count"), where], className="headline-main")
    return [first, html.Span(more, className="headline-more")]


def place_problem(
    message: str, labels: Sequence[str], zones: Sequence[tuple[str, str]] = ()
) -> str | Component:
    """Return why a place is not one commune, with a button for each that may have been meant.

    `zones` are the territories that it names: what is said, `level:code` values.
    """
    if not labels and not zones:
        return message
    buttons = [button(name, **attributes(data_zones=values)) for name, values in zones]
    buttons += [button(label, **attributes(data_place=label)) for label in labels]
    return html.Span([html.Span(message), *buttons], className="place-problem")


def understood(
    sentence: str,
    request: str,
    corrected: Sequence[str],
    filters: Sequence[tuple[str, str]] = (),
    pages: Sequence[tuple[str, str]] = (),
    vague: bool = False,
    calm: bool = False,
) -> Component:
    """Return how a request was understood; nothing warns when nothing typed was lost (`calm`).

    Each word that was corrected has a button; each filter (name, address) that words stand for and
    each page (name, address) of an establishment that they name, a link. Who asks for nothing in
    particular (`vague`) may start from what they can do.
    """
    buttons = [
        _lift("q", request.replace(word, f'"{word}"', 1), f"Chercher plutôt «\u202f{word}\u202f»")
        for word in corrected
    ]
    links = [
        html.P(html.A(f"Choisir plutôt le filtre «\u202f{name}\u202f»", href=href))
        for name, href in filters
    ]
    links += [
        html.P(dcc.Link(f"Contact et toutes les formations\u202f: {name}", href=href))
        for name, href in pages
    ]
    links += [html.P(dcc.Link(SKILLS_TITLE, href=SKILLS))] if vague and not filters else []
    kind = "warning" if sentence and not pages and not calm else "info"
    return notice([html.Span(sentence), *buttons, *links], kind)


def nothing_found(
    query: Query,
    place: str,
    nearest: Sequence[NearbyCourse],
    distance: int,
    lifts: Sequence[tuple[str, int]],
    verdict: Verdict | None = None,
    unsure: bool = False,
    steps: Sequence[Component] = (),
) -> Component:
    """Return what to do when nothing is within reach, never as though all the offer were known.

    Parameters
    ----------
    nearest : sequence
        The nearest matching courses that are farther than the time asked for.
    distance : int
        Number of matching distance courses.
    lifts : sequence
        Names of single filters and the number of courses that lifting each would show.
    verdict : Verdict, optional
        What is known of the offer that was searched.
    unsure : bool
        Whether there are courses of which no source says if they would do.
    steps : sequence
        Other searches that find something.
    """
    near = query.near
    where = ""
    if near and place:
        limit = f" à moins de {duration(near.max_minutes)}" if near.max_minutes is not None else ""
        where = f"{limit} {of_place(place)} {MODE_WORDS[near.mode]}"
    partly = verdict is not None and verdict.state in (ABSENT, PARTIAL)
    course = "Aucune formation connue" if partly or unsure else "Aucune formation"
    parts: list[Component] = [html.P(html.Strong(f"{course} ne correspond{where}."))]
    if nearest:
        minutes = nearest[0].minutes
        parts += [html.P("Les plus proches :"), html.Ul([_nearby(course) for course in nearest])]
        if minutes <= 240:
            reached = f" : {count(nearest[0].reached, 'formation')}" if nearest[0].reached else ""
            label = f"Aller jusqu'à {duration(minutes)}{reached}"
            parts.append(_lift("minutes", str(minutes), label))
    parts += steps
    if distance:
        parts.append(html.P(f"{count(distance, 'formation')} à distance, plus bas."))
    parts += [
        _lift(name, "", f"Sans {FILTER_NAMES[name]} : {count(total, 'formation')}")
        for name, total in lifts[:3]
    ]
    if verdict is not None and partly:
        parts += unknown(verdict)
    if not (nearest or lifts or distance or partly or unsure or steps):
        parts.append(html.P("Essayez un mot plus courant, un autre domaine ou toute la région."))
    return html.Div(parts, className="empty")


def unsaid(name: str, n: int) -> Component:
    """Return how many courses a filter leaves out because their source does not answer it."""
    many = "ne sont pas montrées" if n > 1 else "n'est pas montrée"
    # Agrees with the noun: « l'internat n'est pas connu », « la date n'est pas connue ».
    known = "connue" if UNSAID[name].startswith("la ") else "connu"
    words = f"{count(n, 'formation')} dont {UNSAID[name]} n'est pas {known} {many}."
    showing = button(
        "Les montrer aussi" if n > 1 else "La montrer aussi",
        **attributes(data_control="unknown", data_value=name, data_add="oui"),
    )
    return notice([html.Span(words), showing])


def farther(nearest: Sequence[NearbyCourse], mode: str = "") -> Component:
    """Return where the nearest courses of one title are, beyond what is within reach.

    Parameters
    ----------
    mode : of the times, where it is not that of the search
    """
    first = nearest[0]
    by = f" {MODE_WORDS[mode]}" if mode else ""
    parts: list[ComponentSingleType] = [html.Strong(first.title), " : le plus proche à "]
    for position, course in enumerate(nearest):
        time = duration(course.minutes) if course.minutes < OUT_OF_REACH else "plus de 4 h"
        parts += [", puis à " if position else "", f"{time}{by}, "]
        parts.append(dcc.Link(course.place or "voir", href=course.href))
    shown = [] if mode else reach_button(first.minutes)
    return notice([html.P([*parts, "."]), *shown])


def reach_button(minutes: int) -> list[Component]:
    """Return the button that lets the journey last so long, none where no search may."""
    if minutes > MAX_MINUTES:
        return []
    return [_lift("minutes", str(minutes), f"Aller jusqu'à {duration(minutes)}")]


def _nearby(course: NearbyCourse) -> Component:
    time = f" · {duration(course.minutes)}" if course.minutes < 255 else ""
    return html.Li([dcc.Link(course.title, href=course.href), f" · {course.place}{time}"])


def _lift(control: str, value: str, label: str) -> Component:
    return button(label, **attributes(data_control=control, data_value=value))


def key_figures(
    by_voie: Mapping[str, int], by_domain: Mapping[str, int], source: str, query: Query
) -> Component:
    """Return the number of courses by voie and by domain, each a filter, and their source."""
    voies = [(f"bar-{key}", voie_label(key), by_voie.get(key, 0)) for key in VOIES]
    keys = [key for key in by_domain if key in DOMAINS]
    known = [("", DOMAINS[key], by_domain[key]) for key in keys]
    other = sum(n for key, n in by_domain.items() if key not in DOMAINS)
    if other:
        keys.append("")
        known.append(("", "Domaine non précisé", other))
    first, others = known[:_FIRST_DOMAINS], known[_FIRST_DOMAINS:]
    label = "Formations par domaine, les plus nombreuses"
    picks = Picks("domain", keys[:_FIRST_DOMAINS], query.domain)
    domains = [html.H2("Par domaine"), bars(first, label, picks=picks)]
    if others:
        picks = Picks("domain", keys[_FIRST_DOMAINS:], query.domain)
        more = bars(others, "Formations par domaine, suite", first[0][2], picks)
        title = html.Summary(
            f"Les {len(others)} autres domaines" if len(others) > 1 else "L'autre domaine"
        )
        domains.append(html.Details([title, more], className="more"))
    by_voies = bars(voies, "Formations par voie", picks=Picks("voie", list(VOIES), query.voie))
    return html.Div(
        [
            html.Div([html.H2("Par voie"), by_voies]),
            html.Div(domains),
            html.P(source, className="source"),
        ],
        className="figures-columns",
    )
