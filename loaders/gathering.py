"""Finding the files of a folder that a source recognises, and reading them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.schema import REJECTS, SOURCES
from loaders.catalogue import CATALOGUE, recognise
from loaders.certifications.completing import completed
from loaders.errors import SourceError
from loaders.locating.addresses import FOUND, refined
from loaders.locating.addresses import KEY as BAN_KEY
from loaders.merging.courses import PROVENANCE_COLUMNS, merge
from loaders.ordering import by_year, enriched, read_in_order
from loaders.reading.joining import together
from loaders.source import Context, Parsed, Source, counts_of
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES
from loaders.store.regional import OPTIONAL, empty_table

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
    """What the files gave together: tables of the store, and the account of each file.

    `tables` has the tables of observation (outcomes, tension, indicators, crosswalks); `zonings`
    what files say of the communes, each with the key of its file among the sources; `provenance`
    and `merging` are those of `loaders.merging.courses`; `rhythms` says how often the source of
    each file
    is published.
    """

    sites: pd.DataFrame
    offers: pd.DataFrame
    sources: pd.DataFrame
    rejects: pd.DataFrame
    corrections: dict[str, dict[str, int]] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    zonings: tuple[tuple[str, Parsed], ...] = ()
    provenance: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=PROVENANCE_COLUMNS)
    )
    merging: dict[str, Any] = field(default_factory=dict)
    rhythms: dict[str, str] = field(default_factory=dict)


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

    Files are read in the order of what their sources need. Of several files of one source that
    give courses, those of the newest vintage are kept, unless the source says that its files add
    up; a course that two of them give is kept once, as the newest has it. Courses are completed by
    the nomenclatures (`loaders.certifications.completing`), then those that several sources know
    become one row
    (`loaders.merging.courses`). Every row read is kept, or rejected with its reason.

    Raises
    ------
    SourceError
        A file cannot be read: the message names it.
    """

    def read_one(file: SourceFile, known: Context) -> Parsed:
        progress(f"Lecture de {file.name} ({file.source.name})")
        return read_file(file, known)

    read = read_in_order(files, context, read_one)
    keys = _keys([file.source.key for file, _ in read])
    sites, offers, rows, rejects = [], [], [], []
    corrections: dict[str, dict[str, int]] = {}
    tables: dict[str, list[pd.DataFrame]] = {name: [empty_table(name)] for name in OPTIONAL}
    for key, (file, parsed), (courses, which, reason) in zip(keys, read, _kept(read), strict=True):
        kept, refused = courses[which], courses[~which]
        offers.append(kept.assign(source=key))
        places = parsed.tables.get("sites", pd.DataFrame(columns=["site"]))
        sites.append(places[places["site"].isin(kept["site"])].assign(source=key))
        refusals = pd.concat([parsed.rejects, _refusals(refused, reason)])
        rejects.append(refusals.assign(source=key))
        for name in OPTIONAL:
            if name in parsed.tables:
                tables[name].append(parsed.tables[name].assign(source=key))
        rows.append(_account(key, file, parsed, len(refusals)))
        if len(parsed.corrections):
            corrections[key] = counts_of(parsed.corrections["reason"])
    known = enriched(context, [(file.source, parsed) for file, parsed in read])
    courses = completed(together(offers), known) if offers else pd.DataFrame()
    placed, moved = refined(together(sites, "site"), known)
    if moved:
        corrections[BAN_KEY] = {FOUND: moved}
    merged = merge(courses, placed)
    return Gathered(
        sites=merged.sites,
        offers=merged.offers,
        sources=pd.DataFrame(rows, columns=list(SOURCES.columns)),
        rejects=together([pd.DataFrame(columns=list(REJECTS.columns)), *rejects]),
        corrections=corrections,
        tables={name: _without_repeats(together(parts)) for name, parts in tables.items()},
        zonings=tuple(
            (key, parsed)
            for key, (_, parsed) in zip(keys, read, strict=True)
            if not {ATTRIBUTES, ZONES}.isdisjoint(parsed.tables)
        ),
        provenance=merged.provenance,
        merging=merged.counts,
        rhythms={key: file.source.rhythm for key, (file, _) in zip(keys, read, strict=True)},
    )


def read_file(file: SourceFile, context: Context) -> Parsed:
    """Read a file with its source's parser (raises SourceError, which names the file)."""
    try:
        return file.source.read(file.path, context)
    except SourceError as error:
        raise SourceError(f"{file.name} : {error}.") from error


def informed(context: Context, files: Sequence[SourceFile], target: Source) -> Context:
    """Return the context that `target` would find in a build of these files."""
    wanted, givers = set(target.needs), list[SourceFile]()
    while more := [f for f in files if f not in givers and wanted & set(f.source.gives)]:
        givers += more
        wanted |= {need for file in more for need in file.source.needs}
    read = read_in_order(givers, context, read_file)
    return enriched(context, [(file.source, parsed) for file, parsed in read])


def _without_repeats(table: pd.DataFrame) -> pd.DataFrame:
    """Keep once the rows that several files give alike."""
    facts = [column for column in table.columns if column not in ("source", "vintage")]
    return table.drop_duplicates(facts, ignore_index=True)


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
                newest.get(file.source.key, ""), parsed.vintage, key=by_year
            )
    return newest


def _kept(read: Sequence[tuple[SourceFile, Parsed]]) -> list[tuple[pd.DataFrame, pd.Series, str]]:
    """Return, for each file, its courses, which are kept, and why the others are not.

    Of a source whose files replace one another, only the newest vintage is kept; a course is taken
    from the newest file that has it, the first of those of one vintage.
    """
    newest = _newest(read)
    seen: dict[str, set[str]] = {}
    found: dict[int, tuple[pd.DataFrame, pd.Series, str]] = {}
    ranks = range(len(read))
    for rank in sorted(ranks, key=lambda rank: by_year(read[rank][1].vintage), reverse=True):
        file, parsed = read[rank]
        key = file.source.key
        courses = parsed.tables.get("offers", pd.DataFrame(columns=["offer", "site"]))
        if not file.source.complementary and parsed.vintage != newest[key]:
            found[rank] = courses, pd.Series(False, courses.index), REPLACED
            continue
        known = seen.setdefault(key, set())
        kept = ~courses["offer"].isin(known)
        known.update(courses.loc[kept, "offer"])
        found[rank] = courses, kept, KNOWN
    return [found[rank] for rank in ranks]


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
        "rows_kept": parsed.rows_read - rejected - parsed.elsewhere,
        "rows_rejected": rejected,
        "simulated": False,
    }
