"""Establishments found by name: « Faidherbe », « lycée Gaston Berger », « BTS Baudimont »."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geodata.folding import fold
from geodata.search.bags import Bags
from geodata.search.spelling import Vocabulary
from geodata.search.words import FUNCTION_WORDS, shown_words, split, stem

_GENERIC = """
lycee college cfa institut universite ecole faculte iut lp lpo campus centre prive public polyvalent
professionnel general technologique agricole metier formation site antenne cote
"""
GENERIC = frozenset(stem(word) for word in _GENERIC.split())
"""Words that many establishments have in their name, which tell none apart."""

_SHORTEST = 3
_SIGLE = 4  # letters of a name's initials by which it is known: « UPJV », « ULCO »


@dataclass(frozen=True)
class Named:
    """Establishments that a request names: their rows, their names, the words left to search by.

    `whole` tells whether the request is their name and nothing else.
    """

    rows: np.ndarray
    names: tuple[str, ...]
    rest: str
    whole: bool = False


class Establishments:
    """Names of establishments, each in a town.

    Parameters
    ----------
    names, towns, counts : the name and the town of each, and its number of courses, (n,).
    knows : whether courses have a word in what they teach: it then names no establishment alone.
    is_town : whether a folded word is part of a town's name.
    """

    def __init__(
        self,
        names: Sequence[str],
        towns: Sequence[str],
        counts: Sequence[int],
        knows: Callable[[str], bool],
        is_town: Callable[[str], bool],
    ) -> None:
        self._names, self._counts = tuple(names), tuple(counts)
        self._knows, self._is_town = knows, is_town
        self._keys = np.array([fold(name) for name in names], dtype=object)
        self._bags = Bags([_stems(name) for name in names])
        self._own = [
            " ".join(f" {w}" for w in split(name) if not is_town(w) and stem(w) not in GENERIC)
            for name in names
        ]
        own = Counter(word for words in self._own for word in words.split())
        self._spelling = Vocabulary(own, {})
        self._initials: dict[str, list[int]] = {}
        for row, name in enumerate(names):
            letters = "".join(word[0] for word in split(name) if word not in FUNCTION_WORDS)
            self._initials.setdefault(letters, []).append(row)
        self._towns = Bags([_stems(town) for town in towns])

    def named(self, request: str) -> Named | None:
        """The establishments that a request names, None when it names none."""
        if (whole := self._whole(fold(request))).size:
            return replace(self._found(whole, ""), whole=True)
        if sigle := self._sigle(request):
            return sigle
        typed = [(w, shown) for w, shown in shown_words(request[:200]) if w not in FUNCTION_WORDS]
        roots = [stem(word) for word, _ in typed]
        towns = [self._is_town(word) for word, _ in typed]
        own = [
            root
            for root, town, (word, _) in zip(roots, towns, typed, strict=True)
            if root in self._bags.terms and not town and root not in GENERIC
            if len(word) >= _SHORTEST and not self._knows(word)
        ]
        if own:
            met = self._bags.all_of(own)
        elif any(towns) and GENERIC.intersection(roots) and len(roots) > 1:
            met = self._bags.all_of(roots)
        else:
            return None
        there = met & self._towns.all_of(r for r, town in zip(roots, towns, strict=True) if town)
        rows = np.flatnonzero(there if there.any() else met)
        if not rows.size:
            return None
        said = {term for row in rows for term in self._bags.rows[row]} | GENERIC
        left = [
            shown
            for root, town, (_, shown) in zip(roots, towns, typed, strict=True)
            if root not in said and not town
        ]
        return self._found(rows, " ".join(left))

    def _whole(self, name: str) -> np.ndarray:
        """The rows of a whole name, its other sites included: « Université du Littoral »."""
        sites = f"{name} site "
        same = [key == name or key.startswith(sites) for key in self._keys]
        return np.flatnonzero(np.array(same) if name in self._keys else [])

    def _sigle(self, request: str) -> Named | None:
        """The establishments whose initials a request has: « UPJV », « master ULCO »."""
        words = shown_words(request[:200])
        for at, (word, _) in enumerate(words):
            if len(word) >= _SIGLE and word in self._initials and not self._knows(word):
                left = [shown for rank, (_, shown) in enumerate(words) if rank != at]
                return self._found(np.array(self._initials[word]), " ".join(left))
        return None

    def mended(self, request: str, as_typed: Collection[str] = ()) -> str:
        """Write the misspelt words of names as they are: « faiderbe », « lycée Bagio ».

        A word that courses, towns or names have is taken as it is, and so are those of `as_typed`.
        """
        words = []
        for word, shown in shown_words(request[:200]):
            known = self._knows(word) or self._is_town(word) or stem(word) in self._bags.terms
            taken = known or word in FUNCTION_WORDS or shown in as_typed
            words.append(shown if taken else self._spelling.nearest(word) or shown)
        return " ".join(words)

    def suggest(self, text: str, limit: int) -> list[str]:
        """Names that have the words typed, the last one maybe begun; the most courses first."""
        words = [word for word in split(text[:200]) if word not in FUNCTION_WORDS]
        if not words or len(words[-1]) < _SHORTEST or GENERIC.issuperset(map(stem, words)):
            return []
        needles = [f" {word}" for word in words]
        found: dict[str, int] = {}
        rows = zip(self._names, self._keys, self._own, self._counts, strict=True)
        for name, key, own, count in rows:
            if not any(needle in own for needle in needles):
                continue  # a town or « lycée » alone tells no establishment
            if all(needle in f" {key}" for needle in needles):
                found[name] = found.get(name, 0) + count
        return sorted(found, key=lambda name: (-found[name], name))[:limit]

    def _found(self, rows: np.ndarray, rest: str) -> Named:
        return Named(rows, tuple(dict.fromkeys(self._names[row] for row in rows)), rest)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in split(text) if word not in FUNCTION_WORDS]
