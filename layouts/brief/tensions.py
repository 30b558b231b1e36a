"""The words of a brief of tensions: its question by tab, its method, its sources."""

from collections.abc import Mapping

from layouts.find.answer import MODE_WORDS
from layouts.kit.format import duration
from layouts.tensions.answer import CAUTION

WIDE = ("metiers", "eloignes")
"""Tabs whose table has more columns than a page upright can hold."""


def question(panel: str, place: str, metier: str) -> str:
    """Write what a tab answers as a question."""
    match panel:
        case "quadrant":
            return f"{place} : quels métiers en tension ont peu de places de formation ?"
        case "eloignes":
            return f"{place} : quels métiers en tension n'ont aucune formation proche ?"
        case "metier" if metier:
            return f"{metier} : où ce métier est-il en tension, et où s'y forme-t-on ?"
        case "avenir":
            return "Quels métiers recruteront d'ici 2030 ?"
        case "dix":
            return "Quels sont les dix métiers les plus tendus de la région ?"
    return f"{place} : quels métiers sont en tension, et quelles formations y mènent ?"


def method(threshold: int, mode: str, model: str) -> list[str]:
    """Return how the figures are made, in three lines."""
    return [
        CAUTION,
        "Tension et indicateurs : de 1, très faible, à 5, très élevée. Une formation qui mène à "
        "plusieurs métiers compte pour chacun ; un chiffre secret n'est jamais lu comme un zéro.",
        f"Une formation est proche à {duration(threshold)} ou moins {MODE_WORDS[mode]} "
        f"({model.lower()}) de la moitié des habitants du territoire.",
    ]


def sources(years: Mapping[str, int | None]) -> list[str]:
    """Return the sources of tensions and projects, with their years."""
    named = {
        "bmo": "Projets de recrutement : enquête Besoins en main-d'œuvre (France Travail)",
        "dares": "Tensions par métier (FAP), région et départements : Dares",
        "rome": "Tensions par métier (ROME) et bassin : France Travail",
    }
    return [
        f"{words}, {years[key]}." if years.get(key) else f"{words} : non chargé."
        for key, words in named.items()
    ]
