"""Suggestions while a request is being typed: titles, métiers and codes that courses have."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.search.lexicon.words import FUNCTION_WORDS, split, stem, terms

Kind = Literal["formation", "métier", "code"]


@dataclass(frozen=True)
class Suggestion:
    """A completion.

    Attributes
    ----------
    kind : what it is.
    text : what to put in the search box.
    detail : what a code stands for, else "".
    count : number of courses it is about.
    """

    kind: Kind
    text: str
    detail: str = ""
    count: int = 0


@dataclass(frozen=True)
class _Entry:
    suggestion: Suggestion
    haystack: str
    """The folded words and their stems, each after a space: « ␣word » begins a word."""
    start: str


class Suggester:
    """Completions over distinct titles, métiers and codes.

    Parameters
    ----------
    titles, metiers : pairs (text, number of courses); the same text may come several times.
    codes : label and number of courses by code.
    """

    def __init__(
        self,
        titles: Iterable[tuple[str, int]],
        metiers: Iterable[tuple[str, int]],
        codes: Mapping[str, tuple[str, int]],
    ) -> None:
        self._titles = _entries("formation", titles)
        self._metiers = _entries("métier", metiers)
        self._codes = sorted(
            (Suggestion("code", code, label, count) for code, (label, count) in codes.items()),
            key=lambda s: (-s.count, s.text),
        )
        self._by_title = {e.start: e.suggestion for e in self._titles}

    def complete(self, request: str, limit: int) -> list[Suggestion]:
        """At most `limit` completions of what is typed, the most offered first.

        Formations and métiers share the places, so that neither hides the other.
        """
        words = split(request[:200])
        if not words or limit < 1:
            return []
        if len(words) <= 2 and any(c.isdigit() for c in words[-1]):
            found = self._complete_code("".join(words), limit)
            if found:
                return found
        typed = _needles(request[:200])
        titles = _matching(self._titles, typed, " ".join(words))
        metiers = _matching(self._metiers, typed, " ".join(words))
        share = max(limit - len(titles), min(limit // 3, len(metiers)))
        return [*titles[: limit - min(share, len(metiers))], *metiers[:share]][:limit]

    def add_titles(
        self, found: list[Suggestion], titles: Iterable[str], limit: int
    ) -> list[Suggestion]:
        """Complete a list with titles found otherwise, without repeating any."""
        extended = list(found)
        for title in titles:
            suggestion = self._by_title.get(" ".join(split(title)))
            if len(extended) < limit and suggestion is not None and suggestion not in extended:
                extended.append(suggestion)
        return extended

    def _complete_code(self, typed: str, limit: int) -> list[Suggestion]:
        upper = typed.upper()
        wanted = (upper, f"RNCP{upper}") if upper.isdecimal() and len(upper) > 2 else (upper,)
        return [code for code in self._codes if code.text.startswith(wanted)][:limit]


def _entries(kind: Kind, texts: Iterable[tuple[str, int]]) -> Sequence[_Entry]:
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for text, count in texts:
        start = " ".join(split(text))
        counts[start] = counts.get(start, 0) + count
        # The richest writing is kept: accents take more bytes than none.
        shown[start] = max(shown.get(start, ""), " ".join(text.split()), key=_richness)
    ordered = sorted(counts, key=lambda start: (-counts[start], len(start), start))
    return [
        _Entry(
            Suggestion(kind, shown[start], "", counts[start]),
            f" {start} {' '.join([*map(stem, start.split()), *terms(start)])} ",
            start,
        )
        for start in ordered
    ]


def _richness(text: str) -> tuple[int, str]:
    return len(text.encode()), text


def _needles(request: str) -> list[str]:
    """What a text must contain: the stems of the finished words, the beginning of the last."""
    words = split(request)
    finished = [" " + stem(word) for word in words[:-1] if word not in FUNCTION_WORDS]
    last = " " + words[-1] + (" " if request[-1].isspace() else "")
    return list(dict.fromkeys([*finished, last]))


def _matching(entries: Sequence[_Entry], typed: Sequence[str], start: str) -> list[Suggestion]:
    first: list[Suggestion] = []
    others: list[Suggestion] = []
    for entry in entries:
        if all(needle in entry.haystack for needle in typed):
            kept = first if entry.start.startswith(start) else others
            kept.append(entry.suggestion)
    return sorted([*first, *others], key=lambda s: -s.count)
