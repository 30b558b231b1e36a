"""How a typed request is understood: words corrected, everyday words turned into official ones."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from geodata.folding import fold
from geodata.search.lexicon.diplomas import KINDS
from geodata.search.lexicon.everyday import Alternative, Everyday
from geodata.search.lexicon.lesser_words import Kind, LesserWords
from geodata.search.lexicon.spelling import Vocabulary
from geodata.search.lexicon.words import FUNCTION_WORDS, diploma_at, shown_words, stem, terms
from geodata.search.phrasing import as_asked, refused

MAX_CHARACTERS = 300
MAX_WORDS = 16
"""What is read of a request: nobody describes a course in more words, and time stays bounded."""

_LONG = 10
_UNIVERSITY = ("licence", "master", "bachelor")
_GLUED = ("cap", "bep", "bts", "but", "dut", "bacpro", "bac")
_WHERE = re.compile(
    r"\b(?:dans|chez|en)\s+(?:(?:une?|le|la|les|des|mon|ma|ce|cette)\s+|l['\u2019])?([^\W\d_]+)"
)
_FACET = re.compile(r"niveau[3-8]|voie.+")
_QUOTED = re.compile(r"[\"«“]([^\"«»“”]+)[\"»”]")
_ROME = re.compile(r"[a-z]\d{4}")
_RNCP = re.compile(r"(?:rncp|rs)\d{1,6}")

_OF_PHRASES: frozenset[Kind] = frozenset(["role", "technician", "director", "manner"])
"""The kinds that several words known together may be of, « chef d'équipe »; one word may be any."""


@dataclass(frozen=True)
class Clause:
    """One thing asked for: any of its alternatives will do."""

    text: str
    alternatives: tuple[Alternative, ...]
    kind: str = "word"
    """`word`, `phrase` (several words known together), `diploma`, `facet` (a level or a voie) or
    `soft`."""
    note: str = ""
    """What is said of it above the courses."""
    became: bool = False
    """Whether the note says what it became, which is true though no course has it."""
    is_where: bool = False
    """Whether it follows « dans », « en » or « chez »: where one works, perhaps."""
    lesser: frozenset[Kind] = frozenset()
    """The kinds of lesser words that it is of."""

    @property
    def is_wider(self) -> bool:
        """Whether it narrows what is asked, without being it: a diploma, a level, a voie."""
        return self.kind in ("diploma", "facet")

    @property
    def is_role(self) -> bool:
        """Whether it is no more than a role, « agent », « chef d'équipe »."""
        return "role" in self.lesser

    @property
    def is_technician(self) -> bool:
        """Whether a role that it says is no engineer's, « technicienne fibre »."""
        return "technician" in self.lesser

    @property
    def is_director(self) -> bool:
        """Whether the role that it says is to direct others, « directrice d'hôtel »."""
        return "director" in self.lesser

    @property
    def is_selling(self) -> bool:
        """Whether it is no more than selling, « vendre », « vendeuse »."""
        return "selling" in self.lesser

    @property
    def is_manner(self) -> bool:
        """Whether it is no more than how a métier is practised or entered, « à domicile »."""
        return "manner" in self.lesser

    @property
    def is_action(self) -> bool:
        """Whether it is no more than a verb, « réparer »."""
        return "action" in self.lesser

    @property
    def is_frame(self) -> bool:
        """Whether it is but a word around what is asked, « filière »."""
        return "frame" in self.lesser

    @property
    def is_nothing(self) -> bool:
        """Whether alone it asks nothing: a role, « filière »."""
        return self.is_role or "surrounding" in self.lesser

    @property
    def is_workplace(self) -> bool:
        """Whether it is no more than where one works, « bureau »."""
        return "workplace" in self.lesser

    @property
    def is_doing(self) -> bool:
        """Whether it is a verb or a role whose trade is known by itself, « nettoyer »."""
        return (self.is_action or self.is_role) and any(one.expanded for one in self.alternatives)

    @property
    def is_family(self) -> bool:
        """Whether it may be a whole family of courses, not one diploma."""
        return self.kind in ("word", "phrase") and not self.became

    @property
    def facet(self) -> str:
        """The one level or voie that all its alternatives ask, "" when they differ."""
        asked = {
            next(filter(_FACET.fullmatch, alternative.text.split()), "")
            for alternative in self.alternatives
        }
        return asked.pop() if self.kind == "facet" and len(asked) == 1 else ""


@dataclass(frozen=True)
class Reading:
    """A request read as clauses, with what had to be changed on the way."""

    request: str
    wanted: str = ""
    """The request, without what it refuses."""
    avoided: str = ""
    """What it refuses, « infirmière » in « sans être infirmière »."""
    clauses: tuple[Clause, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Meaningful words found nowhere: no course has them."""
    mended: tuple[tuple[str, str], ...] = ()
    """Among them, those that were misspelt: pairs (typed, meant)."""
    places: tuple[str, ...] = ()
    """Among them, those of a place's name."""
    vague: bool = False
    """Whether none of its words says which course: « reconversion », « débutant »."""
    notes: tuple[str, ...] = ()
    """What is said of words that are not looked for: « RQTH », a diploma that is no more."""


def read(
    request: str, vocabulary: Vocabulary, indexed: Collection[str], everyday: Everyday
) -> Reading:
    """Read a request with the words of a vocabulary and the terms that courses have (`indexed`).

    At most `MAX_CHARACTERS` characters and `MAX_WORDS` words are considered; nothing raises.
    """
    clean = one_line(request)
    wanted, avoided = refused(as_asked(clean, everyday), everyday)
    typed = [pair for pair in shown_words(wanted) if pair[0] not in FUNCTION_WORDS]
    exact = {word for part in _QUOTED.findall(clean) for word, _ in shown_words(part)}
    words: list[tuple[str, str]] = []
    corrected: dict[str, str] = {}
    for word, shown in _join_compounds(_join_codes(typed)[:MAX_WORDS], vocabulary):
        known_as = [word] if word in exact else _known(word, vocabulary, everyday.lesser.soft)
        meant = [(known, vocabulary.shown(known)) for known in known_as]
        if [known for known, _ in meant] == [word]:
            meant = [(word, shown)]
        else:
            corrected[" ".join(text for _, text in meant)] = shown
        words.extend(meant)
    where = frozenset(_WHERE.findall(wanted.lower()))
    clauses = [
        replace(
            _completed(clause, vocabulary, indexed, everyday),
            is_where=_is_where(clause, where),
            lesser=_lesser(clause, everyday.lesser),
        )
        for clause in _clauses(words, indexed, everyday)
    ]
    meaningful = [clause for clause in clauses if clause.kind != "soft"]
    kept = meaningful or clauses
    # A correction that finds nothing is no correction.
    lost = [c.text for c in kept if not _is_met(c, indexed)]
    mended = tuple((corrected[text], text) for text in lost if text in corrected)
    unknown = tuple(corrected.pop(text, text) for text in lost)
    return Reading(
        request=clean,
        wanted=wanted,
        avoided=avoided,
        clauses=tuple(c for c in kept if _is_met(c, indexed)),
        corrected=tuple((typed, meant) for meant, typed in corrected.items()),
        ignored=tuple(c.text for c in clauses if c.kind == "soft") if meaningful else (),
        unknown=unknown,
        mended=mended,
        places=tuple(text for text in unknown if vocabulary.is_name(fold(text))),
        vague=bool(clauses) and not meaningful,
        notes=tuple(
            c.note for c in clauses if c.note and (c.kind == "soft" or _is_lost(c, indexed))
        ),
    )


def yielding(clauses: Collection[Clause]) -> list[Clause]:
    """The clauses that give way before what the others say.

    A role, a manner, a verb, a word around the rest; where one works too, as its words or « dans »
    before them tell, where a thing is said or a verb whose trade is known, which then stays:
    « nettoyer des bureaux ».
    """
    contents = [c for c in clauses if not c.is_wider]
    weak = [c for c in contents if c.is_role or c.is_manner or c.is_action or c.is_frame]
    telling = [c for c in contents if c not in weak]
    places = [c for c in telling if c.is_workplace]
    first = next((c for c in telling if not (c.is_workplace or c.is_where or c.is_selling)), None)
    if first is not None:  # « comptable dans une association »
        places += [c for c in telling[telling.index(first) :] if c.is_where and c not in places]
    if len(places) < len(telling):
        return [*weak, *places]
    doing = [c for c in weak if c.is_doing] if places else []
    return [*(c for c in weak if c not in doing), *(places if doing else [])]


def one_line(request: str) -> str:
    """The beginning of a request, on one line."""
    return " ".join(request[:MAX_CHARACTERS].split())


def codes(request: str, indexed: Collection[str]) -> list[str]:
    """The ROME (« k1302 ») and RNCP (« rncp35830 ») codes of a request, folded.

    Five digits alone are an RNCP number when courses have it; they may be a postal code.
    """
    found = []
    for word, _ in _join_codes(shown_words(one_line(request))):
        if _ROME.fullmatch(word) or _RNCP.fullmatch(word):
            found.append(word)
        elif word.isdecimal() and f"rncp{word}" in indexed:
            found.append(f"rncp{word}")
    return found


def _join_codes(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for word, shown in words:
        if joined and joined[-1][0] in ("rncp", "rs") and word.isdecimal():
            joined[-1] = (joined[-1][0] + word, joined[-1][1] + shown)
        else:
            joined.append((word, shown))
    return joined


def _join_compounds(words: list[tuple[str, str]], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """« cyber sécurité » is written in one word in titles: join what is only known together."""
    joined: list[tuple[str, str]] = []
    for word, shown in words:
        if joined and joined[-1][0].isalpha() and word.isalpha():
            before, before_shown = joined[-1]
            alone = vocabulary.knows(before) and vocabulary.knows(word)
            # « bac pro » is two words, though someone writes « bacpro ».
            # « licence AES » is a kind and its initials, which are known together too.
            longer = not alone or (len(before + word) >= _LONG and before not in _UNIVERSITY)
            if longer and vocabulary.knows(before + word):
                joined[-1] = (before + word, before_shown + shown)
                continue
        joined.append((word, shown))
    return joined


def _known(word: str, vocabulary: Vocabulary, soft: Collection[str]) -> list[str]:
    """The word itself when it is known, else what it was meant to be, else itself."""
    if vocabulary.knows(word) or not word.isalpha() or stem(word) in soft:
        return [word]
    if vocabulary.is_spelled(word):
        return [word]
    if len(word) >= 4 and vocabulary.begins(word):
        return [vocabulary.ended(word) or word]
    for kind in _GLUED:
        rest = word.removeprefix(kind)
        if rest != word and len(rest) >= 3 and vocabulary.knows(rest):
            return [kind, rest]  # « capcuisine », « btsmco »
    nearest = vocabulary.nearest(word)
    if nearest:
        return [nearest]
    for cut in range(4, min(len(word), 40) - 3):
        if vocabulary.knows(word[:cut]) and vocabulary.knows(word[cut:]):
            return [word[:cut], word[cut:]]
    return [word]


def _clauses(
    words: list[tuple[str, str]], indexed: Collection[str], everyday: Everyday
) -> list[Clause]:
    sequence = [stem(word) for word, _ in words]
    clauses: list[Clause] = []
    position = 0
    while position < len(sequence):
        length, clause = _clause_at(words, sequence, position, everyday)
        if clauses and clauses[-1].kind == "diploma" and clause.kind == "word":
            clause = _as_initials(clause, clauses[-1], indexed)
        if all(clause.alternatives[0] != other.alternatives[0] for other in clauses):
            clauses.append(clause)
        position += length
    return clauses


def _clause_at(
    words: list[tuple[str, str]], sequence: list[str], start: int, everyday: Everyday
) -> tuple[int, Clause]:
    """The longest phrase known at a position: an everyday one, else a diploma, else a word."""
    diploma_length, tokens = diploma_at(sequence, start)
    longest = max(everyday.longest.get(sequence[start], 0), diploma_length)
    for length in range(min(longest, len(sequence) - start), 0, -1):
        text = " ".join(shown for _, shown in words[start : start + length])
        stems_of = tuple(sequence[start : start + length])
        found = everyday.alternatives.get(stems_of)
        entry = everyday.entries.get(stems_of)
        note = entry.told(text) if entry else ""
        became = bool(entry and entry.became)
        if entry and not found:
            return length, Clause(text, (Alternative(stems_of, text=text),), "soft", note)
        if found:
            if all(any(map(_FACET.fullmatch, a.terms)) for a in found):
                return length, Clause(text, found, "facet", note, became)
            own = Alternative(tuple(dict.fromkeys(terms(text))), text=text)
            kind = "phrase" if length > 1 else "word"
            return length, Clause(text, (own, *found), kind, note, became)
        if length == diploma_length:
            kind = "diploma" if tokens[-1] in KINDS else "word"
            shown = KINDS.get(tokens[-1], text)
            return length, Clause(shown, (Alternative(tokens, text=shown),), kind)
    word, shown = words[start]
    after = sequence[start + 1 : start + 2] or [word]
    timed = word.isdecimal() and everyday.lesser.durations.issuperset(after)
    kind = "soft" if timed or stem(word) in everyday.lesser.soft else "word"
    return 1, Clause(shown, (Alternative((stem(word),), text=shown),), kind)


def _as_initials(clause: Clause, diploma: Clause, indexed: Collection[str]) -> Clause:
    """Read letters after a kind of diploma as the initials of a title: « CAP JP »."""
    letters = f"{diploma.alternatives[0].terms[-1]}{fold(clause.text)}"
    if letters not in indexed:
        return clause
    return replace(clause, alternatives=(*clause.alternatives, Alternative((letters,))))


def _lesser(clause: Clause, words: LesserWords) -> frozenset[Kind]:
    """The kinds of lesser words that a clause is of."""
    if clause.kind not in ("word", "phrase"):
        return frozenset()
    kinds = words.kinds(frozenset(terms(clause.text)))
    return kinds if clause.kind == "word" else kinds & _OF_PHRASES


def _is_where(clause: Clause, where: Collection[str]) -> bool:
    first = clause.text.split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in where


def _is_lost(clause: Clause, indexed: Collection[str]) -> bool:
    return clause.became and not _is_met(clause, indexed)


def _is_met(clause: Clause, indexed: Collection[str]) -> bool:
    return any(all(t in indexed for t in alternative.terms) for alternative in clause.alternatives)


def _completed(
    clause: Clause, vocabulary: Vocabulary, indexed: Collection[str], everyday: Everyday
) -> Clause:
    """Let a word that no course has stand for those it begins, or else those of the same root.

    « boulang » begins « boulanger »; « échafaudage » has the root of « échafaudeur ».
    """
    word = fold(clause.text)
    if len(word) < 4 or " " in word or _is_met(clause, indexed) or vocabulary.is_name(word):
        return clause
    if (stem(word),) in everyday.alternatives:
        return clause  # « train » is no beginning of « trainer »: it is known, and no course has it
    roots = [root for root in vocabulary.stems_from(word) if root != stem(word)]
    if not roots and stem(word).endswith("icien"):
        roots = vocabulary.stems_from(f"{stem(word)[:-5]}iqu")  # « domoticien »: « domotique »
    if not roots and len(word) >= 8:
        # « illustratrice » has the root of « illustrateur », then of « illustration ».
        roots = vocabulary.stems_from(stem(word)[: max(6, len(stem(word)) - 3)])
    alternatives: list[Alternative] = []
    for root in roots[:20]:
        alternatives.append(Alternative((root,), True, vocabulary.shown(root)))
        alternatives.extend(everyday.alternatives.get((root,), ()))
    return replace(clause, alternatives=(*clause.alternatives, *dict.fromkeys(alternatives)))
