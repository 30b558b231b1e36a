"""How a typed text meets the names and codes of communes: whole, by its beginning, by words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from geodata.folding import fold

LONGEST = 200
"""Characters: no commune's label is half as long, so a longer text is not one."""

_SHORTEST_MISTYPED = 4
"""Letters: below, one typing error makes any name from any other."""

_SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur"}
_ARTICLE = re.compile(r"^(?:le|la|les|l) ")
_BEFORE_NAMES = frozenset(
    ["d", "de", "du", "des", "a", "au", "aux", "depuis", "dans", "vers", "pres", "en"]
)
_AROUND = frozenset(
    ["centre", "ville", "gare", "mairie", "quartier", "nord", "sud", "est", "ouest"]
)
_NUMBER = re.compile(r"[0-9][0-9ab]?[0-9]*")

# How exact a match is, best first.
EXACT, EXACT_WITHOUT_ARTICLE, WHOLE_WORDS, BEGINNING, SOME_WORDS, WITH_DEPARTEMENT, MISTYPED = (
    range(7)
)


class Asked(NamedTuple):
    """What a person typed, once folded: words of a name, and numbers (postal or INSEE codes)."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def name(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


def read(text: str) -> Asked:
    """Separate the words from the numbers; « St-Quentin 02100 » gives (saint quentin, 02100)."""
    tokens = fold(text).split() if len(text) <= LONGEST else []
    numbers = tuple(token for token in tokens if _NUMBER.fullmatch(token))
    words = [token for token in tokens if token not in numbers]
    while len(words) > 1 and words[0] in _BEFORE_NAMES:
        words = words[1:]  # « d'Abbeville », « du Touquet »
    return Asked(tuple(_long_form(word, rank) for rank, word in enumerate(words)), numbers)


def core(asked: Asked) -> Asked:
    """Leave out what people add to the name of a town: « gare de Lille », « Lens centre »."""
    kept = [word for word in asked.words if word not in _AROUND]
    while len(kept) > 1 and kept[0] in _BEFORE_NAMES:
        kept = kept[1:]
    return Asked(tuple(kept), asked.numbers)


def _long_form(word: str, rank: int) -> str:
    # « s/ » is « sur » inside a name, never its first word.
    return word if word == "s" and rank == 0 else _SHORT_FORMS.get(word, word)


class CommuneNames:
    """The names and codes of communes, ready to be matched.

    Parameters
    ----------
    names, departements
        Name of each commune and of its département (n,).
    postcodes
        Postal codes of each commune (n,).
    codes
        INSEE code of each commune (n,).
    former
        Pairs (code, name): other names, of communes that are now a part of the one of that code.

    """

    def __init__(
        self,
        names: Sequence[str],
        departements: Sequence[str],
        postcodes: Sequence[tuple[str, ...]],
        codes: Sequence[str],
        former: Sequence[tuple[str, str]] = (),
    ) -> None:
        row_of = {code: row for row, code in enumerate(codes)}
        others = [(row_of[code], name) for code, name in former if code in row_of]
        # Other names stand after those of the communes, each with all its commune has.
        self._rows = [*range(len(names)), *(row for row, _ in others)]
        self._own = len(names)
        names = [*names, *(name for _, name in others)]
        departements, postcodes, codes = (
            [of[row] for row in self._rows] for of in (departements, postcodes, codes)
        )
        self._names = [read(name).name for name in names]
        self._bare = [_ARTICLE.sub("", name) for name in self._names]
        self._spaced = [f" {name}" for name in self._names]
        self._with_departement = [
            f" {name} {fold(departement)}"
            for name, departement in zip(self._names, departements, strict=True)
        ]
        self._beginnings = {
            start for name in {*self._names, *self._bare} for start in _beginnings(name)
        }
        self._postcodes = postcodes
        self._codes = [code.lower() for code in codes]
        # A mistyped word may be any of the name: « quantin » for « saint quentin ».
        self._tails = [(row, tail) for row, name in enumerate(self._names) for tail in _tails(name)]

    def begins(self, asked: Asked) -> bool:
        """Say whether some words, all whole, are a name or the beginning of one."""
        return not asked.numbers and asked.name in self._beginnings

    def match(self, asked: Asked) -> list[tuple[int, int]]:
        """Rows that match, each with how exact it is: (exactness, row), in no order."""
        found = self._matching(asked)
        own = [(rank, row) for rank, row in found if row < self._own]
        if not asked.words or min(own, default=(MISTYPED, 0))[0] <= EXACT_WITHOUT_ARTICLE:
            return own
        best: dict[int, int] = {}
        for rank, row in found:
            commune = self._rows[row]
            best[commune] = min(rank, best.get(commune, rank))
        return [(rank, row) for row, rank in best.items()]

    def _matching(self, asked: Asked) -> list[tuple[int, int]]:
        if not (asked.words or asked.numbers):
            return []
        rows: Sequence[int] = range(len(self._names))
        if asked.numbers:
            rows = [row for row in rows if self._has_numbers(row, asked.numbers)]
        if not asked.words:
            return [(self._number_exactness(row, asked.numbers), row) for row in rows]
        return (
            self._by_name(asked, rows)
            or self._by_departement(asked, rows)
            or self._mistyped(asked.name, set(rows))
        )

    def resembling(self, asked: Asked, limit: int) -> list[int]:
        """Rows whose names look most like the words, the most alike first."""
        found = process.extract(
            asked.name, self._names, scorer=fuzz.ratio, score_cutoff=70, limit=limit
        )
        return list(dict.fromkeys(self._rows[row] for _, _, row in found))

    def _has_numbers(self, row: int, numbers: tuple[str, ...]) -> bool:
        codes = (*self._postcodes[row], self._codes[row])
        return all(any(_starts(code, number) for code in codes) for number in numbers)

    def _number_exactness(self, row: int, numbers: tuple[str, ...]) -> int:
        if any(number in self._postcodes[row] for number in numbers):
            return EXACT
        return EXACT_WITHOUT_ARTICLE if self._codes[row] in numbers else BEGINNING

    def _by_name(self, asked: Asked, rows: Sequence[int]) -> list[tuple[int, int]]:
        found = []
        name, starts = asked.name, [f" {word}" for word in asked.words]
        for row in rows:
            spaced = self._spaced[row]
            if all(start in spaced for start in starts):
                found.append((self._exactness(row, name), row))
        return found

    def _exactness(self, row: int, name: str) -> int:
        full, bare = self._names[row], self._bare[row]
        if full == name:
            return EXACT
        if bare == name:
            return EXACT_WITHOUT_ARTICLE
        if full.startswith(f"{name} ") or bare.startswith(f"{name} "):
            return WHOLE_WORDS
        return BEGINNING if full.startswith(name) or bare.startswith(name) else SOME_WORDS

    def _by_departement(self, asked: Asked, rows: Sequence[int]) -> list[tuple[int, int]]:
        starts = [f" {word}" for word in asked.words]
        return [
            (WITH_DEPARTEMENT, row)
            for row in rows
            if all(start in self._with_departement[row] for start in starts)
        ]

    def _mistyped(self, name: str, rows: set[int]) -> list[tuple[int, int]]:
        if len(name) < _SHORTEST_MISTYPED:
            return []
        found = set()
        # A name still being typed has one letter more or less than the beginning it is meant for.
        for length in (len(name) - 1, len(name), len(name) + 1):
            beginnings = [tail[:length] for _, tail in self._tails]
            near = process.extract_iter(name, beginnings, scorer=OSA.distance, score_cutoff=1)
            found |= {self._tails[place][0] for _, _, place in near}
        return [(MISTYPED, row) for row in found & rows]


def _tails(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[first:]) for first in range(len(words))]


def _starts(code: str, number: str) -> bool:
    # Spreadsheets eat the first zero: 2500 is 02500.
    return code.startswith(number) or (len(number) == 4 and code == f"0{number}")


def _beginnings(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[:last]) for last in range(1, len(words) + 1)]
