"""Everyday words, and the official wordings that courses use for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from geodata.search.lexicon.diplomas import DIPLOMAS
from geodata.search.lexicon.lesser_words import NO_LESSER_WORDS, LesserWords
from geodata.search.lexicon.trades import Trade, Trades
from geodata.search.lexicon.words import FUNCTION_WORDS, shown_words, split, stem, terms


@dataclass(frozen=True)
class Alternative:
    """Terms that must all be met, and whether they stand for other words than the typed ones."""

    terms: tuple[str, ...]
    expanded: bool = False
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class EverydayWords:
    """Ways of asking, and the official wordings that answer any of them.

    Attributes
    ----------
    asked : what people type; number, gender, accents and small words (« de », « la ») do not count.
    official : wordings of which any answers, with all its words, the best first; ROME codes,
        levels (« niveau3 ») and voies (« voieapprentissage ») may stand among them.
    became : the name that a former diploma has today, which is said.
    note : a sentence to say with the courses. What has one and no official wording is a situation
        (« RQTH »), which says nothing of which course.
    like : other wordings, everyday ones too, whose answers answer this one: « nurse » is asked as
        « infirmier » is.
    was : the whole title of a former diploma, said in place of what is typed. Its wordings are
        looked up, but no word of theirs is one that courses have.
    """

    asked: tuple[str, ...]
    official: tuple[str, ...] = ()
    became: str = ""
    note: str = ""
    like: tuple[str, ...] = ()
    was: str = ""

    def told(self, typed: str) -> str:
        """What to say above the courses of a request that has one of these wordings."""
        if self.became:
            return f"«\u202f{self.was or typed}\u202f» est devenu «\u202f{self.became}\u202f»."
        return self.note


@dataclass(frozen=True)
class Nickname:
    """What people call some establishments, and words that each of their names has together."""

    called: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class Everyday:
    """The everyday words that a search understands.

    Attributes
    ----------
    words : what is asked and what answers it.
    families : words that answer for one another: the trade, the one who does it, what is done.
    nicknames : short and former names of establishments.
    abbreviations : pairs (short, in full) that names of establishments are written with.
    trades : what one does, handles and makes in each.
    lesser : words that say less of which course is asked than the others do.
    generic : stems that many names of establishments have, which tell none apart.
    leading : other stems that such a name begins with, be its next words those of courses.
    """

    words: tuple[EverydayWords, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()
    nicknames: tuple[Nickname, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    trades: tuple[Trade, ...] = ()
    lesser: LesserWords = NO_LESSER_WORDS
    generic: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()

    @cached_property
    def alternatives(self) -> dict[tuple[str, ...], tuple[Alternative, ...]]:
        """What answers each wording, by the stems of the wording without its function words."""
        table: dict[tuple[str, ...], list[Alternative]] = {}
        for entry in self.words:
            found = [Alternative(tuple(dict.fromkeys(terms(o))), True, o) for o in entry.official]
            for wording in entry.asked:
                table.setdefault(_key(wording), []).extend(found)
        for members in self.families:
            for member in members:
                root = _key(member)
                others = [Alternative(_key(m), True, m) for m in members if _key(m) != root]
                table.setdefault(root, []).extend(others)
        # What is said like another wording is answered once this one has all its answers.
        answers = {key: tuple(found) for key, found in table.items()}
        for entry in self.words:
            same = [a for other in entry.like for a in _as(other, answers)]
            for wording in entry.asked:
                table.setdefault(_key(wording), []).extend(same)
        return {key: tuple(dict.fromkeys(found)) for key, found in table.items() if key and found}

    def has(self, wording: str) -> bool:
        """Whether a wording of several words is one that is looked up."""
        return len(key := _key(wording)) > 1 and key in self.alternatives

    def is_situation(self, wording: str) -> bool:
        """Whether a wording tells something and asks no course: « sans permis »."""
        entry = self.entries.get(_key(wording))
        return entry is not None and not (entry.official or entry.like)

    @cached_property
    def entries(self) -> dict[tuple[str, ...], EverydayWords]:
        """The entries that have something to say, by the stems of their wordings."""
        telling = [entry for entry in self.words if entry.became or entry.note]
        return {_key(wording): entry for entry in telling for wording in entry.asked}

    def looks_up(self, wording: str) -> bool:
        """Whether a wording, be it one word, answers something or says something."""
        key = _key(wording)
        return key in self.alternatives or key in self.entries

    @cached_property
    def longest(self) -> dict[str, int]:
        """How many stems the longest wording that begins with each stem has."""
        found: dict[str, int] = {}
        for key in filter(None, (*self.alternatives, *self.entries)):
            found[key[0]] = max(found.get(key[0], 0), len(key))
        return found

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that the everyday words and the names of diplomas are looked up by.

        Those of `former` are not among them.
        """
        return (
            *(name for diploma in DIPLOMAS for name in diploma.names),
            *(member for members in self.families for member in members),
            *(wording for entry in self.words if not entry.was for wording in entry.asked),
        )

    @cached_property
    def former(self) -> tuple[str, ...]:
        """The wordings of the former diplomas that no hand wrote."""
        return tuple(wording for entry in self.words if entry.was for wording in entry.asked)

    @cached_property
    def shown_wordings(self) -> tuple[tuple[str, dict[str, str]], ...]:
        """Each of `wordings` with its words, folded and as they are written."""
        return tuple((text, dict(shown_words(text))) for text in self.wordings)

    @cached_property
    def sorted_wordings(self) -> list[str]:
        """Every wording, folded, in alphabetical order."""
        return sorted({" ".join(split(text)) for text in (*self.wordings, *self.former)})

    @cached_property
    def doing(self) -> Trades:
        """The trades, found by what is done in them."""
        return Trades(self.trades)


NO_WORDS = Everyday()


def _as(
    wording: str, answers: Mapping[tuple[str, ...], tuple[Alternative, ...]]
) -> list[Alternative]:
    """What answers a wording: its own words, then those that stand for it."""
    own = Alternative(tuple(dict.fromkeys(terms(wording))), True, wording)
    return [own, *answers.get(_key(wording), ())]


def _key(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in split(text) if word not in FUNCTION_WORDS)
