"""What one does, handles and makes in a trade: the way to courses that no title of theirs tells.

« Désosser la viande » is in no title, in no name of a métier: a butcher does it. Each trade has the
words of what is done there; the trades that have most of the words asked are the nearest.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from geodata.search.lexicon.words import FUNCTION_WORDS, split, stem

_TITLED = 0.1  # what a word is worth more where titles have it
_ALIKE = 0.8  # of what the nearest trade has of a request, for another to be as near


@dataclass(frozen=True)
class Trade:
    """A trade: the wordings of titles that lead to it, the best first, and the words of it."""

    official: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """A trade that has some of the words of a request, and its share of them, 0 to 1."""

    trade: Trade
    share: float
    having: frozenset[str]


class Trades:
    """Trades found by what is done in them.

    Parameters
    ----------
    rows : the trades.
    """

    def __init__(self, rows: Iterable[Trade] = ()) -> None:
        self._rows = tuple(rows)
        self.words = {word for one in self._rows for text in one.words for word in split(text)}
        """Their words, folded."""
        self._having: dict[str, list[int]] = {}
        self._titled: list[frozenset[str]] = []
        for row, one in enumerate(self._rows):
            titled = frozenset(_roots(one.official))
            self._titled.append(titled)
            for root in titled | _roots(one.words):
                self._having.setdefault(root, []).append(row)

    def tells(self, root: str) -> float:
        """How much a stem tells of a trade: the fewer have it, the more; as the rarest if none."""
        return math.log(1 + len(self._rows) / len(self._having.get(root, [0])))

    def share(self, of: Collection[str], among: Collection[str]) -> float:
        """Return what some stems tell, as a share of what others do, 0 to 1."""
        whole = sum(map(self.tells, among))
        return sum(self.tells(root) for root in of) / whole if whole else 0.0

    def nearest(self, roots: Collection[str], things: Collection[str] = ()) -> list[Near]:
        """Return the trades that have most of some stems, the nearest first; none if none has.

        Parameters
        ----------
        things : stems of which a trade must have one, where there are any
        """
        about = {row for root in things for row in self._having.get(root, ())}
        found: dict[int, float] = {}
        for root in roots:
            for row in self._having.get(root, ()):
                if things and row not in about:
                    continue
                worth = 1 + _TITLED * (root in self._titled[row])
                found[row] = found.get(row, 0.0) + worth * self.tells(root)
        best = max(found.values(), default=0)
        near = [row for row, told in found.items() if told >= _ALIKE * best]
        return [
            Near(self._rows[row], self.share(having, roots), having)
            for row in sorted(near, key=lambda row: (-found[row], row))
            if (having := frozenset(root for root in roots if row in self._having.get(root, ())))
        ]


def _roots(texts: Iterable[str]) -> set[str]:
    return {stem(word) for text in texts for word in split(text)} - FUNCTION_WORDS
