"""Small words before names of places: « d'Abbeville », « du Quesnoy », « au Touquet »."""

import re

from geodata.folding import fold

_CONTRACTED = (("Le ", "du ", "au "), ("Les ", "des ", "aux "))
_VOWEL = re.compile(r"[aeiou]|y(?![aeiou])")
_MUTE_H = re.compile(r"h(?!am\b|aut|avre|aye|ollande|ongrie|aras|alle)")
"""Names in h take the elision, « d'Hirson », but for the words whose h is aspirated."""


def of_place(name: str) -> str:
    """Return a place's name after « de », with the article or the elision that it takes."""
    for article, of, _ in _CONTRACTED:
        if name.startswith(article):
            return of + name.removeprefix(article)
    letters = fold(name)
    elided = _VOWEL.match(letters) or _MUTE_H.match(letters)
    return f"d'{name}" if elided else f"de {name}"


def at_place(name: str) -> str:
    """Return a place's name after « à », with the article that it takes."""
    for article, _, at in _CONTRACTED:
        if name.startswith(article):
            return at + name.removeprefix(article)
    return f"à {name}"
