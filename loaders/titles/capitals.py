"""Names of places set as a sign would bear them: « Lycée d'Airion », « IFSI du Quesnoy »."""

from __future__ import annotations

import re

_SMALL = frozenset(
    [
        "a",
        "à",
        "au",
        "aux",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "lès",
        "lez",
        "sur",
        "sous",
    ]
)
_COMMON = frozenset(
    [
        "métiers",
        "général",
        "technologique",
        "professionnel",
        "polyvalent",
        "privé",
        "privée",
        "agricole",
        "horticole",
        "hôtelier",
        "horticulture",
        "industriel",
        "industrielle",
        "maritime",
        "mixte",
        "secondaire",
        "technique",
        "viticole",
        "enseignement",
        "site",
        "section",
        "annexée",
        "automobile",
        "transports",
        "transport",
        "travaux",
        "publics",
        "ameublement",
        "commercial",
        "production",
    ]
)
_ACRONYMS = frozenset(
    [
        "LP",
        "LPO",
        "LGT",
        "LPA",
        "LPP",
        "LEP",
        "LEGTA",
        "LEAP",
        "EREA",
        "ERDV",
        "EIC",
        "EPIL",
        "EPID",
        "ISP",
        "IEMP",
        "SEP",
        "ICAM",
        "CFC",
        "MFR",
        "II",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[.][^\W\d_]+)*[.]?|\W+|\d+")


def of_town(name: str) -> str:
    """« de » and the name of a town, contracted as French does.

    « Laon » gives « de Laon », « Hirson » « d'Hirson », « Le Quesnoy » « du Quesnoy »,
    « Les Abrets » « des Abrets », « La Bassée » « de La Bassée ».
    """
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    if name == "Ham":  # the h that is breathed: « de Ham », but « d'Hirson »
        return "de Ham"
    return f"d'{name}" if re.match(r"[AEIOUYHÀÂÉÈÊËÎÏÔŒÛ]", name) else f"de {name}"


def readable_name(name: str) -> str:
    """The name of a school in lower case with its capitals; a name not all in capitals is kept."""
    if name != name.upper():
        return name.strip()
    words = _WORD.findall(name.strip())
    return "".join(_set(word, first=index == 0) for index, word in enumerate(words))


def _set(word: str, *, first: bool) -> str:
    lower = word.lower()
    if word in _ACRONYMS or "." in word:
        return word
    if not first and (lower in _SMALL or lower in _COMMON or lower in {"d", "l"}):
        return lower
    return lower[:1].upper() + lower[1:]
