"""Small words before names of places: « d'Abbeville », « du Touquet-Paris-Plage »."""

from __future__ import annotations

from geodata.folding import fold


def of_place(name: str) -> str:
    """Return a place's name after « de », with the article or the elision that it takes.

    A name that begins with an h keeps « de »: no rule tells an aspirated one.
    """
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    letters = fold(name)
    vowel = letters[:1] in "aeiou" or (letters[:1] == "y" and letters[1:2] not in "aeiou")
    return f"d'{name}" if letters and vowel else f"de {name}"
