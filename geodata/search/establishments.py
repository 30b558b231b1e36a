"""Establishments found by name: « Faidherbe », « lycée Gaston Berger », « BTS Baudimont »."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geodata.folding import fold
from geodata.search.bags import Bags
from geodata.search.lexicon.everyday import NO_WORDS, Everyday
from geodata.search.lexicon.spelling import Vocabulary
from geodata.search.lexicon.words import FUNCTION_WORDS, shown_words, split, stem, stems

_SHORTEST = 3
_SIGLE = 4  # letters of a name's initials by which it is known: « UPJV », « ULCO »


Together = tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """Establishments that a request names: their rows, their names, the words left to search by.

    `whole` tells whether they are surely named: by a whole name, or by a nickname; `weak` whether
    courses or places may have each of the words too.
    """

    rows: np.ndarray
    names: tuple[str, ...]
    rest: str
    whole: bool = False
    weak: bool = False


class Establishments:
    """Names of establishments, each in a town.

    Parameters
    ----------
    names, towns, counts : the name and the town of each, and its number of courses, (n,).
    knows : whether courses have a word in what they teach: it then names no establishment alone.
    is_town : whether a folded word is part of a town's name.
    everyday : nicknames of establishments, abbreviations and generic words that their names have.
    """

    def __init__(
        self,
        names: Sequence[str],
        towns: Sequence[str],
        counts: Sequence[int],
        knows: Callable[[str], bool],
        is_town: Callable[[str], bool],
        everyday: Everyday = NO_WORDS,
    ) -> None:
        self._names, self._counts = tuple(names), tuple(counts)
        self._knows, self._is_town = knows, is_town
        self._generic = everyday.generic
        self._leading = everyday.generic | everyday.leading
        self._keys = np.array([fold(name) for name in names], dtype=object)
        pairs = [(tuple(_stems(s)), tuple(_stems(full))) for s, full in everyday.abbreviations]
        bags = [_stems(name) for name in names]
        self._names_stems = bags
        full = [[*bag, *_either_way(bag, pairs)] for bag in bags]
        taken = {word for bag in full for word in bag}
        self._bags = Bags(
            [
                [*bag, *(letters for letters in self._initials(name) if letters not in taken)]
                for name, bag in zip(names, full, strict=True)
            ]
        )
        self._nicknames = {
            tuple(_stems(called)): (rows, {root for other in one.called for root in _stems(other)})
            for one in everyday.nicknames
            if (rows := _named_so(bags, [_stems(name) for name in one.named]))
            for called in one.called
        }
        self.called = frozenset(fold(called) for one in everyday.nicknames for called in one.called)
        """What people call establishments, folded."""
        generic = everyday.generic
        self._own = [
            " ".join(f" {w}" for w in split(name) if not is_town(w) and stem(w) not in generic)
            for name in names
        ]
        own = Counter(word for words in self._own for word in words.split())
        written = [pair for name in names if not name.isupper() for pair in shown_words(name)]
        capitals = {word for word, shown in written if shown.isupper()}
        others = {word for word, shown in written if not shown.isupper()}
        self._spelling = Vocabulary(own, {}, sigles=capitals - others)
        self._towns = Bags([_stems(town) for town in towns])

    def named(self, request: str) -> Named | None:
        """The establishments that a request names, None when it names none."""
        if (whole := self._whole(fold(request[:200]))).size:
            return replace(self._found(whole, ""), whole=True)
        if nicknamed := self._nicknamed(request):
            return nicknamed
        typed = [(w, shown) for w, shown in shown_words(request[:200]) if w not in FUNCTION_WORDS]
        roots = [stem(word) for word, _ in typed]
        towns = [self._is_town(word) for word, _ in typed]
        own = [
            root
            for root, town, (word, _) in zip(roots, towns, typed, strict=True)
            if root in self._bags.terms and not town and root not in self._generic
            if len(word) >= _SHORTEST and not self._knows(word)
        ]
        kinds = [root for root, town in zip(roots, towns, strict=True) if not town]
        if not own and not self._generic.isdisjoint(kinds) and (there := self.in_town(request)):
            return there  # « lycée de l'Europe Dunkerque »
        if own:
            met = self._bags.all_of(own)
            whole = met & self._bags.all_of(kinds)
            met = whole if whole.any() else met  # « lycée Savary-Ferry » is not « Alain Savary »
        elif len(kinds) > 1 and any(towns) and self._generic.issuperset(kinds):
            # « lycée privé Arras »: all those of the kind in the town.
            met = self._bags.all_of(kinds) & self._towns.all_of(set(roots) - set(kinds))
        elif len(roots) > 1 and not self._generic.issuperset(roots):
            met = self._bags.all_of(roots)
            if not self._leading.intersection(roots):
                met = met & np.array([_has(bag, roots) for bag in self._names_stems])
        else:
            return None
        rows = np.flatnonzero(self._there(met, typed))
        if not rows.size:
            return None
        bags = (self._bags, self._towns)
        said = {term for row in rows for bag in bags for term in bag.rows[row]} | self._generic
        left = [
            shown
            for root, town, (_, shown) in zip(roots, towns, typed, strict=True)
            if root not in said and not town
        ]
        return replace(self._found(rows, " ".join(left)), weak=not own)

    def in_town(self, request: str) -> Named | None:
        """The establishments of a town whose names have all the other words of a request.

        Courses may know these words: « Wallon Valenciennes », « lycée de l'Europe Dunkerque ».
        """
        roots = _stems(request[:200])
        in_town = [root for root in roots if root in self._towns.terms]
        own = [root for root in roots if root not in in_town]
        if not in_town or self._generic.issuperset(own):
            return None
        rows = np.flatnonzero(self._bags.all_of(own) & self._towns.all_of(in_town))
        return self._found(rows, "") if rows.size else None

    def _whole(self, name: str) -> np.ndarray:
        """The rows of a whole name, its other sites included: « Université du Littoral »."""
        same = [f"{key} ".startswith(f"{name} ") for key in self._keys]
        if name in self._keys:
            return np.flatnonzero(np.array(same))
        roots = _stems(name)  # « institut Genech » is « Institut de Genech »
        whole = len(roots) > 1 and [bag == roots for bag in self._names_stems]
        return np.flatnonzero(np.array(whole or []))

    def _initials(self, name: str) -> Iterator[str]:
        """What the first letters of a name make, up to its town or to its end: « ESAAT »."""
        words = [word for word in split(name) if word not in FUNCTION_WORDS]
        letters = "".join(word[0] for word in words)
        towns = [at for at, word in enumerate(words) if self._is_town(word)]
        before = min(towns, default=len(letters))
        return (letters[:n] for n in {*range(_SIGLE, before + 1), len(letters)} if n >= _SIGLE)

    def _nicknamed(self, request: str) -> Named | None:
        """The establishments that a request calls by a nickname: « master ULCO »."""
        typed = [(w, shown) for w, shown in shown_words(request[:200]) if w not in FUNCTION_WORDS]
        roots = tuple(stem(word) for word, _ in typed)
        for length in range(len(roots), 0, -1):
            for start in range(len(roots) - length + 1):
                if found := self._nicknames.get(roots[start : start + length]):
                    rows, said = found
                    others = [*typed[:start], *typed[start + length :]]
                    met = np.zeros(len(self._names), dtype=bool)
                    met[rows] = True
                    there = self._there(met, others)
                    kept = np.flatnonzero(there)
                    said = said.union(*(self._bags.rows[row] for row in kept))
                    left = " ".join(
                        shown
                        for word, shown in others
                        if not self._is_town(word) and stem(word) not in said
                    )
                    return replace(self._found(kept, left), whole=True)
        return None

    def _there(self, met: np.ndarray, typed: Sequence[tuple[str, str]]) -> np.ndarray:
        """Those of some establishments that are in the towns typed, all of them where none is."""
        for word, _ in typed:
            root = stem(word)
            if root not in self._generic and (root in self._leading or root in self._towns.terms):
                # « Saint » is a town's word too, in « lycée Saint-Luc, Cambrai ».
                named, in_town = self._bags.mask(root), self._towns.mask(root)
                of_name = root in self._leading and (met & named).any()
                there = met & (named if of_name else named | in_town)
                met = there if there.any() else met
        return met

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
        if nicknamed := self._nicknamed(text):
            return list(nicknamed.names[:limit])
        words = [word for word in split(text[:200]) if word not in FUNCTION_WORDS]
        if not words or len(words[-1]) < _SHORTEST or self._generic.issuperset(map(stem, words)):
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
    return stems(split(text))


def _either_way(bag: Sequence[str], pairs: Sequence[tuple[Together, Together]]) -> list[str]:
    """The other way of writing what a name abbreviates, or has in full."""
    found: list[str] = []
    for short, full in pairs:
        if _has(bag, short):
            found += full
        elif _has(bag, full):
            found += short
    return found


def _named_so(bags: Sequence[Sequence[str]], wordings: Sequence[Sequence[str]]) -> list[int]:
    return [row for row, bag in enumerate(bags) if any(_has(bag, words) for words in wordings)]


def _has(bag: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a name has words together, in this order."""
    first, length = words[0], len(words)
    return first in bag and any(
        word == first and tuple(bag[at : at + length]) == tuple(words)
        for at, word in enumerate(bag)
    )
