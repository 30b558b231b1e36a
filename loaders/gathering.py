"""Finding the files of a folder that a source recognises, and reading them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from loaders.catalogue import CATALOGUE, recognise
from loaders.errors import SourceError
from loaders.source import Context, Parsed, Source, counts_of

REPLACED = "fichier remplacé par un millésime plus récent"
KNOWN = "formation déjà donnée par un autre fichier de la même source"


@dataclass(frozen=True)
class SourceFile:
    """A file that a source recognised; `name` is its path in the folder, `checksum` its SHA-256."""

    path: Path
    name: str
    source: Source
    checksum: str


@dataclass(frozen=True)
class Found:
    """The files of a folder: those recognised, and the names of the others."""

    files: tuple[SourceFile, ...] = ()
    unrecognised: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """What the files gave together: tables of the store, and the account of each file."""

    sites: pd.DataFrame
    offers: pd.DataFrame
    sources: pd.DataFrame
    rejects: pd.DataFrame
    corrections: dict[str, dict[str, int]] = field(default_factory=dict)


def find_files(folder: Path, catalogue: Sequence[Source] = CATALOGUE) -> Found:
    """Look at every file under a folder and return those that a source recognises.

    Hidden files and folders are left out; the order is that of the names, so that two builds of
    the same files are alike.
    """
    recognised, others = [], []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        source = recognise(path, tuple(catalogue))
        if source is None:
            others.append(name)
        else:
            recognised.append(SourceFile(path, name, source, checksum_of(path)))
    return Found(tuple(recognised), tuple(others))


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def gather(
    files: Sequence[SourceFile], context: Context, progress: Callable[[str], None]
) -> Gathered:
    """Read the files and bring their rows together.

    Of several files of one source, those of the newest vintage are kept; a course that two of
    them give is kept once. Every row read is kept, or rejected with its reason.

    Raises
    ------
    SourceError
        A file cannot be read: the message names it.
    """
    read = []
    for file in files:
        progress(f"Lecture de {file.name} ({file.source.name})")
        try:
            read.append((file, file.source.read(file.path, context)))
        except SourceError as error:
            raise SourceError(f"{file.name} : {error}.") from error
    keys = _keys([file.source.key for file, _ in read])
    newest = _newest(read)
    sites, offers, rows, rejects = [], [], [], []
    corrections: dict[str, dict[str, int]] = {}
    seen: set[str] = set()
    for key, (file, parsed) in zip(keys, read, strict=True):
        courses = parsed.tables.get("offers", pd.DataFrame(columns=["offer", "site"]))
        reason = KNOWN if parsed.vintage == newest[file.source.key] else REPLACED
        refused = courses["offer"].isin(seen) if reason == KNOWN else courses["offer"].notna()
        kept = courses[~refused]
        seen.update(kept["offer"])
        offers.append(kept.assign(source=key))
        places = parsed.tables.get("sites", pd.DataFrame(columns=["site"]))
        sites.append(places[places["site"].isin(kept["site"])].assign(source=key))
        refusals = pd.concat([parsed.rejects, _refusals(courses[refused], reason)])
        rejects.append(refusals.assign(source=key))
        rows.append(_account(key, file, parsed, len(refusals)))
        if len(parsed.corrections):
            corrections[key] = counts_of(parsed.corrections["reason"])
    return Gathered(
        sites=_together(sites, "site"),
        offers=_together(offers, "offer"),
        sources=pd.DataFrame(rows),
        rejects=_together(rejects),
        corrections=corrections,
    )


def _keys(keys: Sequence[str]) -> list[str]:
    """Number the files of a same source: parcoursup, parcoursup-2…"""
    return [
        key if not keys[:rank].count(key) else f"{key}-{keys[:rank].count(key) + 1}"
        for rank, key in enumerate(keys)
    ]


def _newest(read: Sequence[tuple[SourceFile, Parsed]]) -> dict[str, str]:
    """Return the newest vintage of each source, among the files that gave something."""
    newest: dict[str, str] = {}
    for file, parsed in read:
        # « session 2025 » sorts by its year; a vintage without a year comes before any other.
        if parsed.rows_kept or file.source.key not in newest:
            newest[file.source.key] = max(
                newest.get(file.source.key, ""), parsed.vintage, key=_by_year
            )
    return newest


def _by_year(vintage: str) -> tuple[str, str]:
    return "".join(sign for sign in vintage if sign.isdigit()), vintage


def _refusals(courses: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Return the report of courses that another file replaces; they have no row number any more."""
    content = courses["title"] if "title" in courses else courses["offer"]
    return pd.DataFrame({"row": 0, "reason": reason, "content": content})


def _account(key: str, file: SourceFile, parsed: Parsed, rejected: int) -> dict[str, object]:
    return {
        "source": key,
        "name": file.source.name,
        "producer": file.source.producer,
        "licence": file.source.licence,
        "vintage": parsed.vintage,
        "perimeter": parsed.perimeter,
        "url": file.source.page,
        "file": file.name,
        "checksum": file.checksum,
        "rows_read": parsed.rows_read,
        "rows_kept": parsed.rows_read - rejected,
        "rows_rejected": rejected,
        "simulated": False,
    }


def _together(tables: Sequence[pd.DataFrame], key: str = "") -> pd.DataFrame:
    full = [table for table in tables if len(table)] or list(tables[:1])
    joined = pd.concat(full, ignore_index=True)
    return joined.drop_duplicates(key, ignore_index=True) if key else joined
