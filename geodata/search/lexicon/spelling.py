"""The words that courses and everyday tables use, and the one a misspelt word was meant to be."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.search.lexicon.words import stem

_SHORTEST = 4
_LONG = 9
"""Letters of a word that is not met by chance at one error from another."""

_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"(?<=psy)ch|(?<=\bar)ch(?=i)|(?<=\bor)ch|\bch(?=or)", "k"),
        (r"ph", "f"),
        (r"mp(?=t)", "n"),
        (r"qu|ck|ch(?=[rlnt])", "k"),
        (r"sc(?=[eiy])|ss|c(?=[eiy])|ti(?=on|en|eu)", "s"),
        (r"c(?!h)", "k"),
        (r"g(?=[eiy])", "j"),
        (r"eau|au", "o"),
        (r"ai|ei|oe", "e"),
        (r"en(?=[bcdfgjklmpqrstvz])", "an"),
        (r"y", "i"),
        (r"(?<!c)h", ""),
        (r"[mn](?=[bp])", "n"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
)
_SILENT = frozenset("dtspxg")
_ENDING = re.compile(r"(?<=...)(?:e?s|e?r|e?z|t|d|e){1,2}$")
"""What is not heard at the end, of a word that has three letters before it."""


class Vocabulary:
    """Known words, by word and by stem.

    Parameters
    ----------
    counts : how often each folded word is met.
    written : how a folded word is written, with its accents.
    names : folded words never taken for a misspelling (names of places).
    spelled : other folded words that are well written, though no course has them.
    sigles : folded words that are written in capitals, for which none is taken: « ENSAM » is not
        « ENSAD » misspelt.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        written: Mapping[str, str],
        names: Collection[str] = (),
        sigles: Collection[str] = (),
        spelled: Collection[str] = (),
    ) -> None:
        self._counts = dict(counts)
        self._written = dict(written)
        self._names = frozenset(names)
        self._spelled = frozenset(map(stem, spelled))
        self._long_spelled = sorted(word for word in spelled if len(word) >= _LONG)
        self._sorted = sorted(counts)
        self._words = [w for w in self._sorted if len(w) >= _SHORTEST and w not in sigles]
        by_stem: dict[str, str] = {}
        for word in sorted(counts, key=lambda w: (counts[w], w)):
            by_stem[stem(word)] = word
        self._by_stem = by_stem
        self._stems = [
            root for root, word in by_stem.items() if len(root) > _SHORTEST and word not in sigles
        ]
        self._sorted_stems = sorted(by_stem)
        self._by_sound = {sound(word): word for word in by_stem.values() if len(word) > _SHORTEST}
        self._spelled_by_sound = {sound(word): word for word in spelled if len(word) > 5}

    def knows(self, word: str) -> bool:
        """Whether the word is known, whatever its number and gender."""
        return stem(word) in self._by_stem

    def is_spelled(self, word: str) -> bool:
        """Whether a folded word is well written, be it known to no course."""
        return stem(word) in self._spelled or self.is_name(word)

    def is_name(self, word: str) -> bool:
        """Whether a folded word is part of a place's name and of nothing else."""
        return word in self._names and not self.knows(word)

    def shown(self, word: str) -> str:
        """A folded word, or a stem, as it is written."""
        word = word if word in self._counts else self._by_stem.get(word, word)
        return self._written.get(word, word)

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

    def ended(self, word: str) -> str:
        """The known word that only lacks its silent last letter, « lour » for « lourd », or ""."""
        roots = self.stems_from(word) if len(word) >= _SHORTEST else []
        if len(roots) != 1 or roots[0][:-1] != word or roots[0][-1] not in _SILENT:
            return ""
        return self._by_stem[roots[0]]

    def nearest(self, word: str) -> str:
        """The known word at one typing error from `word`, the likeliest if several, "" if none.

        A word with more errors that sounds the same (« electrissien ») is found too, and before
        one that sounds otherwise: « chofage » is « chauffage » rather than « chômage ».

        One error is a letter added, missing, wrong or swapped with its neighbour (restricted
        Damerau-Levenshtein distance). Up to five letters the first must be right, and with four
        no other may be: « Lille » or « Lens » would otherwise become ordinary words.
        """
        if len(word) < _SHORTEST or word in self._names:
            return ""
        found = [(known, 0) for known in self._at_one_error(word, self._words)]
        root = stem(word)
        if not found and root != word and len(root) > _SHORTEST:
            # The plural or feminine that was misspelt may not be in any title.
            found = [(self._by_stem[r], 1) for r in self._at_one_error(root, self._stems)]
        likely = [known for known, _ in found if _plausible(word, known)]
        if len(word) == _SHORTEST and len(likely) > 1:
            return ""
        heard = self._by_sound.get(sound(word), "") if len(word) > _SHORTEST else ""
        if not likely or (heard and all(sound(known) != sound(word) for known in likely)):
            return heard or self._nearest_spelled(word) or self._at_two_errors(word)
        return min(likely, key=lambda k: (k[0] != word[0], k[:2] != word[:2], -self._counts[k], k))

    def _nearest_spelled(self, word: str) -> str:
        """The well written word, known to no course, that a word sounds like, or a long one was."""
        if heard := self._spelled_by_sound.get(sound(word), "") if len(word) > 5 else "":
            return heard
        if len(word) < _LONG:
            return ""
        hits = self._at_one_error(word, self._long_spelled)
        return hits[0] if len(hits) == 1 else ""

    def _at_two_errors(self, word: str) -> str:
        """The one long word at two typing errors from a long word, its first letters right."""
        if len(word) < _LONG:
            return ""
        hits = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=2, limit=None)
        begun = {stem(hit[0]): hit[0] for hit in hits if hit[0][:2] == word[:2]}
        return next(iter(begun.values())) if len(begun) == 1 else ""

    @staticmethod
    def _at_one_error(word: str, among: list[str]) -> list[str]:
        hits = process.extract(word, among, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [hit[0] for hit in hits]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough key for folded words that sound alike in French: « fotografe », « photographe »."""
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return _ENDING.sub("", word)


def _plausible(word: str, known: str) -> bool:
    if len(word) > 5:
        return True
    if word[0] != known[0]:
        return False
    # Four letters: only a letter too few or too many, or two swapped.
    return len(word) > _SHORTEST or len(known) > len(word) or sorted(word) == sorted(known)
