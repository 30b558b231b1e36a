"""Reading the files of the sources, one bad file never stopping the others, and joining them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, repeat
from typing import Any

import pandas as pd

from geodata.tables.schema import OFFERS, REJECTS, SITES, SOURCES
from loaders.building.ordering import enriched, read_in_order
from loaders.certifications.certificates import certificates
from loaders.certifications.completing import completed
from loaders.certifications.former_titles import former_titles
from loaders.errors import SourceError
from loaders.files.finding import SetAside, SourceFile, fault_of
from loaders.files.replacing import KNOWN, REPLACED, SAME, TOLD, copies, repeats, standing
from loaders.locating.addresses import FOUND, refined
from loaders.locating.addresses import KEY as BAN_KEY
from loaders.locating.courses import KNOWN_PLACES
from loaders.merging.care_schools import joined_to_courses
from loaders.merging.courses import PROVENANCE_COLUMNS, merge
from loaders.merging.guidance import each_once
from loaders.reading.joining import together
from loaders.source import Context, Parsed, counts_of
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES
from loaders.store.tables import OPTIONAL, empty_table, faults_in

ACCEPT_ALL = "*"
"""What `--accept` without a source means."""


@dataclass(frozen=True)
class Reading:
    """What one file gives to a build, once the rules of `loaders.files.replacing` have spoken.

    `parsed` has only the rows that count and `rejects` all that do not; `aside` says why the whole
    file gives nothing, None when it gives something or another file replaces it. `error` is the
    fault of its parser.
    """

    file: SourceFile
    parsed: Parsed
    rejects: pd.DataFrame
    aside: SetAside | None = None
    error: Exception | None = None

    @property
    def rows_kept(self) -> int:
        """Number of rows of the file that count."""
        return self.parsed.rows_read - len(self.rejects) - self.parsed.elsewhere


@dataclass(frozen=True)
class Gathered:
    """What the files gave together: tables of the store, and the account of each file.

    `tables` has the tables of observation (outcomes, tension, indicators, crosswalks); `zonings`
    what files say of the communes, each with the key of its file among the sources; `provenance`
    and `merging` are those of `loaders.merging.courses`; `rhythms` says how often the source of
    each file is published, `origins` the key of that source; `set_aside` names the files that
    gave nothing, and why.
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
    origins: dict[str, str] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()


def read_files(
    files: Sequence[SourceFile],
    context: Context,
    progress: Callable[[str], None] = lambda _: None,
    accepted: Collection[str] = (),
) -> list[Reading]:
    """Read files in the order of what their sources need, and say which rows count.

    A file that cannot be read, for whatever reason, is set aside and the others are read.

    Parameters
    ----------
    accepted : sources (or ACCEPT_ALL) whose newest file counts even if it lost most of its rows
    """
    errors: dict[SourceFile, Exception] = {}

    def read_one(file: SourceFile, known: Context) -> Parsed:
        progress(f"Lecture de {file.name} ({file.source.name})")
        try:
            return read_file(file, known)
        except SourceError as error:
            errors[file] = error.__cause__ if isinstance(error.__cause__, Exception) else error
            return Parsed({}, 0)

    def choose(read: Sequence[tuple[SourceFile, Parsed]]) -> list[Reading]:
        return _chosen(read, errors, accepted)

    return read_in_order(files, context, read_one, choose)


def read_file(file: SourceFile, context: Context) -> Parsed:
    """Read a file with its source's parser: the one place that a fault of a parser can reach.

    Raises SourceError: whatever the parser raised, or what it returned breaks the schemas; it names
    the file.
    """
    try:
        parsed = file.source.read(file.path, context)
        _check_account(parsed)
        return parsed
    except Exception as error:
        raise SourceError(f"{file.name} : {fault_of(error)}.") from error


def _check_account(parsed: Parsed) -> None:
    """Raise SourceError if what a parser returned could not go to the store."""
    if parsed.rows_kept < 0 or parsed.elsewhere < 0:
        raise SourceError("le compte de ses lignes est faux")
    schemas = {"sites": SITES, "offers": OFFERS, **OPTIONAL}
    for name, table in parsed.tables.items():
        if name not in schemas or table.empty:
            continue
        schema, key = schemas[name], {"offers": "offer", "sites": "site"}.get(name)
        rows = table.drop_duplicates(key) if key else table
        rows = rows.assign(source="essai")
        known = [column for column in schema.columns if column in rows]
        if faults := faults_in(schema.select_columns(known), rows):
            raise SourceError(f"ce qui en est lu n'a pas la forme attendue : {faults}")
    if "offers" in parsed.tables:
        sites = parsed.tables.get("sites", pd.DataFrame(columns=["site"]))["site"]
        if set(parsed.tables["offers"]["site"]) - set(sites) - {""}:
            raise SourceError("des formations y renvoient à un lieu inconnu")


def _chosen(
    read: Sequence[tuple[SourceFile, Parsed]],
    errors: dict[SourceFile, Exception],
    accepted: Collection[str],
) -> list[Reading]:
    """Apply the rules of `loaders.files.replacing` to all the files of some sources."""
    pairs = [(file.source, parsed) for file, parsed in read]
    trusted = {file.source.key for file, _ in read if {file.source.key, ACCEPT_ALL} & {*accepted}}
    replaced, doubtful = standing(pairs, trusted)
    same = {rank: first for rank, first in copies(pairs).items() if rank not in replaced}
    found = list[Reading]()
    counted = [
        (source, Parsed({}, 0) if {rank} & {*replaced, *doubtful, *same} else parsed)
        for rank, (source, parsed) in enumerate(pairs)
    ]
    for rank, ((file, parsed), repeated) in enumerate(zip(read, repeats(counted), strict=True)):
        facts = (file.name, file.source.key, file.source.name)
        if error := errors.get(file):
            aside = SetAside(facts[0], fault_of(error), *facts[1:])
            found.append(Reading(file, parsed, parsed.rejects, aside, error))
        elif rank in replaced:
            found.append(_refused(file, parsed, REPLACED))
        elif rank in same:
            reason = f"mêmes données que « {read[same[rank]][0].name} »"
            refused = _refused(file, parsed, SAME)
            aside = SetAside(facts[0], reason, *facts[1:], fault=False)
            found.append(Reading(file, refused.parsed, refused.rejects, aside))
        elif rank in doubtful:
            older, before = read[doubtful[rank]]
            reason = (
                f"{parsed.rows_kept} ligne(s) utilisable(s), contre {before.rows_kept} dans "
                f"« {older.name} », plus ancien, qui reste en usage. Si c'est voulu : "
                f"python -m loaders build --accept {file.source.key}"
            )
            aside = SetAside(facts[0], reason, *facts[1:])
            refused = _refused(file, parsed, "fichier qui a perdu l'essentiel de ses lignes")
            found.append(Reading(file, refused.parsed, refused.rejects, aside))
        else:
            found.append(_without_repeats(file, parsed, repeated))
    return found


def _refused(file: SourceFile, parsed: Parsed, reason: str) -> Reading:
    """Return the reading of a file of which nothing counts."""
    refusals = _refusals(parsed.tables.get("offers"), parsed.rows_kept, reason)
    nothing = replace(parsed, tables={}, corrections=parsed.corrections.iloc[:0])
    return Reading(file, nothing, together([parsed.rejects, refusals]))


def _without_repeats(file: SourceFile, parsed: Parsed, repeated: dict[str, pd.Series]) -> Reading:
    """Return the reading of a file without the rows that another one gives."""
    tables, rejects, left = dict(parsed.tables), [parsed.rejects], parsed.rows_kept
    for name, which in repeated.items():
        if not which.any():
            continue
        table = tables[name]
        tables[name] = table[~which]
        # A row of a file may give several courses: no more rows are refused than it has.
        count = left if which.all() else min(int(which.sum()), max(0, left - 1))
        left -= count
        reason = KNOWN if name == "offers" else TOLD
        rejects.append(_refusals(table[which], count, reason))
    if "sites" in tables and "offers" in tables:
        sites = tables["sites"]
        gone = set(parsed.tables["offers"]["site"]) - set(tables["offers"]["site"])
        tables["sites"] = sites[~sites["site"].isin(gone)]
    kept = replace(parsed, tables=tables)
    reading = Reading(file, kept, together(rejects))
    if parsed.rows_kept:
        return reading
    aside = SetAside(
        file.name, _why_nothing(parsed), file.source.key, file.source.name, fault=False
    )
    return replace(reading, aside=aside)


def _why_nothing(parsed: Parsed) -> str:
    if not parsed.rows_read:
        return "le fichier n'a aucune ligne"
    for reason, count in counts_of(parsed.rejects["reason"]).items():
        return f"aucune ligne utilisable : {reason} ({count})"
    return "aucune ligne de la région"


def _refusals(rows: pd.DataFrame | None, count: int, reason: str) -> pd.DataFrame:
    """Return the report of `count` rows, without their number, that another file replaces."""
    columns = [] if rows is None else [name for name in ("title", "label", "code") if name in rows]
    contents = [] if rows is None or not columns else rows[columns[0]].astype(str).tolist()
    content = list(islice(chain(contents, repeat("")), count))
    return pd.DataFrame({"row": 0, "reason": reason, "content": content})


def gather(readings: Sequence[Reading], context: Context) -> Gathered:
    """Bring the rows of files together.

    Courses are completed by the nomenclatures (`loaders.certifications.completing`), then those
    that several sources know become one row (`loaders.merging.courses`). Every row read is kept, or
    rejected with its reason.

    Parameters
    ----------
    readings : from `read_files`
    context : what the parsers knew before any file was read
    """
    read = [reading for reading in readings if reading.error is None]
    keys = _keys([reading.file.source.key for reading in read])
    sites, offers, rejects = [], [], []
    corrections: dict[str, dict[str, int]] = {}
    tables: dict[str, list[pd.DataFrame]] = {name: [empty_table(name)] for name in OPTIONAL}
    for key, reading in zip(keys, read, strict=True):
        parsed = reading.parsed
        if "offers" in parsed.tables:
            offers.append(parsed.tables["offers"].assign(source=key))
        places = parsed.tables.get("sites", pd.DataFrame(columns=["site"]))
        used = set(offers[-1]["site"]) if "offers" in parsed.tables else set[str]()
        sites.append(places[places["site"].isin(used)].assign(source=key))
        rejects.append(reading.rejects.assign(source=key))
        for name in OPTIONAL:
            if name in parsed.tables:
                tables[name].append(parsed.tables[name].assign(source=key))
        if len(parsed.corrections):
            corrections[key] = counts_of(parsed.corrections["reason"])
    known = after(context, read)
    courses = completed(together(offers), known) if offers else pd.DataFrame()
    placed, moved = refined(together(sites, "site"), known)
    if moved:
        corrections[BAN_KEY] = {FOUND: moved}
    merged = merge(courses, placed)
    told = {name: _alike_once(together(parts)) for name, parts in tables.items()}
    told["guidance"] = each_once(told["guidance"])
    where = known.nomenclatures.get(KNOWN_PLACES, empty_table("sites"))
    theirs = joined_to_courses(told["establishments"], merged.sites, merged.offers, where)
    told["establishments"] = theirs.establishments
    told["certificates"] = certificates(known, merged.offers)
    told["former_diplomas"] = former_titles(known, merged.offers)
    told["tidied"] = together([told["tidied"], merged.tidied])
    return Gathered(
        sites=theirs.sites,
        offers=merged.offers,
        sources=accounts(readings),
        rejects=together([pd.DataFrame(columns=list(REJECTS.columns)), *rejects]),
        corrections=corrections,
        tables=told,
        zonings=tuple(
            (key, reading.parsed)
            for key, reading in zip(keys, read, strict=True)
            if not {ATTRIBUTES, ZONES}.isdisjoint(reading.parsed.tables)
        ),
        provenance=merged.provenance,
        merging=merged.counts | ({"registered": theirs.counts} if theirs.counts else {}),
        rhythms={key: reading.file.source.rhythm for key, reading in zip(keys, read, strict=True)},
        origins={key: reading.file.source.key for key, reading in zip(keys, read, strict=True)},
        set_aside=tuple(reading.aside for reading in readings if reading.aside),
    )


def after(context: Context, readings: Sequence[Reading]) -> Context:
    """Return a context with what some files gave to the parsers of others."""
    read = [(reading.file.source, reading.parsed) for reading in readings if reading.error is None]
    return enriched(context, read)


def givers(files: Sequence[SourceFile], needs: Collection[str]) -> list[SourceFile]:
    """Return the files that give what is needed, and what those need in turn."""
    wanted, chosen = set(needs), list[SourceFile]()
    while more := [f for f in files if f not in chosen and wanted & set(f.source.gives)]:
        chosen += more
        wanted |= {need for file in more for need in file.source.needs}
    return chosen


def accounts(readings: Sequence[Reading]) -> pd.DataFrame:
    """Return the rows of the table of sources (schema SOURCES) of the files that were read."""
    read = [reading for reading in readings if reading.error is None]
    keys = _keys([reading.file.source.key for reading in read])
    rows = [_account(key, reading) for key, reading in zip(keys, read, strict=True)]
    return pd.DataFrame(rows, columns=list(SOURCES.columns))


def _alike_once(table: pd.DataFrame) -> pd.DataFrame:
    """Keep once the rows that several files give alike."""
    facts = [column for column in table.columns if column not in ("source", "vintage")]
    return table.drop_duplicates(facts, ignore_index=True)


def _keys(keys: Sequence[str]) -> list[str]:
    """Number the files of a same source: parcoursup, parcoursup-2…"""
    return [
        key if not keys[:rank].count(key) else f"{key}-{keys[:rank].count(key) + 1}"
        for rank, key in enumerate(keys)
    ]


def _account(key: str, reading: Reading) -> dict[str, object]:
    file, parsed = reading.file, reading.parsed
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
        "rows_kept": reading.rows_kept,
        "rows_rejected": len(reading.rejects),
        "simulated": False,
    }
