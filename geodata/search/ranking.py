"""Which courses answer a request that was read, and how well."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from geodata.search.bags import Bags
from geodata.search.documents import (
    Document,
    abbreviations,
    courses_of,
    facets,
    metiers_of,
    rncp_terms,
)
from geodata.search.lexicon.everyday import Alternative, Everyday
from geodata.search.lexicon.words import terms
from geodata.search.reading import Clause, yielding

# What a course is worth by where the words were met; how much of the title they cover (0 to 1)
# ranks courses within a tier. Met through everyday words, a course is half a tier lower.
EXACT = 7.0
STARTS = 6.0
TITLE = 5.0
CERTIFICATION = 4.0
METIER = 3.0
WORDS = 2.0
SPREAD = 1.0
_EXPANDED = 0.5
_COVERAGE = 0.49
_ABOUT = 0.45
_STAYS = {"facet": 0, "diploma": 1, "role": 2}
_WORD = 3  # of what is asked, the last thing to leave out
_PHRASE = 4  # words that say together what each does not
_SELLING = 5  # « vendre des vêtements » is about selling, whatever is sold


class Ranker:
    """The terms of every document, by where they stand.

    Parameters
    ----------
    documents : the distinct descriptions, n of them.
    labels : label of every ROME code, the codes in lower case.
    everyday : everyday words, which no abbreviation of a title may be taken for.
    """

    def __init__(
        self, documents: Sequence[Document], labels: Mapping[str, str], everyday: Everyday
    ) -> None:
        titles = [terms(d.title) for d in documents]
        certifications = [terms(d.certification) for d in documents]
        taken = {t for title in titles for t in title}
        taken |= {key[0] for key in everyday.alternatives if len(key) == 1}
        self.abbreviations = abbreviations(documents, taken)
        named = [
            [
                *title,
                *certification,
                *rncp_terms(d),
                *facets(d),
                *self.abbreviations.get(d.title, ()),
            ]
            for title, certification, d in zip(titles, certifications, documents, strict=True)
        ]
        described = [[*n, *terms(d.words)] for n, d in zip(named, documents, strict=True)]
        metiers = [metiers_of(d, labels) for d in documents]
        self._labels_of = labels
        self.metiers = sorted({metier for of_one in metiers for metier in of_one if metier[1]})
        self.courses = courses_of(self.metiers, metiers)
        label_terms = {metier: [metier[0], *terms(metier[1])] for metier in self.metiers}
        everything = [
            [*words, *(t for metier in of_one for t in label_terms.get(metier, [metier[0]]))]
            for words, of_one in zip(described, metiers, strict=True)
        ]
        self._titles, self._named, self._described = Bags(titles), Bags(named), Bags(described)
        self._labels = Bags(list(label_terms.values()))
        self._all = Bags(everything)
        self._idf = self._all.idf()
        self._information = np.array(
            [max(sum(self._idf.get(t, 0.0) for t in set(title)), 1e-6) for title in titles],
            dtype=np.float32,
        )
        romes = np.array([len(of_one) for of_one in metiers], dtype=np.float32)
        self._few_metiers = 1 / np.maximum(romes, 1)
        self._keys = [phrase(title) for title in titles]
        self._rows_of: dict[str, list[int]] = {}
        for row, names in enumerate(zip(self._keys, map(phrase, certifications), strict=True)):
            for name in {*names} - {phrase([])}:
                self._rows_of.setdefault(name, []).append(row)

    @property
    def terms(self) -> Collection[str]:
        """Every term of every document."""
        return self._all.terms

    @property
    def codes(self) -> Collection[str]:
        """The terms of titles and certifications, RNCP numbers among them."""
        return self._named.terms

    def nothing(self) -> np.ndarray:
        """Scores of 0, float32 of shape (n,)."""
        return np.zeros(len(self._keys), dtype=np.float32)

    def of_code(self, code: str) -> np.ndarray:
        """Score the documents with a ROME or RNCP code (folded), the code's own label included.

        Those that lead to few métiers, or are named like this one, are more surely about it.
        """
        leading = np.flatnonzero(self._all.mask(code))
        words = terms(self._labels_of.get(code, ""))
        alike = self._coverage([Clause(w, (Alternative((w,)),)) for w in words], leading)
        scores = self.nothing()
        scores[leading] = METIER + _COVERAGE / 2 * (self._few_metiers[leading] + alike)
        if words:
            scores[self._titles.all_of(words)] = METIER + _COVERAGE
        scores[self._named.mask(code)] = EXACT
        return scores

    def leading(self, trades: Sequence[Sequence[str]]) -> np.ndarray:
        """Score the documents that wordings of titles lead to, float32 of shape (n,).

        Parameters
        ----------
        trades : the wordings of each, the nearest trade and the best wording first
        """
        scores = self.nothing()
        for rank, official in enumerate(trades):
            for place, wording in enumerate(official):
                worth = METIER - _EXPANDED * rank / len(trades) - _EXPANDED * place / 20
                _raise(scores, self._named.all_of(terms(wording)), worth)
        return scores

    def lower(self, scores: np.ndarray, levels: Iterable[int]) -> np.ndarray:
        """Put the diplomas of some levels a tier lower, float32 of shape (n,)."""
        of_level = np.logical_or.reduce([self._named.mask(f"niveau{one}") for one in levels])
        lower = of_level & (scores > 1) & (scores < STARTS)
        return np.where(lower, scores - 1, scores).astype(np.float32)

    def called(self, request: str) -> list[int]:
        """The documents whose title, or certification, is the request."""
        return self._rows_of.get(phrase(terms(request)), [])

    def score(self, clauses: Sequence[Clause]) -> np.ndarray:
        """Score the documents that meet every clause, float32 of shape (n,)."""
        scores = self.nothing()
        if not clauses:
            return scores
        diplomas = [c for c in clauses if c.kind == "diploma"]
        contents = [c for c in clauses if c.kind not in ("diploma", "facet")]
        wanted = [c for c in clauses if c.kind == "facet"]
        allowed = _meet_all(self._named, diplomas, expanded=False)
        allowed &= _meet_all(self._named, wanted, expanded=True)
        in_title = _meet_all(self._titles, diplomas, expanded=False) & allowed
        if contents:
            precise = bool(diplomas)
            self._score_contents(scores, contents, allowed, in_title, precise, bool(wanted))
        else:
            scores[allowed] = CERTIFICATION
            if diplomas:
                scores[in_title] = TITLE
        met = np.flatnonzero(scores)
        named = [*diplomas, *contents]
        if named:
            self._promote(scores, named)
            scores[met] += _COVERAGE / 2 * self._coverage(named, met)
        scores[met] += _COVERAGE / 2 * self._preference(clauses, met)
        return scores

    def relax(self, clauses: Sequence[Clause]) -> tuple[np.ndarray, tuple[Clause, ...]]:
        """Leave out as few clauses as possible for something to be found.

        A level or a voie goes first, then a kind of diploma, then a role (« agent »), a manner
        (« à domicile ») or a number (« CACES 3 »), then a word, a phrase, selling last;
        among words, the one without which the others are best answered, then the last: « coiffure
        homme » says first what it is, then of what kind. A role alone, without what it is of, is
        not what was asked.

        Returns
        -------
        the scores, float32 of shape (n,), and the clauses left out
        """
        weak = yielding(clauses)
        last_first = clauses[::-1]
        order = sorted(last_first, key=lambda c: (_stays(c, weak), not c.text.isdecimal()))
        without = [self._asked([c for c in clauses if c is not left]) for left in order]
        possible = [
            (_stays(left, weak), -np.floor(scores.max(initial=0)), rank)
            for rank, (left, scores) in enumerate(zip(order, without, strict=True))
            if scores.any()
        ]
        if possible:
            best = min(possible)[-1]
            return without[best], (order[best],)
        for first in range(2, len(order)):
            scores = self._asked([c for c in clauses if c in order[first:]])
            if scores.any():
                return scores, tuple(c for c in clauses if c in order[:first])
        return self.nothing(), tuple(clauses)

    def _asked(self, clauses: Sequence[Clause]) -> np.ndarray:
        """Score what is left of a request, nothing where no word of it says what was asked."""
        contents = [c for c in clauses if c.kind not in _STAYS]
        return (
            self.nothing()
            if contents and all(c.is_nothing for c in contents)
            else self.score(clauses)
        )

    def _score_contents(
        self,
        scores: np.ndarray,
        contents: Sequence[Clause],
        allowed: np.ndarray,
        in_title: np.ndarray,
        precise: bool,
        wanted: bool,
    ) -> None:
        direct = (_meet_all(self._named, contents, expanded=False) & allowed).any()
        if direct and len(contents) > (1 if precise else 2):
            # All the words typed are in titles: what single words may also mean would be noise.
            contents = [c if c.kind == "phrase" else _as_typed(c) for c in contents]
        for expanded in (True, False):
            lower = _EXPANDED if expanded else 0.0
            named = _meet_all(self._named, contents, expanded) & allowed
            title = _meet_all(self._titles, contents, expanded) & in_title
            # Who names a diploma wants that diploma: métiers then only serve when it has no such.
            if not precise or not (direct or named.any()):
                words = _meet_all(self._described, contents, expanded) & allowed
                metier = self._through_labels(contents, expanded) & allowed
                _raise(scores, words, WORDS - lower)
                _raise(scores, metier, METIER - lower)
            _raise(scores, named, CERTIFICATION - lower)
            _raise(scores, title, TITLE - lower)
        if not scores.any() and not wanted:
            scores[_meet_all(self._all, contents, expanded=True) & allowed] = SPREAD

    def _promote(self, scores: np.ndarray, clauses: Sequence[Clause]) -> None:
        """Put first the titles that are, then begin with, the very words of the request."""
        key = phrase([t for c in clauses for t in c.alternatives[0].terms])
        for row in np.flatnonzero(scores >= TITLE):
            if self._keys[row] == key:
                scores[row] = EXACT
            elif self._keys[row].startswith(key):
                scores[row] = STARTS

    def _coverage(self, clauses: Sequence[Clause], rows: np.ndarray) -> np.ndarray:
        """Share of each title, in information (idf), that the request accounts for, 0 to 1."""
        total = np.zeros(len(rows), dtype=np.float32)
        for clause in clauses:
            best = np.zeros(len(rows), dtype=np.float32)
            for alternative in clause.alternatives:
                weight = np.zeros(len(rows), dtype=np.float32)
                for term in alternative.terms:
                    weight += self._idf.get(term, 0.0) * self._titles.mask(term)[rows]
                np.maximum(best, weight, out=best)
            total += best
        return np.minimum(total / self._information[rows], 1.0)

    def _told(self, words: Collection[str]) -> float:
        return sum(self._idf.get(word, 0.0) for word in words)

    def _preference(self, clauses: Sequence[Clause], rows: np.ndarray) -> np.ndarray:
        """How early in the alternatives of each clause the one met stands, 0 to 1."""
        total = np.zeros(len(rows), dtype=np.float32)
        for clause in clauses:
            n = len(clause.alternatives)
            if n == 1:
                total += 1
                continue
            best = np.zeros(len(rows), dtype=np.float32)
            for rank in range(n - 1, -1, -1):
                terms_of_one = clause.alternatives[rank].terms
                best[self._named.all_of(terms_of_one)[rows]] = 1 - rank / n
            total += best
        return total / max(len(clauses), 1)

    def _through_labels(self, clauses: Sequence[Clause], expanded: bool) -> np.ndarray:
        """Documents leading to a métier whose one label has all the words, and few others.

        « Cuisinier en industrie chimique » is no answer to « cuisine ».
        """
        met = np.zeros(len(self._keys), dtype=bool)
        asked = {t for c in clauses for a in c.alternatives for t in a.terms}
        for label in np.flatnonzero(_meet_all(self._labels, clauses, expanded)):
            words = set(self._labels.rows[label][1:])
            common = words & asked
            half = 2 * len(common) >= len(words)
            if half or self._told(common) >= _ABOUT * self._told(words):
                met[self.courses[label]] = True
        return met


def phrase(sequence: Sequence[str]) -> str:
    """Terms as one text that other such texts can begin with, at a word's end."""
    return " ".join(sequence) + " "


def _stays(clause: Clause, weak: Collection[Clause]) -> int:
    if clause in weak or clause.text.isdecimal():
        return _STAYS["role"]
    if clause.is_selling:
        return _SELLING
    return _STAYS.get(clause.kind, _PHRASE if clause.kind == "phrase" else _WORD)


def _as_typed(clause: Clause) -> Clause:
    return replace(clause, alternatives=clause.alternatives[:1])


def _raise(scores: np.ndarray, which: np.ndarray, worth: float) -> None:
    np.maximum(scores, np.where(which, np.float32(worth), np.float32(0)), out=scores)


def _meet(bags: Bags, clause: Clause, expanded: bool) -> np.ndarray:
    met = np.zeros(len(bags), dtype=bool)
    for alternative in clause.alternatives:
        if expanded or not alternative.expanded:
            met |= bags.all_of(alternative.terms)
    return met


def _meet_all(bags: Bags, clauses: Sequence[Clause], expanded: bool) -> np.ndarray:
    met = np.ones(len(bags), dtype=bool)
    for clause in clauses:
        met &= _meet(bags, clause, expanded)
    return met
