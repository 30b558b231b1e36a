"""A title of Parcoursup as people read it: what tells the course from others comes first.

Producers write the family before the course (« Formation des écoles de commerce et de management
Bac + 3 Bachelor Finance »), the way in after it (« Formation d'ingénieur Bac + 5 Bac Général »), a
word whose rest is missing (« Licence Informatique Parcours »), words twice, or in capitals.
"""

import re
from collections.abc import Callable, Collection

from geodata.folding import fold

_MADE = re.compile(r"^(DN MADE )([^\W\d_])")
_FIRST = re.compile(r"\b1[eè]re\b")
_EMPTY_END = re.compile(
    r"(?:\s*[-–:,;(/]|\s+(?:parcours|portail|options?|spécialités?|specialites?|mention|dominante|"
    r"de|du|des|en|et|ou))+\s*$",
    re.IGNORECASE,
)
_ENGINEER = re.compile(r"formation d['’ ]ing[ée]nieur\s+bac ?\+ ?5\b[\s:-]*", re.IGNORECASE)
_WAY_IN = re.compile(
    r"(?:voies? d['’ ]acc[èe]s\s+)?(?P<bac>(?:autres )?(?:bacs?|s[ée]ries?)\b.*)", re.IGNORECASE
)
_BACS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"\b(?:bac )?s[ée]rie\b", "bac"),
        (r"\bbacs? g[ée]n[ée](?:raux|rale?)\b(?=\s+\d)", "bac général,"),
        (r"\bbacs? g[ée]n[ée](?:raux|rale?)\b", "bac général"),
        (r"\bbacs? technologiques?\b", "bac technologique"),
        (r"\bbac\b", "bac"),
        (r"\bautres s[ée]ries\b", "autres séries de bac"),
        (r",(?=\S)", ", "),
    )
)
_YEARS = re.compile(r"\s*\b(?:formation )?bac ?\+ ?(\d)\s*$", re.IGNORECASE)
_FAMILIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"{pattern}(?:\s+bac ?\+ ?(\d))?\b[\s:-]*", re.IGNORECASE), family)
    for pattern, family in (
        (r"formation des [ée]coles de commerce et de management", "école de commerce"),
        (r"formation des [ée]coles? sup[ée]rieures? d['’ ]art", "école supérieure d'art"),
        (r"formations? aux m[ée]tiers de l['’ ]h[ôo]tellerie[ -]restauration",
         "école d'hôtellerie-restauration"),
        (r"formation valant grade de licence", "grade de licence"),
        (r"dipl[ôo]me d['’ ][ée]tablissement", "diplôme d'établissement"),
        (r"dipl[ôo]me d['’ ]universit[ée]", "diplôme d'université"),
        (r"formation(?=\s+bac ?\+ ?\d)", ""),
    )
)  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+|\S")
_LOUD = 4
_TWICE = 4
"""Words in a row that an acronym parts from themselves, for the second time to be left out."""


def shown(text: str, *, known: Collection[str] = (), accented: Callable[[str], str] = str) -> str:
    """Return a title as people read it.

    Parameters
    ----------
    text : with single spaces
    known : folded words of French: in capitals they are shouted, where others are acronyms
    accented : gives back their accents to words
    """
    quiet = _quiet(text, known, accented)
    whole = _once(quiet)
    cut = _EMPTY_END.sub("", whole)
    whole = _by_family(cut if " " in cut else whole)
    return _MADE.sub(lambda found: f"{found[1]}{found[2].upper()}", _FIRST.sub("1re", whole))


def _by_family(text: str) -> str:
    """Return a title with what distinguishes it before its family."""
    if engineer := _ENGINEER.match(text):
        rest = text[engineer.end() :]
        way = _WAY_IN.fullmatch(rest)
        return f"Formation d'ingénieur {_way_in(way['bac']) if way else rest}".strip()
    for pattern, family in _FAMILIES:
        if not (found := pattern.match(text)):
            continue
        rest, years = text[found.end() :].strip(), found[1]
        if (end := _YEARS.search(rest)) and rest[: end.start()].strip():
            rest, years = rest[: end.start()].strip(), years or end[1]
        if not rest or not rest[0].isalnum():
            return text
        aside = ", ".join(filter(None, (family, f"bac + {years}" if years else "")))
        return f"{rest[:1].upper()}{rest[1:]} ({aside})" if aside else rest
    return text


def _way_in(bac: str) -> str:
    """Say after what one enters: « Bac Série générale » is « (après un bac général) »."""
    listed = re.search(r"\(([^()]+)\)$", bac)
    words = listed[1] if listed else bac
    for pattern, written in _BACS:
        words = pattern.sub(written, words)
    words = f"{words[:1].lower()}{words[1:]}"
    return f"(après un {words})" if words.startswith("bac ") else f"({words})"


def _once(text: str) -> str:
    """Return a title without the words said twice in a row, or again after their acronym."""
    words = text.split()
    keys = [fold(word) or word for word in words]
    for size in range(len(words) // 2, 0, -1):
        for at in range(len(words) - 2 * size + 1):
            again = slice(at + size, at + 2 * size)
            if keys[at : at + size] != keys[again]:
                continue
            last = again.stop == len(words)
            if size > 1 or (last and at and keys[at].isalpha()):
                return _once(" ".join(words[:at] + words[at + size :]))
    for size in range(len(words) // 2, _TWICE - 1, -1):
        start = len(words) - size
        acronym = words[start - 1].isupper() and len(words[start - 1]) > 2
        if acronym and keys[start - 1 - size : start - 1] == keys[start:]:
            return " ".join(words[:start])
    return text


def _quiet(text: str, known: Collection[str], accented: Callable[[str], str]) -> str:
    """Return a title without shouting: known words in capitals are lowered, acronyms stay."""
    tokens = _TOKEN.findall(text)
    if not any(_is_loud(token) and fold(token) in known for token in tokens):
        return text
    pieces: list[str] = []
    begins = True  # the first word after a word that is not shouted keeps its capital
    for piece in re.split(r"([^\W\d_]+)", text):
        if not piece.isalpha():
            begins = begins or bool(re.search(r"[:/(\[–]", piece))
            pieces.append(piece)
            continue
        shouted = _is_loud(piece) and fold(piece) in known
        small = piece.isupper() and len(piece) < _LOUD and not begins and fold(piece) in _SMALL
        if shouted or small:
            lower = accented(piece.lower())
            pieces.append(lower[:1].upper() + lower[1:] if begins else lower)
            begins = False
        else:
            pieces.append(piece)
            begins = not piece.isupper()
    return "".join(pieces)


_SMALL_LIST = """
    a au aux d de des du en et l la le les non ou par pour sur
"""
_SMALL = frozenset(_SMALL_LIST.split())


def _is_loud(word: str) -> bool:
    """Tell whether a word is in capitals, those whose accented letters stayed small included."""
    capitals = sum(letter.isupper() for letter in word)
    if len(word) < _LOUD or not word[0].isupper() or 2 * capitals <= len(word):
        return False
    return all(letter.isupper() or letter == "e" or not letter.isascii() for letter in word)
