"""Where the files of each source are published: the declarations of data/catalogue.toml."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import ConfigDict, StrictInt, ValidationError, model_validator
from pydantic.dataclasses import dataclass

from loaders.errors import SourceError, system_says, where_in_toml
from loaders.paths import DATA

ADDRESSES = DATA / "catalogue.toml"
LARGEST_MB = 300
UNPACKED_MB = 1000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


_FAULTS = {
    "unexpected_keyword_argument": (0, "« {} » n'est pas un champ connu"),
    "missing": (2, "il manque un champ (« {} »)"),
}
_OTHER = (1, "la valeur de « {} » n'est pas du type attendu")
"""What is said of each kind of fault, and its rank: the first is told."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Remote:
    """One file that a producer publishes.

    `source` is the key of the source that reads it and `name` what it is called once here. It is
    brought from `address`; or, when its address changes with each edition, it is the newest file
    of the data set `dataset` of data.gouv.fr whose title or address matches the expression
    `resource` (by what its first group catches, else by date). `member` is the expression of the
    name of the one file wanted in an archive. `by_hand` says how to get a file that has no public
    address. `columns` are those needed, each with its other known names after a bar. `largest`
    and `unpacked` are limits in megabytes. `verified` says what the address was verified with, ""
    when it was not.
    """

    source: str
    name: str
    format: str
    vintage: str
    address: str = ""
    dataset: str = ""
    resource: str = ""
    member: str = ""
    by_hand: str = ""
    columns: tuple[str, ...] = ()
    largest: StrictInt = LARGEST_MB
    unpacked: StrictInt = UNPACKED_MB
    verified: str = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if not _NAME.fullmatch(self.name):
            raise ValueError("« name » doit être un simple nom de fichier, sans dossier ni accent")
        if sum(map(bool, (self.address, self.dataset, self.by_hand))) != 1:
            raise ValueError(
                "il faut une seule chose parmi « address », « dataset » et « by_hand »"
            )
        if self.address and not urlsplit(self.address).netloc:
            raise ValueError("« address » n'est pas une adresse complète")
        try:
            re.compile(self.resource)
            re.compile(self.member)
        except re.error as error:
            raise ValueError(f"une expression est mal écrite ({error})") from error
        return self

    @property
    def where(self) -> str:
        """Return the address to show: that of the file, else that of its data set."""
        if self.dataset:
            return f"https://www.data.gouv.fr/datasets/{self.dataset}/"
        return self.address


def read_addresses(path: Path = ADDRESSES) -> tuple[Remote, ...]:
    """Return the files that a catalogue of addresses declares, in its order.

    Raises SourceError: the catalogue cannot be read, or a declaration is faulty: the message names
    it.
    """
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = system_says(error) if isinstance(error, OSError) else where_in_toml(error)
        raise SourceError(f"Le catalogue des adresses « {path} » ne se lit pas ({why}).") from error
    files = declared.get("file", [])
    remotes = tuple(_remote(entry, rank) for rank, entry in enumerate(files, start=1))
    names = [remote.name for remote in remotes]
    for name in names:
        if names.count(name) > 1:
            raise SourceError(f"Catalogue des adresses : « {name} » est déclaré plusieurs fois.")
    return remotes


def _remote(entry: Mapping[str, Any], rank: int) -> Remote:
    try:
        return Remote(**entry)
    except ValidationError as error:
        first = min(error.errors(), key=lambda one: _FAULTS.get(one["type"], _OTHER)[0])
        fault = first.get("ctx", {}).get("error")
        fault = fault or _FAULTS.get(first["type"], _OTHER)[1].format(first["loc"][0])
        place = entry.get("name") or f"n° {rank}"
        raise SourceError(f"Catalogue des adresses, {place} : {fault}.") from error
