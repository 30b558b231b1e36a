"""What people call métiers: the appellations of the ROME, each with the codes it stands for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandera.pandas as pa

from geodata.search.lexicon.lesser_words import NO_LESSER_WORDS, LesserWords
from geodata.search.lexicon.words import FUNCTION_WORDS, split, stem, stems
from geodata.tables.columns import filled, table, text

APPELLATIONS = table(
    "appellations",
    {
        "label": filled(),
        "rome": pa.Column(str, pa.Check.str_matches(r"^[A-N]\d{4}$")),
        "parent": pa.Column(str, pa.Check.str_matches(r"^([A-N]\d{4})?$")),  # of the former ROME
        "source": text(),
    },
)
"""« Apiculteur / Apicultrice », A1429, A1408."""


_TELLS = 6  # letters of a word that need not be the first of the appellation


@dataclass(frozen=True)
class Called:
    """A métier as someone calls it, and its ROME codes in lower case, the most precise first."""

    label: str
    codes: tuple[str, ...]


class Appellations:
    """Appellations found by their words, whatever their order, number and gender.

    Parameters
    ----------
    rows : (label, code, code of the former ROME or "") of each.
    lesser : words that tell no appellation from another.
    """

    def __init__(
        self, rows: Iterable[Sequence[str]] = (), lesser: LesserWords = NO_LESSER_WORDS
    ) -> None:
        self._lesser = lesser
        self._by_words: dict[frozenset[str], Called] = {}
        self._having: dict[str, set[frozenset[str]]] = {}
        self.words: set[str] = set()
        """Their words, folded."""
        for label, *codes in rows:
            called = Called(label, tuple(dict.fromkeys(code.lower() for code in codes if code)))
            for wording in _wordings(label):
                self.words.update(split(wording))
                key = self._key(wording)
                self._by_words.setdefault(key, called)
                for root in key:
                    self._having.setdefault(root, set()).add(key)

    def named(self, text: str) -> Called | None:
        """The métier that a text is an appellation of, None when it is none."""
        return self._by_words.get(self._key(text))

    def nearest(self, text: str) -> Called | None:
        """The métier of most appellations that have every word of a text.

        « Courtier » is no whole name: it is the beginning of « Courtier en prêt ». None when none
        has them.
        """
        key = self._key(text)
        if not key or self._lesser.roles.issuperset(key):
            return None
        together = (self._by_words[one] for one in self._together(key))
        # « Deux » is in too many of them; « tourier » tells its own.
        tells = all(len(root) >= _TELLS for root in key)
        longer = [one for one in together if tells or stem(split(one.label)[0]) in key]
        counts = Counter(one.codes for one in longer)
        if not counts:
            return None
        return min(longer, key=lambda one: (-counts[one.codes], len(one.label), one.label))

    def begins(self, called: Called, text: str) -> bool:
        """Whether the name of a métier begins with a text: « Armurier », « Agent de quai »."""
        typed = stems(split(text))
        return any(
            stems(split(wording))[: len(typed)] == typed for wording in _wordings(called.label)
        )

    def _together(self, key: frozenset[str]) -> set[frozenset[str]]:
        """The keys of the appellations that have every word of a key."""
        first, *others = (self._having.get(root, set()) for root in key)
        return first.intersection(*others)

    def _key(self, text: str) -> frozenset[str]:
        roots = {stem(word) for word in split(text) if word not in FUNCTION_WORDS}
        return frozenset(roots - self._lesser.soft or roots)


def _wordings(label: str) -> list[str]:
    """The ways to say « Conducteur / Conductrice de train »: as it is, and either half in full."""
    before, slash, after = label.partition(" / ")
    if not slash:
        return [label]
    rest = after.split()[len(before.split()) :]
    return [label, " ".join([before, *rest]), after]
