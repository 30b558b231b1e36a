"""Several wishes in a request: « cuisine ou boulangerie » is answered by what answers either."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from geodata.search.interpretation import Interpretation
from geodata.search.lexicon.words import split, stems
from geodata.search.ranking import EXACT


def of_roles(wishes: Sequence[str], roles: frozenset[str]) -> list[str]:
    """Say of each role what it is of: « directeur ou responsable de magasin ».

    Parameters
    ----------
    roles : stems of the words that are no more than roles
    """
    asked: list[str] = []
    for wish in reversed(wishes):
        after = stems(split(asked[-1])) if asked else []
        if roles.issuperset(stems(split(wish))) and roles.intersection(after[:1]):
            wish = " ".join([wish, *split(asked[-1])[1:]])
        asked.append(wish)
    return asked[::-1]


def completed(
    wishes: Sequence[str], without_diploma: Callable[[str], tuple[str, tuple[str, ...]]]
) -> list[str]:
    """Give each wish what it shares with the others.

    « CAP cuisine ou boulangerie » asks for two CAP, « BUT ou licence informatique » for two
    courses in computing.

    Parameters
    ----------
    without_diploma : parts a wish from its kinds of diploma
    """
    parted = [without_diploma(wish) for wish in wishes]
    first = next(iter(parted[0][1]), "")
    asked = []
    for n, (wish, (subject, kinds)) in enumerate(zip(wishes, parted, strict=True)):
        if subject and not kinds:
            wish = f"{first} {wish}"
        elif kinds and not subject:
            # The subject is said after the last kind, or else before this one.
            said = [words for words, others in (*parted[n:], *parted[:n][::-1]) if others]
            wish = f"{wish} {next(filter(None, said), '')}"
        asked.append(wish.strip())
    return asked


def together(
    asked: Sequence[str],
    answers: Sequence[tuple[np.ndarray, Interpretation]],
    whole: Interpretation,
    surely: bool,
) -> tuple[np.ndarray, Interpretation] | None:
    """Return what answers any wish, the best of each first.

    None when none of them finds anything; `surely`, when one of them finds nothing.

    Parameters
    ----------
    answers : that of each wish
    whole : how the request was understood as one
    """
    found = [scores.any() and not told.relaxed for scores, told in answers]
    if (surely and not all(found)) or not any(scores.any() for scores, _ in answers):
        return None
    best = [s * (EXACT / s.max()) for s, _ in answers if s.any()]
    told = [one for _, one in answers]
    lost = tuple(word for one in told for word in one.left_out)
    return np.maximum.reduce(best), replace(
        whole,
        understood=tuple(word for one in told for word in one.understood),
        corrected=tuple(pair for one in told for pair in one.corrected),
        notes=tuple(note for one in told for note in one.notes),
        left_out=lost,
        relaxed=bool(lost),
        wishes=tuple(asked),
    )
