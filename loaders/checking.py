"""What files are, which of their rows are usable, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.catalogue import CATALOGUE, recognise
from loaders.errors import MissingColumnError, SourceError
from loaders.fetching.addresses import Remote
from loaders.gathering import SourceFile, find_files, read_file
from loaders.ordering import read_in_order
from loaders.reading.tables import header_of
from loaders.source import Context, Parsed, Source, counts_of
from loaders.unknown_files import Resemblance, resembling

SHOWN_COLUMNS = 8


@dataclass(frozen=True)
class Report:
    """What one file is.

    `source` and `name` are empty when no source knows it. `error` says in French why it gives
    nothing; `missing` then names the column that lacks, and `nearest` the one most like it. `given`
    counts rows by table; `elsewhere` those of other regions. `expected` tells whether it was asked
    for by its name, rather than found in a folder.
    """

    file: str
    source: str = ""
    name: str = ""
    vintage: str = ""
    perimeter: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    elsewhere: int = 0
    rejects: dict[str, int] = field(default_factory=dict)
    corrections: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    error: str = ""
    missing: str = ""
    nearest: str = ""
    expected: bool = True

    @property
    def usable(self) -> bool:
        """Whether at least a row of the file can be used."""
        return not self.error and self.rows_kept > 0

    @property
    def passed(self) -> bool:
        """Whether nothing stands in the way: a stranger found in a folder is only left aside."""
        return self.usable or not (self.expected or self.source)

    def text(self) -> str:
        """Return the report as lines of French."""
        if not self.source:
            return f"{self.file} : {self.error}"
        if self.error:
            return f"{self.file} : {self.name}, mais {self.error}"
        title = " — ".join(part for part in (self.name, self.vintage) if part)
        lines = [
            f"{self.file} : {title}",
            f"  {self.rows_kept} lignes utilisables sur {self.rows_read}",
        ]
        if self.elsewhere:
            lines.append(f"  d'autres régions : {self.elsewhere}")
        lines += [f"  écarté : {reason} ({n})" for reason, n in self.rejects.items()]
        lines += [f"  corrigé : {reason} ({n})" for reason, n in self.corrections.items()]
        return "\n".join(lines)

    def account(self) -> dict[str, Any]:
        """Return the report as JSON can write it."""
        return {**self.__dict__, "usable": self.usable, "text": self.text()}


def check(
    paths: Sequence[Path],
    context: Context,
    companions: Sequence[SourceFile] = (),
    remotes: Sequence[Remote] = (),
    catalogue: Sequence[Source] = CATALOGUE,
) -> list[Report]:
    """Read files without keeping anything, and report on each.

    Parameters
    ----------
    paths : files, or folders whose every file is looked at
    companions : files where parsers may find what they need, such as nomenclatures
    remotes : declarations of the catalogue; their columns tell what a stranger looks like
    """
    targets: list[SourceFile] = []
    reports: dict[str, Report] = {}
    for path in paths:
        if path.is_dir():
            found = find_files(path, catalogue)
            targets += found.files
            names = [(path / name, name, False) for name in found.unrecognised]
        else:
            source = recognise(path, tuple(catalogue)) if path.is_file() else None
            targets += [SourceFile(path, path.name, source, "")] if source else []
            names = [] if source else [(path, path.name, True)]
        for stranger, name, expected in names:
            error, missing, nearest = _stranger(stranger, remotes, catalogue)
            reports[str(stranger)] = Report(
                name, error=error, missing=missing, nearest=nearest, expected=expected
            )
    read = _read(targets, companions, context)
    known = [read[file.path] for file in targets]
    return [*known, *reports.values()]


def _read(
    targets: Sequence[SourceFile], companions: Sequence[SourceFile], context: Context
) -> dict[Path, Report]:
    """Read the targets, and first, once, what they need; return the report of each file read."""
    reports: dict[Path, Report] = {}

    def read_one(file: SourceFile, known: Context) -> Parsed:
        try:
            parsed = read_file(file, known)
        except SourceError as error:
            reports[file.path] = _failed(file, error)
            return Parsed({}, 0)
        reports[file.path] = _report(file, parsed)
        return parsed

    read_in_order([*targets, *_needed(targets, companions)], context, read_one)
    return reports


def _needed(targets: Sequence[SourceFile], companions: Sequence[SourceFile]) -> list[SourceFile]:
    """Return the companions that give what the targets need, and what those need in turn."""
    here = {file.path.resolve() for file in targets}
    others = [file for file in companions if file.path.resolve() not in here]
    wanted = {need for file in targets for need in file.source.needs}
    chosen: list[SourceFile] = []
    while more := [f for f in others if f not in chosen and wanted & set(f.source.gives)]:
        chosen += more
        wanted |= {need for file in more for need in file.source.needs}
    return chosen


def _report(file: SourceFile, parsed: Parsed) -> Report:
    return Report(
        file=file.name,
        source=file.source.key,
        name=file.source.name,
        vintage=parsed.vintage,
        perimeter=parsed.perimeter,
        rows_read=parsed.rows_read,
        rows_kept=parsed.rows_kept,
        elsewhere=parsed.rows_read - parsed.rows_kept - len(parsed.rejects),
        rejects=counts_of(parsed.rejects["reason"]),
        corrections=counts_of(parsed.corrections["reason"]),
        given={name: len(table) for name, table in parsed.tables.items()},
    )


def _failed(file: SourceFile, error: SourceError) -> Report:
    # read_file names the file, which the report does too: only the fault itself is kept.
    fault = error.__cause__ if isinstance(error.__cause__, SourceError) else error
    column = fault if isinstance(fault, MissingColumnError) else None
    return Report(
        file=file.name,
        source=file.source.key,
        name=file.source.name,
        error=f"{fault}.".replace("..", "."),
        missing=column.column if column else "",
        nearest=column.nearest if column else "",
    )


def _stranger(
    path: Path, remotes: Sequence[Remote], catalogue: Sequence[Source]
) -> tuple[str, str, str]:
    """Return what to say of a file that no source knows, its missing column and the nearest one."""
    if not path.exists():
        return "ce fichier n'existe pas.", "", ""
    header = header_of(path) if path.is_file() else ()
    error = "aucune source connue ne correspond à ce fichier."
    if not header:
        return error, "", ""
    alike = resembling(path, header, remotes)
    key = alike.remote.source if alike else ""
    name = next((source.name for source in catalogue if source.key == key), key)
    if len(header) == 1:
        return (_bare_list(header[0], name, alike), *alike.lacking[0]) if alike else (error, "", "")
    few = ", ".join(header[:SHOWN_COLUMNS]) + ("…" if len(header) > SHOWN_COLUMNS else "")
    error += f" Ses colonnes : {few}."
    if alike is None:
        return error, "", ""
    hints = " ;".join(_hint(missing, nearest) for missing, nearest in alike.lacking)
    return f"{error} Il ressemble à « {name} », mais :{hints}.", *alike.lacking[0]


def _bare_list(column: str, name: str, alike: Resemblance) -> str:
    """Return what to say of a list that has one column: only its name tells what it lists."""
    wanted = alike.remote.by_hand or f"il y manque « {alike.lacking[0][0]} »"
    return (
        f"ce fichier n'a qu'une colonne, « {column} », et rien n'y dit ce que ses lignes ont en"
        f" commun : il n'est pas lu. D'après son nom, ce serait « {name} » : {wanted}."
    )


def _hint(missing: str, nearest: str) -> str:
    near = f" (la colonne présente la plus proche est « {nearest} »)" if nearest else ""
    return f" il manque « {missing} »{near}"
