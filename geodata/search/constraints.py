"""Words of a request that a filter says better: « le soir », « à distance », « en internat »."""

from __future__ import annotations

import re
from typing import NamedTuple

from geodata.folding import fold


class Constraint(NamedTuple):
    """What was typed, and the parameter and value of the filter that says the same."""

    typed: str
    parameter: str
    value: str


_BEFORE = r"(?:(?:cours|formation|le|en|du|avec|a|par|au|un|l)\s+)*"
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"soirs?|soiree", "pace", "soir"),
    (r"week ?ends?", "pace", "week_end"),
    (r"(?:temps|mi temps) partiel|mi temps", "pace", "temps_partiel"),
    (r"distance|distanciel|visio|e ?learning|foad", "modality", "distance"),
    (r"internat|interne|pensionnat|hebergement", "boarding", "oui"),
)
_PATTERNS = tuple(
    (re.compile(rf"\b{_BEFORE}(?:{words})\b"), name, value) for words, name, value in _PHRASES
)


def constraints_of(request: str) -> tuple[str, tuple[Constraint, ...]]:
    """Take away the words that a filter says better: the other words, and what they ask."""
    words = request.split()
    # Each word is folded apart, so that what is found can be cut out of what was typed.
    folded = [fold(word.replace("'", " ").replace("\u2019", " ")) for word in words]
    starts, at = [], 0
    for word in folded:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(folded)
    found: list[Constraint] = []
    taken: set[int] = set()
    for pattern, name, value in _PATTERNS:
        for match in pattern.finditer(text):
            inside = [
                rank
                for rank, start in enumerate(starts)
                if match.start() <= start < match.end() and folded[rank]
            ]
            taken |= set(inside)
            if inside:
                found.append(Constraint(" ".join(words[i] for i in inside), name, value))
    rest = " ".join(word for rank, word in enumerate(words) if rank not in taken)
    return rest if fold(rest) else "", tuple(found)
