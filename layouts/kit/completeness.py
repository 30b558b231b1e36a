"""What is known of an offer, in words: what is missing from it, and what would bring it."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from geodata.completeness.covers import PARTS
from geodata.completeness.matrix import ABSENT, PARTIAL
from geodata.completeness.verdict import Gap, Verdict
from layouts.kit.format import count
from layouts.kit.parts import notice

VOIE_WORDS = {
    "scolaire": ("la voie scolaire", "chargée"),
    "apprentissage": ("l'apprentissage", "chargé"),
    "superieur": ("l'enseignement supérieur", "chargé"),
    "continue": ("la formation continue", "chargée"),
}
"""Each voie inside a sentence, and how « chargé » agrees with it."""


MOST_TOLD = 3
"""Gaps that a sentence tells one by one; more are in the list below it."""


def gap_words(gap: Gap) -> str:
    """Write what is missing of a voie: « l'apprentissage de niveau 3 n'est pas chargé »."""
    name, loaded = VOIE_WORDS[gap.voie]
    what = name if gap.every else f"{name} {levels_words(gap.levels)}"
    if gap.grade == ABSENT:
        return f"{what} n'est pas {loaded}"
    if gap.thin:
        return f"{what} n'est presque pas {loaded}"
    if gap.lacks:
        return f"{what} est {loaded} sans {' ni '.join(PARTS[part] for part in gap.lacks)}"
    return f"{what} n'est {loaded} qu'en partie"


def levels_words(levels: Sequence[int]) -> str:
    """Write levels: « de niveau 3 », « de niveaux 3, 4 et 6 »."""
    if len(levels) == 1:
        return f"de niveau {levels[0]}"
    *first, last = sorted(levels)
    return f"de niveaux {', '.join(map(str, first))} et {last}"


def gaps_words(verdict: Verdict) -> str:
    """Write what is missing the most: what is not loaded at all, else what is in part."""
    worst = [gap for gap in verdict.gaps if gap.grade == ABSENT or gap.thin] or verdict.gaps
    if len(worst) <= MOST_TOLD:
        return " ; ".join(map(gap_words, worst))
    *first, last = dict.fromkeys(VOIE_WORDS[gap.voie][0] for gap in worst)
    names = f"{', '.join(first)} et {last}" if first else last
    return f"une bonne part de l'offre n'est pas chargée ({names})"


def known_words(found: int, verdict: Verdict) -> str:
    """Write what an answer rests on: « Sur les 7 formations connues : … n'est pas chargé. »."""
    known = f"les {count(found, 'formation connue', 'formations connues')}"
    if found == 1:
        known = "la seule formation connue"
    return f"Sur {known} : {gaps_words(verdict)}."


def silence(verdict: Verdict, found: int = 0, unplaced: int = 0) -> Component:
    """Return what stands for an answer when nothing is known: why, and what would bring it.

    Parameters
    ----------
    found, unplaced : matching courses on the map, and those whose place is not known
    """
    first = "Cette offre n'est pas chargée : aucun chiffre possible."
    if found:
        known = count(found, "formation connue", "formations connues")
        first = f"{known} : trop peu pour donner un chiffre."
    elif unplaced:
        known = count(unplaced, "formation connue", "formations connues")
        first = f"{known}, sans lieu précis : aucun chiffre de couverture."
    elif verdict.state != ABSENT:
        first = "Aucune formation connue, mais l'offre n'est pas toute chargée : aucun chiffre."
    return notice(
        html.Div(
            [
                html.P(html.Strong(first)),
                *unknown(verdict),
            ]
        ),
        "warning",
    )


def no_figure(verdict: Verdict) -> Component:
    """Return what stands for figures below an answer that has said why there is none."""
    why = "cette offre n'est pas chargée" if verdict.state == ABSENT else "trop peu en est chargé"
    return notice(f"Aucun chiffre ici : {why}. Le haut de la page dit ce qui manque.")


def unknown(verdict: Verdict) -> list[Component]:
    """Return what is not loaded, that it does not mean that there is none, what would bring it."""
    text = gaps_words(verdict)
    return [
        html.P(f"{text[:1].upper()}{text[1:]}. Cela ne dit pas qu'il n'y en a pas."),
        *bringing(verdict),
    ]


def preface(verdict: Verdict, found: int) -> list[Component]:
    """Return what stands before figures that rest on a partial offer; nothing on a whole one."""
    if verdict.state != PARTIAL:
        return []
    return [notice(known_words(found, verdict), "warning")]


def missing(verdict: Verdict) -> list[Component]:
    """Return all that a partial answer does not know, folded, with what would bring it."""
    if not verdict.gaps:
        return []
    lines = [html.Li(f"{text[:1].upper()}{text[1:]}.") for text in map(gap_words, verdict.gaps)]
    inside = [html.Ul(lines), *bringing(verdict)]
    return [html.Details([html.Summary("Ce qui manque"), *inside], className="more missing")]


def bringing(verdict: Verdict) -> list[Component]:
    """Return the sources that would bring what is missing, each with its producer's page."""
    if not verdict.bringing:
        return []
    rows = [
        html.Li(
            [
                html.A(one.name, href=one.page, rel="noopener"),
                " (chargé en partie seulement)" if one.extract else "",
            ]
        )
        for one in verdict.bringing
    ]
    return [
        html.P(
            [
                "Fichiers qui l'apporteraient ",
                dcc.Link("(comment les charger)", href="/donnees#charger"),
                "\u00a0:",
            ]
        ),
        html.Ul(rows),
    ]
