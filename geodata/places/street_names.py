"""The words of a street's name, reduced to what two people would write alike."""

import re
from functools import lru_cache

from geodata.folding import fold

_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard",
    "pl": "place", "all": "allee", "ch": "chemin", "che": "chemin", "chem": "chemin",
    "rte": "route", "imp": "impasse", "sq": "square", "fg": "faubourg", "fbg": "faubourg",
    "r": "rue", "st": "saint", "ste": "sainte", "gal": "general", "gen": "general",
    "mal": "marechal", "dr": "docteur", "pdt": "president", "cdt": "commandant",
    "col": "colonel", "prof": "professeur", "pr": "professeur",
}  # fmt: skip
_ARTICLES = frozenset(["d", "de", "des", "du", "l", "la", "le", "les", "a", "au", "aux", "et"])
_MAILBOX = re.compile(r"\b(?:bp|cs|cidex|tsa) ?\d+.*")
_NUMBER = re.compile(r"^(\d{1,4})(?!\d) ?(?:(?:bis|ter|quater|[a-f])\b ?)?(?:(?:a|et) \d+ )?")
_WAY = re.compile(
    r"\b(?:rue|avenue|boulevard|place|allee|chemin|route|impasse|square|quai|cours|faubourg|voie"
    r"|esplanade|passage|sentier|parvis|rond point|cite|residence|ruelle|venelle|chaussee)\b"
)


@lru_cache(maxsize=50_000)
def street_key(text: str) -> str:
    """Return the name of a street without accents, articles, abbreviations and its number."""
    words = street_words(text)
    way = _WAY.search(words)
    return words[way.start() :] if way else words


def street_words(text: str) -> str:
    """Return the words of an address as `street_key` writes them, what precedes « rue » too."""
    words = _NUMBER.sub("", _MAILBOX.sub("", fold(text)))
    expanded = (_SHORT.get(word, word) for word in words.split())
    return " ".join(word for word in expanded if word not in _ARTICLES)


def is_way(words: str) -> bool:
    """Say whether folded words have one that a street's name begins with: « rue », « place »."""
    return _WAY.search(words) is not None


def number_of(text: str) -> int | None:
    """Return the number that an address begins with, or that its street follows."""
    folded = fold(text)
    found = leading_number(text)
    later = re.search(r"\b(\d{1,4}) (?:bis |ter )?(?=[a-z])", folded)
    return found if found is not None else int(later[1]) if later else None


def leading_number(text: str) -> int | None:
    """Return the number that an address begins with, None when it begins with none."""
    found = _NUMBER.match(fold(text))
    return int(found[1]) if found else None
