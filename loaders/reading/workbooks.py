"""The sheets of a workbook (.xlsx), as texts."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl

from loaders.errors import SourceError

PACKED = b"PK\x03\x04"
"""How a zip begins, and so a workbook."""


def sheets_of(content: bytes) -> list[Iterator[list[str]]]:
    """Return the rows of each sheet, as texts, without the blank ones.

    Raises
    ------
    SourceError
        The workbook is damaged: when it is opened, or later when its rows are read.
    """
    with _reading():
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_rows(sheet) for sheet in book.worksheets]


def clean(cell: str) -> str:
    """Return the text of a cell without the spaces around it, those that do not break included."""
    return cell.strip().strip("\ufeff\u00a0\u202f").strip()


def _rows(sheet: Any) -> Iterator[list[str]]:
    with _reading():
        for row in sheet.iter_rows(values_only=True):
            cells = [_text(value) for value in row]
            if any(cells):
                yield cells


def _text(value: object) -> str:
    """Return a workbook's value as it would be written in a CSV: 3201.0 is « 3201 »."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


@contextmanager
def _reading() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which do not matter here
            yield
    except Exception as error:  # openpyxl lets through whatever its XML parser raises
        raise SourceError(f"le classeur est abîmé ({error})") from error
