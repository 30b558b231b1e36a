"""How a typed request is understood: words corrected, everyday words turned into official ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from geodata.diplomas import KINDS
from geodata.everyday import FAMILIES, TABLES
from geodata.spelling import Vocabulary
from geodata.words import FUNCTION_WORDS, diploma_at, split, stem, terms

MAX_CHARACTERS = 300
MAX_WORDS = 16
"""What is read of a request: nobody describes a course in more words, and time stays bounded."""

_SOFT = """
formation formations former métier metier metiers cours devenir apprendre travailler travail
emploi boulot job ecole etude etudes etudier diplome diplomes stage etre faire veux voudrais
cherche chercher recherche trouver pres proche autour professionnel professionnelle specialite
mention parcours option domaine secteur niveau titre reconversion debutant adulte apprentissage
alternance contrat annee an ans reconnu certifiante qualifiante diplomante gratuite gratuit rapide
courte intensive distance ligne region passer obtenir preparer savoir besoin aimerais envie
interesse bonjour merci svp carriere personne personnes
"""
SOFT_WORDS = frozenset(stem(word) for word in _SOFT.split())
"""Words found in most requests or most titles: they say nothing, unless they are all there is."""

_ROME = re.compile(r"[a-z]\d{4}")
_RNCP = re.compile(r"(?:rncp|rs)\d{1,6}")


@dataclass(frozen=True)
class Alternative:
    """Terms that must all be met, and whether they stand for other words than the typed ones."""

    terms: tuple[str, ...]
    expanded: bool = False


@dataclass(frozen=True)
class Clause:
    """One thing asked for: any of its alternatives will do."""

    text: str
    alternatives: tuple[Alternative, ...]
    kind: str = "word"
    """`word`, `phrase` (several words known together), `diploma`, or `soft`."""


@dataclass(frozen=True)
class Reading:
    """A request read as clauses, with what had to be changed on the way."""

    request: str
    clauses: tuple[Clause, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Meaningful words found nowhere: no course has them."""


@lru_cache(maxsize=1)
def everyday() -> dict[tuple[str, ...], tuple[Alternative, ...]]:
    """The everyday tables by the stems of their key, function words left out."""
    table: dict[tuple[str, ...], list[Alternative]] = {}
    for source in TABLES:
        for keys, phrases in source.items():
            found = [Alternative(tuple(dict.fromkeys(terms(p))), True) for p in phrases.split(";")]
            for key in keys.split(";"):
                table.setdefault(_key(key), []).extend(found)
    for family in FAMILIES:
        members = family.split()
        for member in members:
            others = [Alternative((stem(m),), True) for m in members if stem(m) != stem(member)]
            table.setdefault((stem(member),), []).extend(others)
    return {key: tuple(dict.fromkeys(found)) for key, found in table.items() if key}


def _key(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in split(text) if word not in FUNCTION_WORDS)


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Every word, unstemmed, of the keys of the everyday tables and of diplomas' names."""
    keys = [key for table in TABLES for keys in table for key in keys.split(";")]
    words = {word for key in [*keys, *FAMILIES] for word in split(key)}
    return frozenset(words - FUNCTION_WORDS)


def read(request: str, vocabulary: Vocabulary, indexed: Collection[str]) -> Reading:
    """Read a request with the words of a vocabulary and the terms that courses have (`indexed`).

    At most `MAX_CHARACTERS` characters and `MAX_WORDS` words are considered; nothing raises.
    """
    clean = " ".join(request[:MAX_CHARACTERS].split())
    typed = _join_codes([w for w in split(clean) if w not in FUNCTION_WORDS])[:MAX_WORDS]
    # A request of function words only (« être », « DE ») is a request for nothing.
    words: list[str] = []
    corrected: list[tuple[str, str]] = []
    for word in _join_compounds(typed, vocabulary):
        read_as = _known(word, vocabulary)
        if read_as != [word]:
            corrected.append((word, " ".join(read_as)))
        words.extend(read_as)
    clauses = [_completed(clause, vocabulary, indexed) for clause in _clauses(words)]
    meaningful = [clause for clause in clauses if clause.kind != "soft"]
    ignored = [clause.text for clause in clauses if clause.kind == "soft"] if meaningful else []
    kept = meaningful or clauses
    unknown = [c.text for c in kept if not _is_met(c, indexed)]
    return Reading(
        request=clean,
        clauses=tuple(c for c in kept if c.text not in unknown),
        corrected=tuple(corrected),
        ignored=tuple(ignored),
        unknown=tuple(unknown),
    )


def codes(request: str) -> list[str]:
    """The ROME (« k1302 ») and RNCP (« rncp35830 ») codes of a request, folded."""
    words = _join_codes(split(request[:MAX_CHARACTERS]))
    return [w for w in words if _ROME.fullmatch(w) or _RNCP.fullmatch(w)]


def _join_codes(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("rncp", "rs") and word.isdecimal():
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _join_compounds(words: list[str], vocabulary: Vocabulary) -> list[str]:
    """« cyber sécurité » is written in one word in titles: join what is only known together."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].isalpha() and word.isalpha():
            pair = joined[-1] + word
            alone = vocabulary.knows(joined[-1]) and vocabulary.knows(word)
            if not alone and vocabulary.knows(pair):
                joined[-1] = pair
                continue
        joined.append(word)
    return joined


def _known(word: str, vocabulary: Vocabulary) -> list[str]:
    """The word itself when it is known, else what it was meant to be, else itself."""
    if vocabulary.knows(word) or not word.isalpha() or stem(word) in SOFT_WORDS:
        return [word]
    if len(word) >= 4 and vocabulary.begins(word):
        return [word]
    nearest = vocabulary.nearest(word)
    if nearest:
        return [nearest]
    for cut in range(4, min(len(word), 40) - 3):
        if vocabulary.knows(word[:cut]) and vocabulary.knows(word[cut:]):
            return [word[:cut], word[cut:]]
    return [word]


def _clauses(words: list[str]) -> list[Clause]:
    sequence = [stem(word) for word in words]
    table = everyday()
    clauses: list[Clause] = []
    position = 0
    while position < len(sequence):
        length, clause = _phrase_at(words, sequence, position, table)
        if clause not in clauses:
            clauses.append(clause)
        position += length
    return clauses


def _phrase_at(
    words: list[str],
    sequence: list[str],
    start: int,
    table: Mapping[tuple[str, ...], tuple[Alternative, ...]],
) -> tuple[int, Clause]:
    diploma_length, tokens = diploma_at(sequence, start)
    for length in range(min(6, len(sequence) - start), 0, -1):
        if length == diploma_length and tuple(sequence[start : start + length]) not in table:
            return length, _diploma(words[start : start + length], tokens)
        found = table.get(tuple(sequence[start : start + length]))
        if found is None:
            continue
        text = " ".join(words[start : start + length])
        own = Alternative(tuple(dict.fromkeys(terms(text))))
        return length, Clause(text, (own, *found), "phrase" if length > 1 else "word")
    if diploma_length:
        return diploma_length, _diploma(words[start : start + diploma_length], tokens)
    word = sequence[start]
    kind = "soft" if word in SOFT_WORDS else "word"
    return 1, Clause(words[start], (Alternative((_code(word),)),), kind)


def _diploma(words: list[str], tokens: tuple[str, ...]) -> Clause:
    kind = "diploma" if tokens[-1] in KINDS else "word"
    return Clause(KINDS.get(tokens[-1], " ".join(words)), (Alternative(tokens),), kind)


def _code(word: str) -> str:
    """Five digits alone are looked up as an RNCP number, as the forms write it."""
    return f"rncp{word}" if word.isdecimal() and len(word) == 5 else word


def _is_met(clause: Clause, indexed: Collection[str]) -> bool:
    return any(all(t in indexed for t in alternative.terms) for alternative in clause.alternatives)


def _completed(clause: Clause, vocabulary: Vocabulary, indexed: Collection[str]) -> Clause:
    """A word nobody uses but that begins others (« boulang ») stands for those."""
    word = clause.text
    if len(word) < 4 or " " in word or _is_met(clause, indexed):
        return clause
    alternatives: list[Alternative] = []
    for root in vocabulary.stems_from(word)[:20]:
        alternatives.append(Alternative((root,), True))
        alternatives.extend(everyday().get((root,), ()))
    return replace(clause, alternatives=(*clause.alternatives, *dict.fromkeys(alternatives)))
