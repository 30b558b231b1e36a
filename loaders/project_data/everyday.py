"""The everyday words of a search, read from the files of `data/everyday`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from geodata.folding import fold
from geodata.search.lexicon.everyday import Everyday, EverydayWords, Nickname
from geodata.search.lexicon.lesser_words import LesserWords
from geodata.search.lexicon.trades import Trade
from geodata.search.lexicon.words import stem
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked

FOLDER = DATA / "everyday"

Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asked: Annotated[list[Wording], Field(min_length=1)]
    official: list[Wording] = []
    became: str = ""
    note: str = ""
    like: list[Wording] = []

    @model_validator(mode="after")
    def _answers(self) -> Self:
        if not self.official and not self.note and not self.like:
            raise ValueError("il faut « official », « like » ou « note »")
        return self


class _Nickname(BaseModel):
    model_config = ConfigDict(extra="forbid")

    called: Annotated[list[Wording], Field(min_length=1)]
    named: Annotated[list[Wording], Field(min_length=1)]


class _Trade(BaseModel):
    model_config = ConfigDict(extra="forbid")

    official: Annotated[list[Wording], Field(min_length=1)]
    words: Wording


class _Lesser(BaseModel):
    """The kinds of `LesserWords`, each with its words."""

    model_config = ConfigDict(extra="forbid")

    soft: Wording = ""
    durations: Wording = ""
    roles: Wording = ""
    technicians: Wording = ""
    directors: Wording = ""
    manners: Wording = ""
    working: Wording = ""
    actions: Wording = ""
    selling: Wording = ""
    surroundings: Wording = ""
    experts: Wording = ""
    workplaces: Wording = ""


class _File(BaseModel):
    """What a file may hold."""

    model_config = ConfigDict(extra="forbid")

    nicknames: list[_Nickname] = []
    abbreviations: list[Annotated[list[Wording], Field(min_length=2, max_length=2)]] = []
    words: list[_Words] = []
    families: list[Annotated[list[Wording], Field(min_length=2)]] = []
    trades: list[_Trade] = []
    lesser: _Lesser = _Lesser()
    generic: Wording = ""
    leading: Wording = ""


@cache
def read_everyday(folder: Path = FOLDER) -> Everyday:
    """The words of every file of a folder, in the order of the files' names.

    Raises
    ------
    StoreError
        If a file is not valid; the message, in French, names it and what is wrong.
    """
    files = [
        read_checked(path, _File, "de mots courants") for path in sorted(folder.rglob("*.toml"))
    ]
    return Everyday(
        tuple(
            EverydayWords(
                tuple(entry.asked),
                tuple(entry.official),
                entry.became,
                entry.note,
                tuple(entry.like),
            )
            for file in files
            for entry in file.words
        ),
        tuple(tuple(members) for file in files for members in file.families),
        tuple(
            Nickname(tuple(one.called), tuple(one.named))
            for file in files
            for one in file.nicknames
        ),
        tuple((short, full) for file in files for short, full in file.abbreviations),
        tuple(
            Trade(tuple(one.official), tuple(one.words.split()))
            for file in files
            for one in file.trades
        ),
        LesserWords(
            **{
                kind: _stems(getattr(file.lesser, kind) for file in files)
                for kind in _Lesser.model_fields
            }
        ),
        _stems(file.generic for file in files),
        _stems(file.leading for file in files),
    )


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(fold(word)) for text in texts for word in text.split())
