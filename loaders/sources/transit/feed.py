"""The tables of a GTFS feed: a zip of texts, read as they are, every value a text."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.reading.archives.contents import member_names
from loaders.reading.archives.faults import DAMAGED
from loaders.reading.cells import plain
from loaders.reading.texts import decode, separator_of
from loaders.source import REPORT_COLUMNS

NEEDED = ("stops", "routes", "trips", "stop_times")
OTHERS = ("agency", "calendar", "calendar_dates", "feed_info", "transfers", "frequencies")

TOO_LONG = "ligne qui a plus de cellules que l'en-tête"

_SKIPPED = "skipped"
_LINE = re.compile(r"Skipping line (\d+)")
_LARGEST = 4 << 30
"""Bytes of a table once unpacked, at most."""

_COLUMNS = {
    "stops": ("stop_id", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station"),
    "routes": ("route_id", "route_short_name", "route_long_name", "route_type"),
    "trips": ("route_id", "service_id", "trip_id", "trip_headsign"),
    "stop_times": (
        "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type",
        "drop_off_type",
    ),
    "agency": ("agency_name", "agency_timezone"),
    "calendar": ("service_id", "tuesday", "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "feed_info": ("feed_publisher_name",),
    "transfers": ("from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}  # fmt: skip

_NAMES = frozenset(
    ("stop_name", "route_short_name", "route_long_name", "trip_headsign", "agency_name")
)
"""Columns that people read."""

_REQUIRED = {
    "stops": ("stop_id", "stop_lat", "stop_lon"),
    "routes": ("route_id",),
    "trips": ("route_id", "service_id", "trip_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "arrival_time"),
}
"""Columns without which a table says nothing."""


def is_table(name: str) -> bool:
    """Tell whether a file is named as a table of a feed."""
    return name.lower().removesuffix(".txt") in _COLUMNS and name.lower().endswith(".txt")


def is_feed(path: Path) -> bool:
    """Tell whether a zip has the tables of a GTFS feed, whatever else it has or lacks."""
    tables = set(_members(path))
    return "stops" in tables and len(tables & {*NEEDED, "agency", "calendar"}) >= 3


def read_feed(path: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a feed by their name, each with every column that is read of it.

    A table that the feed does not have is empty. Rows are numbered from 1, without the header.

    Raises SourceError: the zip is damaged, or a table without which there is no timetable is
    missing or empty.
    """
    members = _members(path)
    try:
        with zipfile.ZipFile(path) as archive:
            tables = {
                name: _table(archive, members.get(name), columns)
                for name, columns in _COLUMNS.items()
            }
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(DAMAGED) from error
    for name in NEEDED:
        if tables[name].empty:
            lack = "est vide" if name in members else "manque"
            raise SourceError(f"« {name}.txt » {lack} : sans lui, il n'y a pas d'horaires")
    return tables


def _members(path: Path) -> dict[str, str]:
    """Return the members of a zip that are tables of a feed, by the table's name."""
    known = {f"{name}.txt": name for name in _COLUMNS}
    found = {}
    for member in sorted(member_names(path), key=len, reverse=True):
        name = member.rpartition("/")[2].lower()
        if name in known:
            found[known[name]] = member
    return found


def _table(archive: zipfile.ZipFile, member: str | None, columns: tuple[str, ...]) -> pd.DataFrame:
    if member is None:
        return pd.DataFrame(columns=list(columns), dtype=str)
    if archive.getinfo(member).file_size > _LARGEST:
        raise SourceError(f"« {member} » est trop gros")
    content = archive.read(member)
    text = decode(content).lstrip("\ufeff")
    if not text.strip():
        return pd.DataFrame(columns=list(columns), dtype=str)
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", pd.errors.ParserWarning)
            rows = pd.read_csv(
                io.StringIO(text), sep=separator_of(text[: 1 << 16]), dtype=str, index_col=False,
                keep_default_na=False, skipinitialspace=True, on_bad_lines="warn",
            )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise SourceError(f"« {member} » ne se lit pas : ses lignes ne se découpent pas") from error
    rows.columns = [str(column).strip().lower() for column in rows.columns]
    name = next(name for name, known in _COLUMNS.items() if known is columns)
    lacking = [column for column in _REQUIRED.get(name, ()) if column not in rows.columns]
    if lacking and len(rows):
        raise SourceError(
            f"« {name}.txt » n'a pas de colonne « {lacking[0]} » : sans elle, il n'y a pas "
            "d'horaires"
        )
    rows = rows.reindex(columns=list(columns), fill_value="").fillna("")
    rows.index += 1
    rows = rows.apply(lambda column: column.str.strip())
    for column in _NAMES.intersection(rows.columns):
        rows[column] = rows[column].map(plain)
    rows.attrs[_SKIPPED] = [line for one in said for line in _LINE.findall(str(one.message))]
    return rows


def skipped(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the report of the lines that have more cells than the header of their table."""
    lines = [
        (int(line), TOO_LONG, f"{name}.txt ligne {line}")
        for name, table in tables.items()
        for line in table.attrs.get(_SKIPPED, ())
    ]
    return pd.DataFrame(lines, columns=REPORT_COLUMNS)
