"""Names of places set as a sign would bear them: « Lycée d'Airion », « IFSI du Quesnoy »."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked
from loaders.titles.accents import Accents, without_mistakes
from loaders.titles.establishments import ACRONYMS

_Lowercase = Annotated[str, StringConstraints(pattern=r"^[^\W\d_A-Z]+$")]


class _Words(BaseModel):
    """The words of `data/capitals.toml`, as they are written in a name."""

    model_config = ConfigDict(extra="forbid")

    small: Annotated[frozenset[_Lowercase], Field(min_length=1)]
    common: Annotated[frozenset[_Lowercase], Field(min_length=1)]


_WORDS = read_checked(DATA / "capitals.toml", _Words, "des mots en minuscules")
_LOWER = _WORDS.small | _WORDS.common | {"d", "l"}
_SIGN = 4
"""Letters of a name of one word that is an acronym."""
_WORD = re.compile(r"[^\W\d_]+(?:[.][^\W\d_]+)*[.]?|\W+|\d+")


def readable_name(name: str) -> str:
    """The name of a school in lower case with its capitals; a name not all in capitals is kept."""
    name = without_mistakes(name.strip())
    if name != name.upper() or (name.isalpha() and len(name) <= _SIGN):
        return name
    return _lowered(name)


def _lowered(name: str) -> str:
    words = _WORD.findall(name)
    return "".join(_set(word, first=index == 0) for index, word in enumerate(words))


def _set(word: str, *, first: bool) -> str:
    lower = word.lower()
    if word in ACRONYMS or re.fullmatch(r"(?:\w{1,3}\.)+\w{0,3}", word):
        return word
    if "." in word:  # « ROUB.TOURC. »
        return ".".join(part.capitalize() for part in word.split("."))
    if not first and lower in _LOWER:
        return lower
    return lower[:1].upper() + lower[1:]


class PlaceNames:
    """Sets names of territories in capitals, with the accents of the region's own names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._accents = Accents(names)

    def read(self, name: str) -> str:
        """Return « ABBEVILLE PONTHIEU » as « Abbeville Ponthieu »; another name is kept.

        A territory is never a sign of four letters as a school may be: « LAON » is « Laon ».
        """
        text = name.strip()
        if text != text.upper() or not re.search(r"[^\W\d_]{3}", text):
            return text
        return self._accents.restore(_lowered(text))
