"""Bags of terms: which of many short texts have a term, or all of several."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np


class Bags:
    """Short texts as sets of terms, in order; answers are boolean arrays of shape (n_texts,)."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows = tuple(rows)
        found: dict[str, list[int]] = {}
        for position, row in enumerate(rows):
            for term in set(row):
                found.setdefault(term, []).append(position)
        self._masks = {term: self._mask(positions) for term, positions in found.items()}
        self._counts = {term: len(positions) for term, positions in found.items()}
        self._none = self._mask([])

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def terms(self) -> Collection[str]:
        """Every term, a set-like view."""
        return self._masks.keys()

    def mask(self, term: str) -> np.ndarray:
        """Which texts have the term, read-only."""
        return self._masks.get(term, self._none)

    def all_of(self, terms: Iterable[str]) -> np.ndarray:
        """Which texts have every term, read-only when there is one term."""
        masks = [self.mask(term) for term in terms]
        if any(mask is self._none for mask in masks):
            return self._none
        if len(masks) == 1:
            return masks[0]
        met = np.ones(len(self.rows), dtype=bool)
        for mask in masks:
            met &= mask
        return met

    def idf(self) -> dict[str, float]:
        """How much each term tells: the logarithm of the share of texts that lack it, from 0."""
        return {t: float(np.log(1 + len(self.rows) / n)) for t, n in self._counts.items()}

    def _mask(self, positions: list[int]) -> np.ndarray:
        mask = np.zeros(len(self.rows), dtype=bool)
        mask[positions] = True
        mask.flags.writeable = False
        return mask
