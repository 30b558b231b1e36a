"""From a métier to the certifications that lead to it, level by level, and to its neighbours."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.finding.answer import Found, find
from geodata.search.lexicon.words import FUNCTION_WORDS, split, stem

_DOMAIN = 3  # letters of a ROME code that say its professional domain
_PRECISE = 0.5  # of a tier of relevance
_NEIGHBOURS = 3


@dataclass(frozen=True)
class Certification:
    """A title that leads to a métier, its courses within reach, and those of everywhere."""

    title: str
    level: int
    near: int
    everywhere: int


@dataclass(frozen=True)
class Neighbour:
    """A métier of the same domain, and the courses within reach that lead to it."""

    label: str
    count: int


def metier_of(atlas: Atlas, text: str) -> str:
    """Return the ROME code of the métier that a text is the name or the code of, "" if none."""
    words = [word for word in split(text) if word not in FUNCTION_WORDS]
    if len(words) == 1 and words[0].upper() in atlas.rome_labels:
        return words[0].upper()
    stems = {stem(word) for word in words}
    return _by_name(atlas).get(frozenset(stems - atlas.everyday.lesser.soft or stems), "")


def metier_meant(atlas: Atlas, found: Found) -> str:
    """Return the métier that a text names, or that most of its best courses lead to, or "".

    The name of the latter has a word of the text, or one that everyday words put in its place.
    """
    if named := metier_of(atlas, found.query.q):
        return named
    told = atlas.text.explain(found.query.q)
    if found.relevance is None or told.wishes or atlas.text.without_diploma(found.query.q)[1]:
        return ""
    words = " ".join([*told.understood, *(one for _, many in told.expanded for one in many)])
    asked = {stem(word) for word in split(words) if word not in FUNCTION_WORDS}
    asked -= atlas.everyday.lesser.soft
    relevance = np.where(found.placed | found.beyond, found.relevance, 0)
    rows = np.flatnonzero((relevance > 0) & (relevance >= relevance.max() - 1))
    led = Counter(code for codes in _romes(atlas)[rows] for code in codes)
    named_with = atlas.cached("stems of metiers", lambda: _stems(atlas))
    best = (code for code, _ in led.most_common())
    return next((code for code in best if asked & named_with.get(code, frozenset())), "")


def certifications(atlas: Atlas, found: Found, rome: str) -> list[Certification]:
    """Return the titles that lead to a métier, by level then the most taught first."""
    rows, which, titles = atlas.cached(("titles to", rome), lambda: _titles_to(atlas, rome))
    near = np.bincount(which[found.listed[rows]], minlength=len(titles)).tolist()
    made = [
        Certification(title, level, here, n)
        for (title, level, n), here in zip(titles, near, strict=True)
        if level
    ]
    return sorted(made, key=lambda one: (one.level, -one.near, -one.everywhere, one.title))


def _titles_to(
    atlas: Atlas, rome: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[tuple[str, int, int]]]:
    """Return the rows of the region's courses that lead to a métier, and which title each has.

    The titles are with their level and the number of their courses.
    """
    rows = courses_to(atlas).get(rome, np.array([], dtype=np.int64))
    rows = rows[~atlas.columns.around[rows]]
    pairs = list(zip(atlas.columns.title[rows], atlas.columns.level[rows].tolist(), strict=True))
    counts = Counter(pairs)
    number = {pair: at for at, pair in enumerate(counts)}
    which = np.array([number[pair] for pair in pairs], dtype=np.int64)
    return rows, which, [(str(title), int(level), n) for (title, level), n in counts.items()]


def neighbours(atlas: Atlas, found: Found, today: date) -> list[Neighbour]:
    """Return the métiers near what is asked that courses within reach lead to, the most first.

    Two métiers are near when the ROME puts them in one professional domain (its first three signs).
    """
    asked = _asked(atlas, found)
    if not asked:
        return []
    here = find(atlas, replace(found.query, q=""), today).listed
    domains = {rome[:_DOMAIN] for rome in asked}
    counted = [
        Neighbour(atlas.rome_labels[rome], int(here[rows].sum()))
        for rome, rows in courses_to(atlas).items()
        if rome[:_DOMAIN] in domains and rome not in asked and rome in atlas.rome_labels
    ]
    counted = [one for one in counted if one.count]
    return sorted(counted, key=lambda one: (-one.count, one.label))[:_NEIGHBOURS]


def courses_to(atlas: Atlas) -> Mapping[str, np.ndarray]:
    """Return the rows of the courses that lead to each métier, by ROME code."""

    def make() -> dict[str, np.ndarray]:
        rows: dict[str, list[int]] = {}
        for row, codes in enumerate(atlas.offers["romes"]):
            for code in codes.split():
                rows.setdefault(code, []).append(row)
        return {code: np.array(found) for code, found in rows.items()}

    return atlas.cached("courses-to-metiers", make)


def _asked(atlas: Atlas, found: Found) -> set[str]:
    """Return the métier that a text names, else those of the courses that answer it best."""
    if named := metier_of(atlas, found.query.q):
        return {named}
    if found.relevance is None or not found.beyond.any():
        return set()
    best = found.relevance[found.beyond].max()
    rows = np.flatnonzero(found.beyond & (found.relevance > best - _PRECISE))
    return {code for codes in _romes(atlas)[rows] for code in codes}


def _romes(atlas: Atlas) -> NDArray[np.object_]:
    """Return the ROME codes of each course, tuples (n_offers,), one for those that are alike."""

    def make() -> NDArray[np.object_]:
        told = atlas.offers["romes"].tolist()
        codes = {text: tuple(text.split()) for text in set(told)}
        found = np.empty(len(told), dtype=object)
        for row, text in enumerate(told):
            found[row] = codes[text]
        return found

    return atlas.cached("romes of courses", make)


def _stems(atlas: Atlas) -> dict[str, frozenset[str]]:
    """Return the stems of the words of each métier, by its ROME code."""
    return {
        code: frozenset(stem(word) for word in split(label))
        for code, label in atlas.rome_labels.items()
    }


def _by_name(atlas: Atlas) -> Mapping[frozenset[str], str]:
    def make() -> dict[frozenset[str], str]:
        return {
            frozenset(stem(w) for w in split(label) if w not in FUNCTION_WORDS): code
            for code, label in reversed(atlas.rome_labels.items())
        }

    return atlas.cached("metiers-by-name", make)
