"""The words that courses and everyday tables use, and the one a misspelt word was meant to be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.words import stem

_SHORTEST = 4


class Vocabulary:
    """Known words with how often each is met, by word and by stem."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._sorted = sorted(counts)
        self._words = [word for word in self._sorted if len(word) >= _SHORTEST]
        by_stem: dict[str, str] = {}
        for word in sorted(counts, key=lambda w: (counts[w], w)):
            by_stem[stem(word)] = word
        self._by_stem = by_stem
        self._stems = [root for root in by_stem if len(root) > _SHORTEST]
        self._sorted_stems = sorted(by_stem)

    def knows(self, word: str) -> bool:
        """Whether the word is known, whatever its number and gender."""
        return stem(word) in self._by_stem

    def has_stem(self, root: str) -> bool:
        """Whether a stem is known."""
        return root in self._by_stem

    def stems_from(self, prefix: str) -> list[str]:
        """The known stems that begin with `prefix`, in alphabetical order."""
        found = []
        for root in self._sorted_stems[bisect_left(self._sorted_stems, prefix) :]:
            if not root.startswith(prefix):
                break
            found.append(root)
        return found

    def begins(self, prefix: str) -> bool:
        """Whether a known word begins with `prefix`."""
        position = bisect_left(self._sorted, prefix)
        return position < len(self._sorted) and self._sorted[position].startswith(prefix)

    def nearest(self, word: str) -> str:
        """The known word at one typing error from `word`, the likeliest if several, "" if none.

        One error is a letter added, missing, wrong or swapped with its neighbour (restricted
        Damerau-Levenshtein distance). Up to five letters the first must be right, and with four
        no other may be: « Lille » or « Lens » would otherwise become ordinary words.
        """
        if len(word) < _SHORTEST:
            return ""
        found = [(known, 0) for known in self._at_one_error(word, self._words)]
        root = stem(word)
        if not found and len(root) > _SHORTEST:
            # The plural or feminine that was misspelt may not be in any title.
            found = [(self._by_stem[r], 1) for r in self._at_one_error(root, self._stems)]
        likely = [known for known, _ in found if _plausible(word, known)]
        if not likely or (len(word) == _SHORTEST and len(likely) > 1):
            return ""
        return min(likely, key=lambda k: (k[0] != word[0], k[:2] != word[:2], -self._counts[k], k))

    @staticmethod
    def _at_one_error(word: str, among: list[str]) -> list[str]:
        hits = process.extract(word, among, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [hit[0] for hit in hits]


def _plausible(word: str, known: str) -> bool:
    if len(word) > 5:
        return True
    if word[0] != known[0]:
        return False
    # Four letters: only a letter too few or too many, or two swapped.
    return len(word) > _SHORTEST or len(known) > len(word) or sorted(word) == sorted(known)
