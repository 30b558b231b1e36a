"""The coverage page on paper: what was asked in words, what is assumed, where it comes from."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from geodata.asking.coverage import MEASURES, POPULATIONS, TARGETS, CoverageQuery
from geodata.classes import METHODS
from geodata.completeness.verdict import Gap
from geodata.domains import DOMAINS
from geodata.travel.margin import Uncertainty
from geodata.travel.words import LIVED
from geodata.vocabulary import LEVELS, MODALITIES, PUBLICS, TRANSIT, VOIES
from layouts.coverage.answer import margin_words
from layouts.find.answer import MODE_WORDS
from layouts.find.constraints import constraint_words
from layouts.kit.completeness import gap_words
from layouts.kit.format import count, day, duration, lower_first
from layouts.kit.parts import copy_link, print_button


def print_tools() -> Component:
    """Return the buttons that print the view and copy its link."""
    return html.Div(
        [
            print_button("Imprimer cette vue"),
            html.A(
                "Composer une note (PDF)",
                id="cover-brief",
                href="/couverture.pdf",
                target="_blank",
                className="button-main",
            ),
            copy_link(),
        ],
        className="cover-tools",
    )


def print_head() -> Component:
    """Return the place of the words above the map, on paper only."""
    return html.Div(id="cover-print-head", className="paper-only")


def print_foot() -> Component:
    """Return the place of the assumptions below the figures, on paper only."""
    return html.Div(id="cover-print-foot", className="paper-only")


def printed(
    asked: CoverageQuery,
    region: str,
    times: str,
    unsure: Uncertainty,
    counted: Sequence[str],
    today: date,
    gaps: Sequence[Gap] = (),
) -> tuple[list[Component], list[Component]]:
    """Return what the paper says above the map and below the figures.

    `counted` are the sources of the figures, a line each; `gaps` are what is not known of the
    offer: on paper nothing is folded.
    """
    head = [
        html.P(f"Atlas Formation · {region} · Couverture et mobilité · imprimé le {day(today)}"),
        html.H2(question_words(asked)),
    ]
    distance = "" if asked.kind else "Une formation à distance ne couvre aucun lieu. "
    assumed = [
        f"{times_sentence(times, asked)} ; {margin_words(unsure)}.",
        f"Carte : {MEASURES[asked.measure].lower()}, classes : {METHODS[asked.classes].lower()}. "
        f"Population comptée : {POPULATIONS[asked.population].lower()}.",
        f"{distance}Le seuil est un choix de lecture : aucun texte n'en fixe.",
        *_scenario(asked),
        *_not_known(gaps),
    ]
    foot = [
        html.H2("Ce qui est supposé"),
        html.Ul([html.Li(line) for line in assumed]),
        html.P(f"Sources. {' '.join(counted)}", className="source"),
    ]
    return head, foot


def times_sentence(times: str, asked: CoverageQuery) -> str:
    """Say from where to where times are, and what they leave out."""
    if asked.mode == TRANSIT:
        return f"Temps de trajet : {times}"
    place = "lieu" if asked.kind else "lieu de formation"
    way = f"jusqu'au {place}" if LIVED in times else f"de mairie à {place}"
    return f"Temps de trajet : {times}, {way}, sans embouteillage ni transports en commun"


def _not_known(gaps: Sequence[Gap]) -> list[str]:
    if not gaps:
        return []
    return [f"Offre connue en partie : {' ; '.join(map(gap_words, gaps))}."]


def question_words(asked: CoverageQuery) -> str:
    """Write the question as a sentence, with its filters."""
    limit = f"{duration(asked.threshold)} {MODE_WORDS[asked.mode]}"
    return with_filters(f"Où habite-t-on à plus de {limit} {course_words(asked)} ?", asked)


def course_words(asked: CoverageQuery) -> str:
    """Write « d'une formation… », or of a place that helps, as a sentence goes on."""
    if asked.kind:
        return f"d'{TARGETS[asked.target]}"
    query = asked.query
    levels = ", ".join(_low(LEVELS[level]) for level in query.level)
    domains = ", ".join(_low(DOMAINS[domain]) for domain in query.domain)
    of, about = f" de {levels}" if levels else "", f" en {domains}" if domains else ""
    return f"d'une formation{of}{about}"


def with_filters(sentence: str, asked: CoverageQuery) -> str:
    """Add to a question the filters that it does not say."""
    more = [] if asked.kind else _filters(asked)
    return f"{sentence} ({' ; '.join(more)})" if more else sentence


def _filters(asked: CoverageQuery) -> list[str]:
    query = asked.query
    flags = {True: "oui", False: "non"}
    named = (
        ("voie", [VOIES[voie] for voie in query.voie]),
        ("modalité", [MODALITIES[key] for key in query.modality]),
        ("public", [PUBLICS[key] for key in query.public]),
    )
    told = [f"« {query.q} »"] if query.q else []
    told += [f"{name} : {', '.join(map(_low, words))}" for name, words in named if words]
    told += [lower_first(words) for _, _, words in constraint_words(query)]
    if query.rev3 is not None:
        told.append(f"rev3 : {flags[query.rev3]}")
    told += [f"formations de : {', '.join(codes)}" for codes in query.zones.values() if codes]
    return told


def _low(name: str) -> str:
    """Write a name inside a sentence; initials stay (CAP, BTS)."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _scenario(asked: CoverageQuery) -> list[str]:
    scenario = asked.scenario
    if scenario.empty:
        return []
    parts = [
        count(len(scenario.openings), "ouverture"),
        count(len(scenario.closings), "fermeture"),
        count(len(scenario.capacities or {}), "changement de places", "changements de places"),
    ]
    return [f"Simulation : {', '.join(parts)}. Ce n'est pas la situation d'aujourd'hui."]
