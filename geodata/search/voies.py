"""A voie in which what answers best is not known: sources do not tell every voie of a course."""

from collections.abc import Callable, Sequence

import numpy as np

from geodata.search.interpretation import quoted
from geodata.search.reading import Clause


def with_other_voies(
    clauses: Sequence[Clause],
    scores: np.ndarray,
    score: Callable[[Sequence[Clause]], np.ndarray],
) -> tuple[np.ndarray, str]:
    """Add what answers better in another voie, first: « master tourisme alternance ».

    Parameters
    ----------
    clauses : what is asked
    scores : float32 of shape (n_documents,), what answers all of it
    score : gives such scores of clauses

    Returns
    -------
    the scores, and a sentence in French that says so, "" where nothing was added
    """
    voies = [c for c in clauses if c.facet.startswith("voie")]
    others = [c for c in clauses if c not in voies]
    if not voies or not scores.any() or all(c.is_wider for c in others):
        return scores, ""
    whole = score(others)
    best = np.floor(whole.max())
    if best <= np.floor(scores.max()):
        return scores, ""
    asked = quoted(" ".join(c.text for c in voies))
    sentence = (
        f"Ce qui répond le mieux n'est pas connu pour {asked} dans les sources chargées\u202f: "
        "ce qui l'est vient ensuite."
    )
    return np.maximum(scores, np.where(whole >= best, whole, 0)).astype(np.float32), sentence
