"""What decides between courses, fact by fact: as it is shown, and as it is compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.domains import DOMAINS
from geodata.selection.comparison import Kept
from geodata.selection.tension import Tension
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import LEVELS, MODALITIES, MODES, PUBLICS, VOIES
from layouts.course.place import MISSING, travel_time, where, where_to_ask
from layouts.course.sheet import session_dates, vintage_words
from layouts.kit.format import count
from layouts.kit.parts import voie_label
from layouts.selection.outcomes import outcome_about, outcome_words
from layouts.tensions.words import DEGREES, place_name


@dataclass(frozen=True)
class Fact:
    """A fact of one course.

    `key` is what two courses must share to be the same, "" when it is not known; `score` puts in
    front what is shorter or better, None when nothing is.
    """

    shown: ComponentType
    key: str
    score: float | None = None


def unknown(words: str = MISSING) -> Fact:
    """Return a fact that no source gives, said as such."""
    return Fact(html.Span(words, className="missing"), "")


def _text(words: str) -> Fact:
    return Fact(words, words) if words else unknown()


def place(item: Kept) -> Fact:
    """Where the course is: the site, its commune, its address."""
    course = item.course
    if course.modality == "distance":
        return Fact("À distance : aucun trajet", "distance")
    name = where(course.site) or where_to_ask(course)
    if not name:
        return unknown()
    said = course.about.get("address", ())
    address = [html.Div(said[0].value, className="fact-source")] if said else []
    return Fact([name, *address], name)


def travel(mode: str) -> Callable[[Kept], Fact]:
    """Return what reads the time by a mode."""

    def time(item: Kept) -> Fact:
        course = item.course
        if course.modality == "distance":
            return Fact("Aucun trajet", "distance", 0)
        if mode not in course.minutes:
            return unknown("Choisissez une commune" if course.site else "Lieu non précisé")
        minutes = course.minutes[mode]
        score = None if minutes >= OUT_OF_REACH else float(minutes)
        return Fact(travel_time(minutes, mode), str(minutes), score)

    return time


def _voie(item: Kept) -> Fact:
    course = item.course
    level = LEVELS.get(course.level or 0, "Niveau non précisé")
    key = f"{VOIES.get(course.voie, '')} {level} {course.modality}"
    shown = [voie_label(course.voie), html.Div(level), html.Div(MODALITIES[course.modality])]
    return Fact(shown, key)


def dates(today: date) -> Callable[[Kept], Fact]:
    """Return what reads the session, and says when it is over or has begun."""

    def session(item: Kept) -> Fact:
        course = item.course
        text = session_dates(course.start, course.end)
        if not text:
            return unknown("Dates non précisées par la source")
        if course.end and course.end < today:
            text += " (session terminée)"
        elif course.start and course.start < today:
            text += " (session déjà commencée)"
        return Fact(text, text)

    return session


def entry(item: Kept) -> Fact:
    """Return the level asked for, and who may enter."""
    course = item.course
    words = [LEVELS[course.entry_level]] if course.entry_level in LEVELS else []
    if course.publics:
        words.append(", ".join(PUBLICS[public] for public in course.publics))
    return Fact([html.Div(word) for word in words], " ".join(words)) if words else unknown()


def boarding(item: Kept) -> Fact:
    """Return what is said of boarding; what is not said is no no."""
    said = item.course.about.get("boarding", ())
    if not said:
        return unknown()
    words = said[0].value
    none = words.startswith("pas d'internat")
    return Fact(words[:1].upper() + words[1:], "non" if none else "oui", 1.0 if none else 0.0)


def places(item: Kept) -> Fact:
    """Return how many places there are."""
    n = item.course.capacity
    return unknown() if n is None else Fact(count(n, "place"), str(n))


def outcomes(item: Kept) -> Fact:
    """What became of those who left, with what each rate is about."""
    if not item.outcomes:
        return unknown("Aucun chiffre dans les sources chargées")
    shown = [
        html.Div([outcome_words(one), html.Span(outcome_about(one), className="fact-source")])
        for one in item.outcomes
    ]
    return Fact(shown, " ".join(outcome_words(one) for one in item.outcomes))


def degree_words(one: Tension) -> str:
    """Write the tension of a métier and where it is so."""
    if one.degree is None:
        return "tension inconnue"
    return f"tension {DEGREES[one.degree - 1].lower()} ({place_name(one.place)}, {one.year})"


def tension(item: Kept) -> Fact:
    """The métiers, each with its tension there."""
    if not item.tension:
        return unknown("Métiers non précisés par la source")
    rows = [
        html.Li([one.label or one.rome, html.Span(degree_words(one), className="fact-source")])
        for one in item.tension
    ]
    key = " ".join(f"{one.rome}{one.degree}" for one in item.tension)
    return Fact(html.Ul(rows, className="plain-list"), key)


def telephone(item: Kept) -> Fact:
    """Whom to call."""
    said = item.course.about.get("telephone", ())
    if not said:
        return unknown()
    number = said[0].value
    return Fact(html.A(number, href=f"tel:+33{number.replace(' ', '')[1:]}"), number)


def age(item: Kept) -> Fact:
    """Which source, and of when."""
    course = item.course
    vintage = vintage_words(course)
    words: list[Component | str] = [course.source.name, html.Div(vintage, className="fact-source")]
    if course.old:
        words.append(html.Strong(f"Données {course.old} : à vérifier"))
    if course.source.simulated:
        words.append(html.Strong("Formation simulée, qui n'existe pas"))
    return Fact(words, vintage)


def facts(modes: tuple[str, ...], today: date) -> Mapping[str, Callable[[Kept], Fact]]:
    """Return what is compared, by the name of its row, in order."""
    times = {f"Trajet : {MODES[mode].lower()}": travel(mode) for mode in modes}
    return {
        "Lieu": place,
        **times,
        "Voie et niveau": _voie,
        "Domaine": lambda item: _text(DOMAINS.get(item.course.domain, "")),
        "Dates": dates(today),
        "Durée": lambda item: _text(item.course.duration),
        "Coût": lambda item: _text(item.course.cost),
        "Conditions d'entrée": entry,
        "Internat": boarding,
        "Places": places,
        "Que deviennent les élèves": outcomes,
        "Métiers et tension": tension,
        "Téléphone": telephone,
        "Source": age,
    }
