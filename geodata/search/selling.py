"""What is sold: where titles are about it and lead to selling, they come with selling itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from geodata.search.interpretation import Interpretation, quoted
from geodata.search.ranking import CERTIFICATION, Ranker
from geodata.search.reading import Clause, yielding

_SELLING = re.compile(r"c1[1-5]\d\d|d1(?:1|2(?:0[189]|1)|3|4|5)\d*|g1303|j1307|j1405")
"""Codes of the ROME for who sells: banks, insurance, property; shops, trade; travel, pharmacies,
opticians. Not who cleans, mends or makes what shops sell."""
_NAMED = CERTIFICATION - 0.5
_SELLING_FIRST, _THING_FIRST, _WHOLE_FIRST = -0.6, -0.4, -0.2
"""What has both comes before what is about the thing, then what is about selling; all are one
family, whose levels take turns."""
_SCALE = 40  # so that a score orders what is alike, no more


class Seller:
    """Answers « vendre des assurances », which no title has whole.

    Parameters
    ----------
    ranker : the documents
    romes : the codes of each document, n of them
    """

    def __init__(self, ranker: Ranker, romes: Sequence[Sequence[str]]) -> None:
        self._ranker = ranker
        self._leads = np.array([any(map(_sells, codes)) for codes in romes], dtype=bool)

    def answer(
        self, clauses: Sequence[Clause], scores: np.ndarray, told: Interpretation
    ) -> tuple[np.ndarray, Interpretation] | None:
        """Return the courses about what is sold with those about selling, None if there are none.

        Parameters
        ----------
        scores, told : what answers the request otherwise
        """
        weak = [c for c in yielding(clauses) if not c.is_selling]
        things = [c for c in clauses if not (c.is_wider or c.is_selling or c in weak)]
        if not things or not any(c.is_selling for c in clauses):
            return None
        about, left = self._about([*things, *(c for c in clauses if c.is_wider)])
        if not about.any():
            return None
        selling = self._ranker.score([c for c in clauses if c.is_selling or c.is_wider])
        whole = np.zeros_like(scores) if told.left_out else scores
        best = max(CERTIFICATION + 1, scores.max(initial=0))
        found = [(selling, _SELLING_FIRST), (about, _THING_FIRST), (whole, _WHOLE_FIRST)]
        both = np.maximum.reduce(
            [np.where(one > 0, best + first + one / _SCALE, 0) for one, first in found]
        ).astype(np.float32)
        names = [c.text for c in things if c not in left]
        note = f"Voici ce qui touche à {quoted(' '.join(names))}, et ce qui apprend à vendre."
        lost = tuple(text for text in told.left_out if text not in names)
        understood = tuple(c.text for c in clauses if c.text not in lost)
        told = replace(told, understood=understood, left_out=lost, relaxed=bool(lost), broad=True)
        return both, replace(told, notes=(*told.notes, note))

    def _about(self, asked: Sequence[Clause]) -> tuple[np.ndarray, tuple[Clause, ...]]:
        """Score the titles about things that lead to selling; and what of these is left out."""
        left: tuple[Clause, ...] = ()
        about = self._ranker.score(asked)
        if not about.any() and len(asked) > 1:
            about, left = self._ranker.relax(asked)
        return np.where(self._leads & (about >= _NAMED), about, 0), left


def _sells(code: str) -> bool:
    return _SELLING.fullmatch(code.lower()) is not None
