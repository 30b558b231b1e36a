"""Search over courses by title, certification, métier, code and everyday word, ranked."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from geodata.search.describing import Describer
from geodata.search.documents import Document, rncp_terms
from geodata.search.interpretation import Interpretation, no_course, unknown_code
from geodata.search.lexicon.appellations import Appellations
from geodata.search.lexicon.everyday import NO_WORDS, Everyday
from geodata.search.lexicon.words import split
from geodata.search.naming import Namer
from geodata.search.ranking import CERTIFICATION, EXACT, TITLE, Ranker
from geodata.search.reading import (
    MAX_CHARACTERS,
    Clause,
    Reading,
    codes,
    read,
    yielding,
)
from geodata.search.selling import Seller
from geodata.search.suggesting import Suggester, Suggestion
from geodata.search.vocabulary import vocabulary_of
from geodata.search.voies import with_other_voies
from geodata.search.wishing import completed, of_roles, together

__all__ = ["Document", "Interpretation", "Suggestion", "TextIndex"]

_REMEMBERED = 256
_MASTERS = (7,)
_SECONDARY = (3, 4)
_LONGEST = 2000
_COMPLETED = 2
_NAMED = CERTIFICATION - 0.5  # titles and certifications, be it through everyday words
_WISHES = 4
_ENOUGH = 10
"""Courses that are seen without scrolling."""

_OR = re.compile(r"\s+(?:ou(?:\s+bien)?|soit)\s+|\s*[/;]\s*", re.IGNORECASE)
_AND_OR = re.compile(rf"\s+et\s+|\s*,\s*|\s*\+\s*(?!\s*\d)|{_OR.pattern}", re.IGNORECASE)


class TextIndex:
    """An index of course descriptions, built once and read by any number of threads.

    Parameters
    ----------
    documents : the distinct descriptions.
    rome_labels : label of every ROME code, including those no course leads to.
    places : names of communes, so that « Douai » is not taken for a misspelt word.
    everyday : everyday words that requests may hold.
    appellations : what people call métiers, for those that no course is named after.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        rome_labels: Mapping[str, str],
        places: Iterable[str] = (),
        everyday: Everyday = NO_WORDS,
        appellations: Appellations | None = None,
    ) -> None:
        self.documents = tuple(documents)
        self._rome_labels = {code.lower(): label for code, label in rome_labels.items()}
        self._everyday = everyday
        appellations = appellations or Appellations()
        self._ranker = Ranker(self.documents, self._rome_labels, everyday)
        self._describer = Describer(everyday.doing, self._ranker, everyday.lesser)
        self._namer = Namer(self._ranker, appellations, everyday.lesser.roles)
        self._seller = Seller(self._ranker, [document.romes for document in self.documents])
        self._vocabulary = vocabulary_of(
            self.documents,
            self._ranker,
            everyday,
            names={word for name in places for word in split(name)},
            spelled=appellations.words,
        )
        self._suggester = self._make_suggester()
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._answer_now)
        self._read = lru_cache(maxsize=_REMEMBERED)(self._read_now)

    def search(self, request: str, described: bool = True) -> np.ndarray:
        """Score every document for a request.

        Parameters
        ----------
        described : whether what no title has is looked for in what one does in a trade

        Returns
        -------
        numpy.ndarray of float32, shape (n_documents,), read-only
            0 where a document does not answer; the higher, the better it does.
        """
        return self._answer(request[:_LONGEST], described)[0]

    def explain(self, request: str, described: bool = True) -> Interpretation:
        """Say how a request was understood, as `search`."""
        return self._answer(request[:_LONGEST], described)[1]

    def knows(self, word: str) -> bool:
        """Whether a folded word is one that courses or everyday requests have."""
        return self._vocabulary.knows(word)

    def is_spelled(self, word: str) -> bool:
        """Whether a folded word is well written, though no course has it."""
        return self._vocabulary.is_spelled(word)

    def is_town(self, word: str) -> bool:
        """Whether a folded word is part of a town's name and of nothing else."""
        return self._vocabulary.is_name(word)

    def suggest(self, request: str, limit: int = 8) -> list[Suggestion]:
        """Complete what is being typed: titles, métiers and codes that courses have."""
        found = self._suggester.complete(request, limit)
        for wording in self._wordings(request):
            if len(found) >= limit:
                break
            # What is typed may be everyday words that no title has.
            scores = self.search(wording, described=False)
            if not self.explain(wording, described=False).relaxed:
                best = np.argsort(-scores, kind="stable")[: 4 * limit]
                titles = [self.documents[row].title for row in best if scores[row] >= _NAMED]
                found = self._suggester.add_titles(found, titles, limit)
        return found

    def _wordings(self, request: str) -> list[str]:
        """What is typed, and the everyday words that it may be the beginning of."""
        typed = " ".join(split(request[:MAX_CHARACTERS]))
        if len(typed) < 3:
            return []
        wordings = self._everyday.sorted_wordings
        first = bisect_left(wordings, typed)
        following = wordings[first : first + _COMPLETED]
        begun = [key for key in following if key.startswith(typed) and key != typed]
        if self._vocabulary.knows(typed):
            return [request]  # a whole word is no longer the beginning of another
        # One or two letters are not yet a word to search by.
        return begun if len(typed.split()[-1]) < 3 else [*begun, request]

    def _answer_now(self, request: str, described: bool) -> tuple[np.ndarray, Interpretation]:
        if described:
            scores, told = self._answer(request, False)
            if scores.max(initial=0) >= _NAMED and not told.left_out:
                return scores, told  # titles have it
        reading = self._read(request)
        scores, told = self._answer_codes(reading) or self._answer_words(reading, described)
        best = scores.max(initial=0)
        wishes: list[str] = []
        if told.relaxed or best < TITLE:
            # « et » and commas are in titles too: they part wishes where no course has them all.
            joined = _AND_OR if told.relaxed else _OR
            wishes = list(filter(None, joined.split(reading.wanted)))[:_WISHES]
        if len(wishes) > 1:
            surely = best >= EXACT and not _OR.search(reading.wanted)
            asked = completed(of_roles(wishes, self._everyday.lesser.roles), self.without_diploma)
            answers = [self._answer(one, False) for one in asked]
            scores, told = together(asked, answers, told, surely) or (scores, told)
        if reading.avoided:
            scores = self._without(scores, reading.avoided)
        scores.flags.writeable = False
        return scores, told

    def _without(self, scores: np.ndarray, avoided: str) -> np.ndarray:
        """Take away the courses whose very titles have what is refused, where others answer."""
        there, told = self._answer(avoided, False)
        if told.relaxed or told.vague:
            return scores
        others = np.where(there >= TITLE, 0, scores).astype(np.float32)
        return others if others.any() else scores

    def _answer_codes(self, reading: Reading) -> tuple[np.ndarray, Interpretation] | None:
        """The answer to a request that has a code: it is precise, the other words do not count."""
        found = codes(reading.request, self._ranker.codes)
        known = [c for c in found if c in self._rome_labels or c in self._ranker.codes]
        if not found:
            return None
        told = Interpretation(reading.request)
        if not known:
            sentence = unknown_code(found[0])
            told = replace(told, unknown_code=found[0].upper(), code_sentence=sentence)
            return self._ranker.nothing(), told
        told = replace(told, understood=(known[0].upper(),))
        scores = self._ranker.of_code(known[0])
        if scores.any():
            return scores, told
        label = self._rome_labels.get(known[0], "")
        words = label.rsplit("/", 1)[-1].strip()  # « Hôte / Hôtesse de caisse »
        near, meant = self._answer(words, True)
        near_enough = near.any() and not (meant.vague or meant.relaxed)
        sentence = no_course(known[0], label, words.lower() if near_enough else "")
        return near if near_enough else scores, replace(told, code_sentence=sentence)

    def without_facets(self, request: str) -> tuple[tuple[str, ...], str]:
        """Take away the words that only ask for a voie: the voies, and the other words."""
        clauses = self._read(request).clauses
        voies = {c: c.facet.removeprefix("voie") for c in clauses if c.facet.startswith("voie")}
        return tuple(voies.values()), " ".join(c.text for c in clauses if c not in voies)

    def without_diploma(self, request: str) -> tuple[str, tuple[str, ...]]:
        """Take away the kinds of diploma: the other words, and the kinds."""
        clauses = self._read(request).clauses
        kinds = [clause for clause in clauses if clause.kind == "diploma"]
        rest = " ".join(clause.text for clause in clauses if clause not in kinds)
        return rest, tuple(clause.text for clause in kinds)

    def _read_now(self, request: str) -> Reading:
        return read(request, self._vocabulary, self._ranker.terms, self._everyday)

    def _answer_words(self, reading: Reading, described: bool) -> tuple[np.ndarray, Interpretation]:
        if reading.vague:
            everything = np.ones(len(self.documents), dtype=np.float32)
            return everything, Interpretation(reading.request, vague=True, notes=reading.notes)
        clauses = reading.clauses
        scores = self._ranker.score(clauses)
        exact = self._ranker.called(reading.request)
        scores[exact] = np.maximum(scores[exact], EXACT)
        left_out: tuple[Clause, ...] = ()
        if clauses and not scores.any():
            scores, left_out = self._ranker.relax(clauses)
        kept = [clause for clause in clauses if clause not in left_out]
        lost = (*reading.unknown, *(clause.text for clause in left_out))
        if reading.unknown and all(c.is_nothing for c in kept if not c.is_wider):
            scores = self._ranker.nothing()  # « agent » alone is not « agent de quai »
        if scores.any() and not left_out:
            scores = self._with_other_roles(clauses, scores)
        scores, elsewhere = with_other_voies(kept, scores, self._ranker.score)
        told = Interpretation(
            reading.request,
            understood=tuple(clause.text for clause in kept) if scores.any() else (),
            corrected=reading.corrected,
            expanded=tuple((c.text, _official(c)) for c in kept if _official(c)),
            ignored=(*lost, *reading.ignored),
            left_out=lost,
            places=reading.places,
            relaxed=bool(lost),
            notes=(
                *reading.notes,
                *_notes(clauses, kept if scores.any() else []),
                *filter(None, [elsewhere]),
            ),
            facets=tuple((c.text, facet) for c in kept if (facet := c.facet)),
            broad=not exact and _is_broad(kept, scores.max(initial=0)),
        )
        if not any(clause.is_wider for clause in clauses):
            if any(clause.is_technician for clause in clauses):
                scores = self._ranker.lower(scores, _MASTERS)
            if any(clause.is_director for clause in clauses):
                scores = self._ranker.lower(scores, _SECONDARY)
        precise = scores.max(initial=0) >= _NAMED and not lost
        if precise:
            return scores, told
        trade = self._describer.answer(reading, scores, told) if described else None
        return self._answer_otherwise(reading, scores, told, trade)

    def _answer_otherwise(
        self,
        reading: Reading,
        scores: np.ndarray,
        told: Interpretation,
        trade: tuple[np.ndarray, Interpretation] | None,
    ) -> tuple[np.ndarray, Interpretation]:
        """Answer a request that few titles have: by the name of a métier, by what one does there.

        A whole name comes first, then what is sold, the beginning of a name, a trade that has all
        the words, a part of a name, a trade that has more of the words than titles have.
        """
        if (answer := self._namer.answer(reading, scores, told)) is not None:
            return answer
        if (answer := self._seller.answer(reading.clauses, scores, told)) is not None:
            return answer
        named = None
        if not scores.any():
            named = self._namer.answer(reading, scores, told, loosely=True)
        begun = named is not None and named[0].any() and self._namer.begins(reading)
        if trade is not None and not trade[1].relaxed and not begun:
            return trade
        if trade is None or (named is not None and named[0].any()):
            return named or (scores, told)
        return trade

    def _with_other_roles(self, clauses: Sequence[Clause], scores: np.ndarray) -> np.ndarray:
        """Add what has all the words but a role or a verb, where few have it: « poser du gaz »."""
        weak = [clause for clause in yielding(clauses) if not clause.is_manner]
        others = [clause for clause in clauses if clause not in weak]
        few = sum(d.count for d, s in zip(self.documents, scores, strict=True) if s) < _ENOUGH
        few |= bool(scores.max() < _NAMED)  # the words are but in names of métiers
        placed = any(clause.is_workplace for clause in weak) and scores.max() < TITLE
        few |= bool(placed)  # where it is done is but in everyday words
        if not few or len(others) == len(clauses) or all(c.is_wider for c in others):
            return scores
        without = self._ranker.score(others)
        added = np.float32(scores.max() >= _NAMED and not placed)
        if not added:  # what has but the thing must be named after it
            without = np.where(without >= _NAMED, without, 0)
        return np.maximum(np.where(scores > 0, scores + added, 0), without).astype(np.float32)

    def _make_suggester(self) -> Suggester:
        counts: Counter[str] = Counter()
        for document in self.documents:
            for code in {*document.romes, *rncp_terms(document)}:
                counts[code.upper()] += document.count
        metiers = zip(self._ranker.metiers, self._ranker.courses, strict=True)
        return Suggester(
            [(d.title, d.count) for d in self.documents],
            [
                (label, sum(self.documents[row].count for row in courses))
                for (_, label), courses in metiers
            ],
            {code: (self._rome_labels.get(code.lower(), ""), n) for code, n in counts.items()},
        )


def _is_broad(clauses: Sequence[Clause], best: float) -> bool:
    """Whether one thing is asked, which titles have, or but a level, a voie, a kind of diploma."""
    contents = [clause for clause in clauses if not clause.is_wider]
    if not contents:
        return bool(clauses)
    weak = yielding(clauses)
    contents = [clause for clause in contents if clause not in weak] or contents
    return len(contents) == 1 and contents[0].is_family and bool(best >= _NAMED)


def _official(clause: Clause) -> tuple[str, ...]:
    return tuple(a.text for a in clause.alternatives if a.expanded and a.text)


def _notes(clauses: Sequence[Clause], answered: Sequence[Clause]) -> list[str]:
    """What is said of the clauses that were answered, and what the others became."""
    return [c.note for c in clauses if c.note and (c.became or c in answered)]
