"""What files are, which of their rows are usable, and why the others are not."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.building.across import read_across
from loaders.building.gathering import Reading, after, givers, read_files
from loaders.building.unknown_files import Resemblance, resembling
from loaders.catalogue import CATALOGUE
from loaders.errors import MissingColumnError
from loaders.fetching.addresses import Remote
from loaders.files.finding import Found, SetAside, SourceFile, find_files, find_one
from loaders.reading.tables import header_of
from loaders.source import Context, Source, counts_of

SHOWN_COLUMNS = 8
_NAMED = 5
"""Refused rows that are named for each reason."""


@dataclass(frozen=True)
class Report:
    """What one file is.

    `source` and `name` are empty when no source knows it. `error` says in French why it gives
    nothing; `missing` then names the column that lacks, and `nearest` the one most like it. `given`
    counts rows by table; `elsewhere` those of other regions; `rows` has the numbers of the first
    rows that each reason of `rejects` refuses, from 1 after the header. `expected` tells whether it
    was asked for by its name, rather than found in a folder; `fault` whether a build would end with
    a fault because of it.
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
    rows: dict[str, list[int]] = field(default_factory=dict)
    corrections: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    error: str = ""
    missing: str = ""
    nearest: str = ""
    expected: bool = True
    fault: bool = False

    @property
    def usable(self) -> bool:
        """Whether at least a row of the file can be used."""
        return not self.error and self.rows_kept > 0

    @property
    def passed(self) -> bool:
        """Whether `build` finds no fault in it; a file asked for by its name must be usable too."""
        return not self.fault and (self.usable or not self.expected)

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
        lines += [
            f"  écarté : {reason} ({n}{self._where(reason)})" for reason, n in self.rejects.items()
        ]
        lines += [f"  corrigé : {reason} ({n})" for reason, n in self.corrections.items()]
        return "\n".join(lines)

    def _where(self, reason: str) -> str:
        """Say which rows a reason refuses, the first of them."""
        rows = self.rows.get(reason, [])
        if not rows:
            return ""
        more = "…" if self.rejects[reason] > len(rows) else ""
        word = "ligne" if len(rows) == 1 else "lignes"
        return f" : {word} {', '.join(map(str, rows))}{more} après l'en-tête"

    def account(self) -> dict[str, Any]:
        """Return the report as JSON can write it."""
        return {**self.__dict__, "usable": self.usable, "text": self.text()}


@dataclass(frozen=True)
class Checked:
    """The report of each file, and what a build would be made of."""

    reports: list[Report]
    readings: tuple[Reading, ...]
    found: Found


def check(paths: Sequence[Path], context: Context, **options: Any) -> list[Report]:
    """Return the report of each file (see `examine`, whose options it takes)."""
    return examine(paths, context, **options).reports


def examine(
    paths: Sequence[Path],
    context: Context,
    companions: Sequence[SourceFile] = (),
    remotes: Sequence[Remote] = (),
    catalogue: Sequence[Source] = CATALOGUE,
    accepted: Collection[str] = (),
    across: Callable[[Context], Context | None] = lambda _: None,
) -> Checked:
    """Read files as `build` would, without keeping anything, and report on each.

    Parameters
    ----------
    paths : files, or folders whose every file is looked at
    companions : files where parsers may find what they need, such as nomenclatures
    remotes : declarations of the catalogue; their columns tell what a stranger looks like
    accepted : as for `build`
    across : makes the context of the ring from that of the region, once files are read for it
    """
    folders = [path for path in paths if path.is_dir()]
    found = find_files(folders, catalogue)
    targets = [*found.files]
    reports: list[Report] = [_aside(one) for one in found.set_aside]
    for path in paths:
        if path in folders:
            continue
        one = find_one(path, catalogue)
        targets += one.files
        reports += [replace(_aside(aside), expected=True) for aside in one.set_aside]
        reports += [_strange(path, name, remotes, catalogue, True) for name in one.strangers]
    for name, path in found.strangers.items():
        reports.append(_strange(path, name, remotes, catalogue, False))
    here = {file.path.resolve() for file in targets}
    others = [file for file in companions if file.path.resolve() not in here]
    needs = {need for file in targets for need in file.source.needs}
    every = read_files([*targets, *givers(others, needs)], context, accepted=accepted)
    ring = across(after(context, every))
    readings = read_across(every, ring, accepted=accepted)[0][: len(targets)]
    read = [_report(reading, reading.file not in found.files) for reading in readings]
    return Checked([*read, *reports], tuple(readings), found)


def _strange(
    path: Path,
    name: str,
    remotes: Sequence[Remote],
    catalogue: Sequence[Source],
    expected: bool,
) -> Report:
    error, missing, nearest = _stranger(path, remotes, catalogue)
    return Report(name, error=error, missing=missing, nearest=nearest, expected=expected)


def _aside(one: SetAside) -> Report:
    return Report(
        one.file, one.source, one.name, error=f"{one.reason}.", fault=one.fault, expected=False
    )


def _report(reading: Reading, expected: bool) -> Report:
    file, parsed, aside = reading.file, reading.parsed, reading.aside
    column = reading.error if isinstance(reading.error, MissingColumnError) else None
    fault = aside is not None and aside.fault
    return Report(
        file=file.name,
        source=file.source.key,
        name=file.source.name,
        vintage=parsed.vintage,
        perimeter=parsed.perimeter,
        rows_read=parsed.rows_read,
        rows_kept=reading.rows_kept,
        elsewhere=parsed.elsewhere,
        rejects=counts_of(reading.rejects["reason"]),
        rows=_first_rows(reading.rejects),
        corrections=counts_of(parsed.corrections["reason"]),
        given={name: len(table) for name, table in parsed.tables.items()},
        error=f"{aside.reason}." if aside and fault else "",
        missing=column.column if column else "",
        nearest=column.nearest if column else "",
        expected=expected,
        fault=fault,
    )


def _first_rows(rejects: pd.DataFrame) -> dict[str, list[int]]:
    """Return the numbers of the first rows refused for each reason; those without any left out."""
    numbered = rejects[rejects["row"] > 0]
    first = numbered.groupby("reason", sort=False).head(_NAMED)
    return {str(why): [int(n) for n in rows] for why, rows in first.groupby("reason")["row"]}


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
