"""Search over courses by title, certification, métier, code and everyday word, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from geodata.bags import Bags
from geodata.documents import Document, courses_of, metiers_of, rncp_terms
from geodata.interpretation import Interpretation, no_course, unknown_code
from geodata.reading import Clause, Reading, codes, everyday, everyday_keys, read
from geodata.spelling import Vocabulary
from geodata.suggesting import Suggester, Suggestion
from geodata.words import FUNCTION_WORDS, shown_words, split, terms

__all__ = ["Document", "Interpretation", "Suggestion", "TextIndex"]

# What a course is worth by where the words were met; how much of the title they cover (0 to 1)
# ranks courses within a tier. Met through everyday words, a course is half a tier lower.
_EXACT, _STARTS, _TITLE, _CERTIFICATION, _METIER, _WORDS, _SPREAD = (
    7.0,
    6.0,
    5.0,
    4.0,
    3.0,
    2.0,
    1.0,
)
_EXPANDED = 0.5
_COVERAGE = 0.49


class TextIndex:
    """An index of course descriptions, built once and read by any number of threads.

    Parameters
    ----------
    documents : the distinct descriptions.
    rome_labels : label of every ROME code, including those no course leads to.
    places : names of communes, so that « Douai » is not taken for a misspelt word.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        rome_labels: Mapping[str, str],
        places: Iterable[str] = (),
    ) -> None:
        self.documents = tuple(documents)
        self._rome_labels = {code.lower(): label for code, label in rome_labels.items()}
        titles = [terms(d.title) for d in self.documents]
        named = [
            t + terms(d.certification) + rncp_terms(d)
            for t, d in zip(titles, documents, strict=True)
        ]
        self._titles = Bags(titles)
        self._named = Bags(named)
        self._described = Bags([n + terms(d.words) for n, d in zip(named, documents, strict=True)])
        labels = sorted(
            {m for d in self.documents for m in metiers_of(d, self._rome_labels) if m[1]}
        )
        self._label_codes = [code for code, _ in labels]
        self._labels = Bags([[code, *terms(label)] for code, label in labels])
        self._of_label = courses_of(labels, self.documents, self._rome_labels)
        self._all = self._everything()
        self._title_keys = [_phrase(title) for title in titles]
        self._named_so: dict[str, list[int]] = {}
        for row, (key, d) in enumerate(zip(self._title_keys, self.documents, strict=True)):
            for name in {key, _phrase(terms(d.certification))} - {" "}:
                self._named_so.setdefault(name, []).append(row)
        self._idf = self._all.idf()
        self._title_weight = np.array(
            [max(sum(self._idf.get(t, 0.0) for t in set(title)), 1e-6) for title in titles],
            dtype=np.float32,
        )
        self._vocabulary = self._words({word for name in places for word in split(name)})
        everyday()
        self._suggester = Suggester(
            [(d.title, d.count) for d in self.documents],
            [
                (label, sum(self.documents[i].count for i in courses))
                for (_, label), courses in zip(labels, self._of_label, strict=True)
            ],
            self._count_codes(),
        )
        self._answer = lru_cache(maxsize=256)(self._answer_now)

    def search(self, request: str) -> np.ndarray:
        """Score every document for a request.

        Returns
        -------
        numpy.ndarray of float32, shape (n_documents,), read-only
            0 where a document does not answer; the higher, the better it does.
        """
        return self._answer(request[:2000])[0]

    def explain(self, request: str) -> Interpretation:
        """Say how a request was understood."""
        return self._answer(request[:2000])[1]

    def suggest(self, request: str, limit: int = 8) -> list[Suggestion]:
        """Complete what is being typed: titles, métiers and codes that courses have."""
        found = self._suggester.complete(request, limit)
        if len(found) < limit and len(request.strip()) >= 2:
            # What is typed may be everyday words that no title has.
            scores = self.search(request)
            best = np.argsort(-scores, kind="stable")[: 4 * limit]
            titles = [self.documents[i].title for i in best if scores[i] >= _WORDS]
            found = self._suggester.add_titles(found, titles, limit)
        return found

    def _answer_now(self, request: str) -> tuple[np.ndarray, Interpretation]:
        reading = read(request, self._vocabulary, self._all.terms)
        known, unknown = self._split_codes(codes(request, self._named.terms))
        base = Interpretation(reading.request, corrected=reading.corrected, ignored=reading.ignored)
        if unknown:
            scores = np.zeros(len(self.documents), dtype=np.float32)
            told = replace(base, unknown_code=unknown.upper(), code_sentence=unknown_code(unknown))
            return _frozen(scores), told
        if known:
            return self._answer_code(known, base)
        return self._answer_words(reading, base)

    def _split_codes(self, found: Sequence[str]) -> tuple[str, str]:
        """The first known code and the first unknown one."""
        known = [c for c in found if c in self._rome_labels or c in self._named.terms]
        unknown = [c for c in found if c not in known]
        return (known[0] if known else "", "" if known or not unknown else unknown[0])

    def _answer_code(self, code: str, base: Interpretation) -> tuple[np.ndarray, Interpretation]:
        scores = np.zeros(len(self.documents), dtype=np.float32)
        if code in self._named.terms:
            scores[self._named.mask(code)] = _EXACT
        for row, document in enumerate(self.documents):
            for rank, rome in enumerate(document.romes):
                if rome.lower() == code:
                    scores[row] = max(scores[row], _METIER - 0.1 * min(rank, 9))
        sentence = "" if scores.any() else no_course(code, self._rome_labels.get(code, ""))
        told = replace(base, understood=(code.upper(),), code_sentence=sentence)
        return _frozen(scores), told

    def _answer_words(
        self, reading: Reading, base: Interpretation
    ) -> tuple[np.ndarray, Interpretation]:
        clauses = reading.clauses
        scores = self._score(clauses)
        exact = self._named_so.get(_phrase(terms(reading.request)), [])
        scores[exact] = np.maximum(scores[exact], _EXACT)
        left_out: tuple[Clause, ...] = ()
        if clauses and not scores.any():
            scores, left_out = self._relax(clauses)
        kept = [clause for clause in clauses if clause not in left_out]
        lost = (*reading.unknown, *(clause.text for clause in left_out))
        told = replace(
            base,
            understood=tuple(clause.text for clause in kept) if scores.any() else (),
            expanded=tuple((c.text, _official(c)) for c in kept if _official(c)),
            ignored=(*lost, *base.ignored) if lost else base.ignored,
            left_out=tuple(lost),
            places=reading.places,
            relaxed=bool(lost),
        )
        return _frozen(scores), told

    def _relax(self, clauses: tuple[Clause, ...]) -> tuple[np.ndarray, tuple[Clause, ...]]:
        """Leave out as few words as possible, those that tell the least, diplomas before all.

        Among single words, the one is left out without which the others are best answered.
        """
        order = sorted(clauses, key=self._importance)
        without = [self._score(tuple(c for c in clauses if c is not left)) for left in order]
        tiers = [
            (left.kind != "diploma", -np.floor(scores.max(initial=0)), rank)
            for rank, (left, scores) in enumerate(zip(order, without, strict=True))
            if scores.any()
        ]
        if tiers:
            best = min(tiers)[-1]
            return without[best], (order[best],)
        kept = list(clauses)
        for clause in order[:-1]:
            kept.remove(clause)
            scores = self._score(tuple(kept))
            if scores.any():
                return scores, tuple(c for c in clauses if c not in kept)
        return np.zeros(len(self.documents), dtype=np.float32), clauses

    def _importance(self, clause: Clause) -> tuple[bool, bool, float]:
        word = clause.kind != "diploma"
        return word, not clause.text.isdecimal(), self._clause_idf(clause)

    def _clause_idf(self, clause: Clause) -> float:
        return max((self._idf.get(t, 0.0) for a in clause.alternatives for t in a.terms), default=0)

    def _score(self, clauses: tuple[Clause, ...]) -> np.ndarray:
        """Score the documents that meet every clause."""
        scores = np.zeros(len(self.documents), dtype=np.float32)
        if not clauses:
            return scores
        diplomas = [c for c in clauses if c.kind == "diploma"]
        contents = [c for c in clauses if c.kind != "diploma"]
        allowed = np.ones(len(self.documents), dtype=bool)
        in_title = allowed
        for clause in diplomas:
            allowed = allowed & self._meet(self._named, clause, expanded=False)
            in_title = in_title & self._meet(self._titles, clause, expanded=False)
        if not contents:
            scores[allowed] = _CERTIFICATION
            scores[in_title] = _TITLE
        else:
            self._score_contents(scores, contents, allowed, in_title, bool(diplomas))
        self._promote(scores, clauses)
        met = np.flatnonzero(scores)
        scores[met] += _COVERAGE * self._coverage(clauses, met)
        return scores

    def _score_contents(
        self,
        scores: np.ndarray,
        contents: Sequence[Clause],
        allowed: np.ndarray,
        in_title: np.ndarray,
        precise: bool,
    ) -> None:
        direct = self._meet_all(self._named, contents, expanded=False) & allowed
        if len(contents) > 1 and direct.any():
            # All the words typed are in titles: what single words may also mean would be noise.
            contents = [c if c.kind == "phrase" else replace(c, alternatives=c.alternatives[:1])
                        for c in contents]  # fmt: skip
        for expanded in (True, False):
            worth = -_EXPANDED if expanded else 0.0
            named = self._meet_all(self._named, contents, expanded) & allowed
            title = self._meet_all(self._titles, contents, expanded) & in_title
            if not precise or not (direct.any() or named.any()):
                metier = self._through_labels(contents, expanded) & allowed
                words = self._meet_all(self._described, contents, expanded) & allowed
                np.maximum(scores, np.where(words, _WORDS + worth, 0), out=scores)
                np.maximum(scores, np.where(metier, _METIER + worth, 0), out=scores)
            np.maximum(scores, np.where(named, _CERTIFICATION + worth, 0), out=scores)
            np.maximum(scores, np.where(title, _TITLE + worth, 0), out=scores)
        if not scores.any():
            spread = self._meet_all(self._all, contents, expanded=True) & allowed
            scores[spread] = _SPREAD

    def _promote(self, scores: np.ndarray, clauses: Sequence[Clause]) -> None:
        """Put first the titles that are, then begin with, the very words of the request."""
        key = _phrase([t for c in clauses for t in c.alternatives[0].terms])
        for row in np.flatnonzero(scores >= _TITLE):
            if self._title_keys[row] == key:
                scores[row] = _EXACT
            elif self._title_keys[row].startswith(key):
                scores[row] = _STARTS

    def _coverage(self, clauses: Sequence[Clause], rows: np.ndarray) -> np.ndarray:
        """Share of each title, in information, that the request accounts for, 0 to 1."""
        total = np.zeros(len(rows), dtype=np.float32)
        for clause in clauses:
            best = np.zeros(len(rows), dtype=np.float32)
            for alternative in clause.alternatives:
                weight = np.zeros(len(rows), dtype=np.float32)
                for term in alternative.terms:
                    weight += self._idf.get(term, 0.0) * self._titles.mask(term)[rows]
                np.maximum(best, weight, out=best)
            total += best
        return np.minimum(total / self._title_weight[rows], 1.0)

    def _meet(self, bags: Bags, clause: Clause, expanded: bool) -> np.ndarray:
        met = np.zeros(len(bags), dtype=bool)
        for alternative in clause.alternatives:
            if expanded or not alternative.expanded:
                met |= bags.all_of(alternative.terms)
        return met

    def _meet_all(self, bags: Bags, clauses: Sequence[Clause], expanded: bool) -> np.ndarray:
        met = np.ones(len(bags), dtype=bool)
        for clause in clauses:
            met &= self._meet(bags, clause, expanded)
        return met

    def _through_labels(self, clauses: Sequence[Clause], expanded: bool) -> np.ndarray:
        """Documents leading to a métier whose label has all the words."""
        courses = np.zeros(len(self.documents), dtype=bool)
        for label in np.flatnonzero(self._meet_all(self._labels, clauses, expanded)):
            courses[self._of_label[label]] = True
        return courses

    def _everything(self) -> Bags:
        rows = [
            [
                *described,
                *(
                    t
                    for code, label in metiers_of(d, self._rome_labels)
                    for t in [code, *terms(label)]
                ),
            ]
            for described, d in zip(self._described.rows, self.documents, strict=True)
        ]
        return Bags(rows)

    def _words(self, names: Collection[str]) -> Vocabulary:
        labels = {label for d in self.documents for _, label in metiers_of(d, self._rome_labels)}
        texts = [f"{d.title} {d.certification} {d.words}" for d in self.documents]
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        for text in (*texts, *labels, *everyday_keys()):
            words = dict(shown_words(text))
            counts.update(words.keys() - FUNCTION_WORDS)
            for word, shown in words.items():
                # A title without accents teaches nothing of how a word is written.
                if not shown.isascii() or word not in written:
                    written[word] = shown.lower()
        return Vocabulary(counts, written, names)

    def _count_codes(self) -> dict[str, tuple[str, int]]:
        counts: Counter[str] = Counter()
        for d in self.documents:
            counts.update({code.upper(): d.count for code in (*d.romes, *rncp_terms(d))})
        return {c: (self._rome_labels.get(c.lower(), ""), n) for c, n in counts.items()}


def _phrase(sequence: Sequence[str]) -> str:
    return " ".join(sequence) + " "


def _official(clause: Clause) -> tuple[str, ...]:
    return tuple(a.text for a in clause.alternatives if a.expanded)


def _frozen(scores: np.ndarray) -> np.ndarray:
    scores.flags.writeable = False
    return scores
