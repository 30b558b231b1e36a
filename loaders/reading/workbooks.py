"""Tables of a file by their header: every sheet of a workbook, and headers under a few titles."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from loaders.errors import SourceError
from loaders.reading.tables import (
    LARGEST,
    Sheet,
    cell_text,
    header_of,
    read_table,
    unique_names,
    unpacked,
)

Wanted = Callable[[Sequence[str]], bool]
"""Tells whether a row of names is the header of a table that one wants."""

_TITLES = 20
"""Rows that may stand above a header."""


def has_table(path: Path, wanted: Wanted) -> bool:
    """Tell whether a file has a wanted table, reading only the beginning of its sheets."""
    header = header_of(path)
    if header and wanted(header):
        return True
    try:
        stat = path.stat()
        return any(wanted(row) for row in _first_rows(path, stat.st_mtime_ns, stat.st_size))
    except OSError:
        return False


def read_tables(path: Path, wanted: Wanted) -> list[Sheet]:
    """Read the wanted tables of a file: those of a workbook's sheets, or the file's only one.

    A workbook's rows are numbered one sheet after the other, so that a number names one row.

    Raises
    ------
    SourceError
        The file is damaged, or has none.
    """
    content = unpacked(path, LARGEST)
    if not content.startswith(b"PK\x03\x04"):
        sheet = read_table(path)
        if not wanted(list(sheet.rows.columns)):
            raise SourceError("aucune table du fichier n'a les colonnes attendues")
        return [sheet]
    sheets: list[Sheet] = []
    first = 1
    for rows in sheets_of(content):
        table = _table(rows, wanted, first)
        if table is not None:
            sheets.append(table)
            first += table.count
    if not sheets:
        raise SourceError("aucune feuille du classeur n'a les colonnes attendues")
    return sheets


def _table(rows: Iterator[list[str]], wanted: Wanted, first: int) -> Sheet | None:
    header = next((row for _, row in zip(range(_TITLES), rows, strict=False) if wanted(row)), None)
    if header is None:
        return None
    while header and not header[-1]:
        header.pop()
    kept = [(row + [""] * len(header))[: len(header)] for row in rows]
    index = pd.RangeIndex(first, first + len(kept), name="row")
    return Sheet(pd.DataFrame(kept, columns=unique_names(header), index=index, dtype=str), {})


@lru_cache(maxsize=1024)
def _first_rows(path: Path, _changed: int, _size: int) -> tuple[tuple[str, ...], ...]:
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return ()
        content = unpacked(path, LARGEST)
        if not content.startswith(b"PK\x03\x04"):
            return ()
        return tuple(
            tuple(row)
            for rows in sheets_of(content)
            for _, row in zip(range(_TITLES), rows, strict=False)
        )
    except SourceError:
        return ()


def sheets_of(content: bytes) -> list[Iterator[list[str]]]:
    """Return the rows of each sheet, as texts, without the blank ones."""
    with _reading():
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_rows(sheet) for sheet in book.worksheets]


def _rows(sheet: Any) -> Iterator[list[str]]:
    with _reading():
        for row in sheet.iter_rows(values_only=True):
            cells = [cell_text(value) for value in row]
            if any(cells):
                yield cells


@contextmanager
def _reading() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which do not matter here
            yield
    except SourceError:
        raise
    except Exception as error:  # openpyxl lets through whatever its XML parser raises
        raise SourceError(f"le classeur est abîmé ({error})") from error
