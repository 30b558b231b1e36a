"""Words of a request that a filter says better: « le soir », « à distance », « en internat »."""

import re
from typing import NamedTuple

from geodata.folding import fold


class Constraint(NamedTuple):
    """What was typed, and the parameter and value of the filter that says the same.

    No filter says what no source tells of every course: `parameter` is then "", and `note` what
    to answer, if anything.
    """

    typed: str
    parameter: str
    value: str
    note: str = ""


_BEFORE = r"(?:(?:cours|formation|le|en|du|avec|a|par|au|un|l)\s+)*"
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"soirs?|soiree", "pace", "soir"),
    (r"week ?ends?", "pace", "week_end"),
    (r"(?:temps|mi temps) partiel|mi temps", "pace", "temps_partiel"),
    (r"distance|distanciel|visio|e ?learning|foad|correspondance", "modality", "distance"),
    (r"internat|interne|pensionnat|hebergement", "boarding", "oui"),
)
_UNSAID: tuple[tuple[str, str], ...] = (
    (r"sans (?:internat|hebergement|pensionnat)", ""),
    (
        r"gratuite?s?|financees?|pas chere?s?",
        "La recherche ne trie pas par coût\u00a0: la fiche le dit quand la source le donne, "
        "sinon demandez-le à l’établissement.",
    ),
    (
        r"(?<!bien )(?<!mieux )(?:remuneree?s?|payees?|indemnisee?s?)",
        "Aucune source chargée ne dit quelles formations sont rémunérées\u00a0: un contrat "
        "d’apprentissage l’est\u00a0; pour le reste, demandez à France Travail ou à la Région.",
    ),
)
_PARTICIPLES = {"payé": "payee", "payés": "payee", "financé": "financee", "financés": "financee"}
"""Without an accent « paye » is what a « gestionnaire de paye » works out, « finance » a field."""

_PATTERNS = (
    *((re.compile(rf"\b{words}\b"), "", "", note) for words, note in _UNSAID),
    *(
        (re.compile(rf"\b{_BEFORE}(?:{words})\b"), name, value, "")
        for words, name, value in _PHRASES
    ),
)


def constraints_of(request: str) -> tuple[str, tuple[Constraint, ...]]:
    """Take away the words that a filter says better: the other words, and what they ask."""
    words = request.split()
    # Each word is folded apart, so that what is found can be cut out of what was typed.
    folded = [
        _PARTICIPLES.get(word.lower()) or fold(word.replace("'", " ").replace("\u2019", " "))
        for word in words
    ]
    starts, at = [], 0
    for word in folded:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(folded)
    found: list[Constraint] = []
    taken: set[int] = set()
    for pattern, name, value, note in _PATTERNS:
        for match in pattern.finditer(text):
            inside = [
                rank
                for rank, start in enumerate(starts)
                if match.start() <= start < match.end() and folded[rank] and rank not in taken
            ]
            taken |= set(inside)
            if inside:
                found.append(Constraint(" ".join(words[i] for i in inside), name, value, note))
    rest = " ".join(word for rank, word in enumerate(words) if rank not in taken)
    return rest if fold(rest) else "", tuple(found)
