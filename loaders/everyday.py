"""The everyday words of a search, read from `data/everyday/*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from geodata.search.everyday import Everyday, EverydayWords
from loaders.errors import StoreError
from loaders.paths import DATA

FOLDER = DATA / "everyday"

Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asked: Annotated[list[Wording], Field(min_length=1)]
    official: Annotated[list[Wording], Field(min_length=1)]


class _File(BaseModel):
    """What a file may hold."""

    model_config = ConfigDict(extra="forbid")

    words: list[_Words] = []
    families: list[Annotated[list[Wording], Field(min_length=2)]] = []


@cache
def read_everyday(folder: Path = FOLDER) -> Everyday:
    """The words of every file of a folder, in the order of the files' names.

    Raises
    ------
    StoreError
        If a file is not valid; the message, in French, names it and what is wrong.
    """
    files = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return Everyday(
        tuple(
            EverydayWords(tuple(entry.asked), tuple(entry.official))
            for file in files
            for entry in file.words
        ),
        tuple(tuple(members) for file in files for members in file.families),
    )


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = str(error)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        problem = f"« {place} » est absent, inconnu ou mal rempli"
    raise StoreError(f"Le fichier de mots courants « {path.name} » ne peut être lu : {problem}.")
