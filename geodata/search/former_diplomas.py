"""Diplomas that are no more: how people ask for them, and the titles of today that answer."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geodata.search.documents import before_option, lettered
from geodata.search.lexicon.diplomas import DIPLOMAS
from geodata.search.lexicon.everyday import Everyday, EverydayWords
from geodata.search.lexicon.words import FUNCTION_WORDS, diploma_at, split, stem, stems
from geodata.tables.columns import filled, table, text

FORMER_DIPLOMAS = table(
    "former_diplomas",
    {
        "former": filled(),  # the title it had, its kind in front
        "title": filled(),  # that of a loaded course that prepares what replaced it
        "closed": text(),  # day it closed (2021-08-31), or ""
    },
)
"""« CAP Employé de commerce multi-spécialités », « CAP Équipier polyvalent du commerce ».

A row a former title and a title of today, the last to close first: a diploma that was split has
several.
"""

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_TOLD = 3
"""Titles of today that one sentence names."""


def with_former(
    everyday: Everyday, rows: Iterable[Sequence[str]], titles: Collection[str]
) -> Everyday:
    """Return everyday words that also know former diplomas.

    A diploma is asked by its title, by its title without its option, and by its initials after its
    kind where they are those of no other. What the everyday words already have stays theirs. What
    a loaded title of the same kind begins with is that title's; so are words that one has which
    is not of today's diploma: « Bac pro Transport » is no more, others are about transport. A
    single word that courses or the everyday words have says no more than what it is about.

    Parameters
    ----------
    rows : (former title, title of today) of each, the last to close first
    titles : those of the loaded courses
    """
    became: dict[str, list[str]] = {}
    for former, title in rows:
        became.setdefault(former, []).append(title)
    if not became:
        return everyday
    return replace(everyday, words=(*everyday.words, *_Ways(everyday, titles).words(became)))


@dataclass(frozen=True)
class _Title:
    """A title in parts: `kind` is the tokens of its kind of diploma, `words` what follows it."""

    kind: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The token of its kind, and the stems of the words that carry a meaning."""
        return (*self.kind[-1:], *stems(self.words))


class _Ways:
    """The ways of asking for former diplomas that mean nothing else."""

    def __init__(self, everyday: Everyday, titles: Collection[str]) -> None:
        self._everyday = everyday
        keys = {title: _parted(title).key for title in titles}
        self._begun = {key[:end] for key in keys.values() for end in range(1, len(key) + 1)}
        self._having: dict[str, list[tuple[frozenset[str], str]]] = {}
        for title, key in keys.items():
            named = frozenset(key), before_option(title)
            self._having.setdefault(key[0] if key else "", []).append(named)
        self._initials = {
            (kind, stem(one)) for kind, found in map(lettered, titles) for one in found
        }
        words = (*(word for title in titles for word in split(title)), *FUNCTION_WORDS)
        self._words = {*map(stem, words), *(name for kind in DIPLOMAS for name in kind.names)}

    def words(self, became: dict[str, list[str]]) -> tuple[EverydayWords, ...]:
        """Return what is asked and what answers it, by former title."""
        whole = _together(became.items())
        short = _together((before_option(title), after) for title, after in became.items())
        answers = {**whole, **short}
        kept = [former for former in (*short, *whole) if self._is_former(former, answers[former])]
        asked = (
            *((wording, one) for one in kept for wording in self._of_title(one, wide=False)),
            *((wording, one) for one in kept for wording in self._of_title(one, wide=True)),
            *self._of_initials(short),
        )
        ways: dict[str, list[str]] = {}
        known = set[tuple[str, ...]]()
        for wording, former in asked:
            if (key := tuple(stems(split(wording)))) not in known:
                known.add(key)
                ways.setdefault(former, []).append(wording)
        return tuple(
            EverydayWords(tuple(of_one), tuple(answers[former]), _said(answers[former]), was=former)
            for former, of_one in ways.items()
        )

    def _is_former(self, title: str, after: Sequence[str]) -> bool:
        """Whether a title names something, which no loaded title of its kind is about."""
        parts = _parted(title)
        if not parts.kind or not parts.words or parts.key in self._begun:
            return False
        key = frozenset(parts.key)
        alike = {named for words, named in self._having.get(parts.kind[-1], ()) if key <= words}
        if len(parts.key) == 2 and (alike or self._everyday.looks_up(" ".join(parts.words))):
            return False
        return alike <= set(map(before_option, after))

    def _of_title(self, title: str, wide: bool) -> list[str]:
        joined = _HYPHEN.sub("", title)  # « agroéquipement » for « agro-équipement »
        said = [_parted(one) for one in dict.fromkeys((title, joined))]
        return self._unknown(
            [f"{n} {' '.join(p.words)}" for p in said for n in _names(p.kind, wide)]
        )

    def _unknown(self, wordings: list[str]) -> list[str]:
        """Return ways of saying the same, none where the everyday words have one of them."""
        return [] if any(map(self._everyday.looks_up, wordings)) else wordings

    def _of_initials(self, short: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        of: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for former in short:
            kind, found = lettered(former)
            for letters in found:
                of.setdefault((kind, stem(letters)), []).append((former, letters))
        for (kind, root), named in of.items():
            former, letters = named[0]
            alone = len({frozenset(short[one]) for one, _ in named}) == 1
            known = root in self._words or (kind, root) in self._initials
            if not alone or known or self._everyday.looks_up(letters):
                continue
            names = _names(_parted(former).kind, wide=False)
            for wording in self._unknown([f"{name} {letters}" for name in names]):
                yield wording, former


def _together(rows: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """Return the titles of today by former title, those of its namesakes together."""
    first: dict[tuple[tuple[str, ...], ...], str] = {}
    found: dict[str, list[str]] = {}
    for title, after in rows:
        parts = _parted(title)
        named = first.setdefault((parts.kind, parts.key), title)
        found[named] = list(dict.fromkeys([*found.get(named, ()), *after]))
    return found


def _parted(title: str) -> _Title:
    words = split(title)
    length, kind = diploma_at(stems(words), 0)
    left = length
    for at, word in enumerate(words):
        if not left:
            return _Title(kind, tuple(words[at:]))
        left -= word not in FUNCTION_WORDS
    return _Title(kind, ())


def _names(kind: tuple[str, ...], wide: bool) -> tuple[str, ...]:
    """What people call a kind of diploma; `wide`, the kind that it is of: « CAP » for « CAPA »."""
    asked = kind[-1:] if wide and len(kind) > 1 else () if wide else kind
    return next((diploma.names for diploma in DIPLOMAS if diploma.tokens == asked), ())


def _said(titles: Sequence[str]) -> str:
    """Return titles as one text between « and »: those that differ by an option are one."""
    options: dict[str, list[str]] = {}
    for title in titles:
        short = before_option(title)
        options.setdefault(short if _parted(short).words else title, []).append(title)
    told = [one[0] if len(one) == 1 else short for short, one in options.items()][:_TOLD]
    return "\u202f», «\u202f".join(told[:-1]) + "\u202f» ou «\u202f" * (len(told) > 1) + told[-1]
