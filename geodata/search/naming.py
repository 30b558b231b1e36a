"""Requests that are the name of a métier, which few courses are titled with: « apiculteur »."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from geodata.search.interpretation import Interpretation, no_course, quoted
from geodata.search.lexicon.appellations import Appellations, Called
from geodata.search.lexicon.words import split, stems
from geodata.search.ranking import Ranker
from geodata.search.reading import Reading


class Namer:
    """Answers the name of a métier by what leads to it.

    Parameters
    ----------
    ranker : the documents
    appellations : what people call métiers
    roles : stems of words that say of no métier which it is
    """

    def __init__(self, ranker: Ranker, appellations: Appellations, roles: Collection[str]) -> None:
        self._ranker, self._appellations, self._roles = ranker, appellations, frozenset(roles)

    def answer(
        self,
        reading: Reading,
        scores: np.ndarray,
        told: Interpretation,
        loosely: bool = False,
    ) -> tuple[np.ndarray, Interpretation] | None:
        """Complete an answer by what leads to the métier whose name the request is, None if none.

        Parameters
        ----------
        scores, told : what answers the request otherwise
        loosely : whether the request may be but a part of the name
        """
        wider = [c for c in reading.clauses if c.is_wider]
        words = [c.text for c in reading.clauses if c not in wider]
        called = self._called(" ".join([*words, *reading.unknown]), loosely)
        if called is None and reading.mended:
            meant = dict(reading.mended)
            unknown = [meant.get(word, word) for word in reading.unknown]
            called = self._called(" ".join([*words, *unknown]), loosely)
            if called is not None:
                told = replace(told, corrected=(*told.corrected, *reading.mended))
        if called is None:
            return None
        leading = np.maximum.reduce([self._ranker.of_code(code) for code in called.codes])
        if wider:
            leading = np.where(self._ranker.score(wider) > 0, leading, 0)
        if leading.any():
            note = f"Voici ce qui mène au métier {quoted(called.label)}."
            kept = all(self._roles.issuperset(stems(split(text))) for text in told.left_out)
            known = scores if kept else self._ranker.nothing()
            understood = tuple(c.text for c in reading.clauses) or (reading.request,)
            told = replace(told, understood=understood, left_out=(), relaxed=False)
            told = replace(told, ignored=reading.ignored, notes=(*told.notes, note))
            return np.maximum(known, leading).astype(np.float32), told
        if scores.any():
            return None
        return scores, replace(told, code_sentence=no_course(called.codes[0], called.label))

    def begins(self, reading: Reading) -> bool:
        """Whether a request is how the name of a métier begins: « armurier »."""
        text = " ".join([*(c.text for c in reading.clauses), *reading.unknown])
        called = self._appellations.nearest(text)
        return called is not None and self._appellations.begins(called, text)

    def _called(self, text: str, loosely: bool) -> Called | None:
        """The métier that a text names; `loosely`, the one whose names have its words."""
        called = self._appellations.named(text)
        return self._appellations.nearest(text) if called is None and loosely else called
