"""Names of towns written as they are heard, « Dunkerk », « saint kentin », as they are spelt."""

import re

from rapidfuzz.distance import OSA

from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.search.lexicon.spelling import sound
from geodata.search.lexicon.words import FUNCTION_WORDS

_SHORTEST = 4
_LONGEST = 4  # words of a name
_READ = 16
_NO_BEGINNING = FUNCTION_WORDS - {"le", "la", "les"}


def with_towns(atlas: Atlas, text: str) -> str:
    """Return a text with the towns that it has by their sound written as they are spelt.

    Only towns where there are courses, for words that no course, establishment or town has.
    """
    words = text.split()[:_READ]
    if all(_is_known(atlas, word) for word in words):
        return text
    towns = atlas.cached("towns by sound", lambda: _towns(atlas))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            heard = words[start : start + length]
            if fold(heard[0]) in _NO_BEGINNING:
                continue
            names = towns.get(_sound(typed := " ".join(heard)), [])
            if names and not all(_is_known(atlas, word) for word in heard):
                name = min(names, key=lambda one: OSA.distance(fold(one), fold(typed)))
                return " ".join([*words[:start], name, *text.split()[start + length :]])
    return text


def _towns(atlas: Atlas) -> dict[str, list[str]]:
    """Return the names of the towns with courses by their sound."""
    names = sorted(set(atlas.commune_names.reindex(atlas.sites["commune"]).dropna()))
    heard: dict[str, list[str]] = {}
    for name in names:
        heard.setdefault(_sound(name), []).append(name)
    heard.pop("", None)
    return heard


def _sound(name: str) -> str:
    return sound(re.sub(r"\W", "", fold(name))) if len(name) >= _SHORTEST else ""


def _is_known(atlas: Atlas, word: str) -> bool:
    text = atlas.text
    parts = [part for part in fold(word).split() if part not in FUNCTION_WORDS]
    return all(
        len(part) < _SHORTEST or not part.isalpha() or text.knows(part) or text.is_spelled(part)
        for part in parts
    )
