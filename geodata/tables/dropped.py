"""A small table that a person brings to a page: CSV or XLSX, read from its bytes as texts."""

import base64
import csv
import io
import zipfile

import openpyxl
import pandas as pd

from geodata.folding import fold

LARGEST = 2_000_000
"""Bytes of a file; a row a commune of a region weighs a tenth of it."""

MOST_ROWS = 40_000

_UNPACKED = 60_000_000
_SEPARATORS = ";,\t|"


TOO_LARGE = f"Le fichier dépasse {LARGEST // 1_000_000} Mo."
LIMIT_WORDS = f"{LARGEST // 1_000_000} Mo au plus"


class UnreadableTable(ValueError):
    """A file that is no table, or too large; the message is in French, for the person."""


def dropped_bytes(text: object) -> bytes:
    """Return the content of a file from what a browser sends: base64, after « data:…, » or alone.

    Raises UnreadableTable: it is not that.
    """
    try:
        if not isinstance(text, str):
            raise ValueError("not a text")
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except ValueError as error:
        raise UnreadableTable("Ce fichier n'est pas arrivé entier : redonnez-le.") from error


def read_dropped(content: bytes) -> pd.DataFrame:
    """Read a table whose first row names the columns.

    Parameters
    ----------
    content : bytes of a CSV (UTF-8 or Windows-1252, any usual separator) or of a workbook, whose
        first sheet is read

    Returns
    -------
    Texts without spaces around them, "" where a cell is empty; lines without a text are left out.

    Raises
    ------
    UnreadableTable
    """
    if len(content) > LARGEST:
        raise UnreadableTable(TOO_LARGE)
    rows = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content)
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_ROWS + 1:
        raise UnreadableTable(f"Le fichier dépasse {MOST_ROWS} lignes.")
    if not rows or not any(rows[0]):
        raise UnreadableTable(
            "Le fichier est vide, ou sa première ligne ne nomme pas les colonnes."
        )
    while not rows[0][-1]:  # a workbook is as wide as its widest line
        rows[0].pop()
    header = [name or f"colonne {rank}" for rank, name in enumerate(rows[0], start=1)]
    _check_apart(header)
    width = len(header)
    cells = [(row + [""] * width)[:width] for row in rows[1:]]
    return pd.DataFrame(cells, columns=header, dtype=str)


def _check_apart(header: list[str]) -> None:
    """Raise UnreadableTable when two columns have one name: nobody can tell which one is meant."""
    first: dict[str, int] = {}
    for rank, name in enumerate(header, start=1):
        if (before := first.setdefault(fold(name) or name, rank)) != rank:
            raise UnreadableTable(
                f"La colonne « {name[:40]} » est là deux fois (colonnes {before} et {rank}) : "
                "laissez-en une."
            )


def _text(content: bytes) -> list[list[str]]:
    if b"\0" in content[:4096]:
        raise UnreadableTable("Ce fichier n'est ni un CSV ni un classeur XLSX.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableTable("Ce fichier n'est pas un CSV lisible.") from error
    return [[cell.strip() for cell in line] for line in lines]


def _workbook(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _UNPACKED:
                raise UnreadableTable("Le classeur est trop grand une fois décompressé.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=200, values_only=True)
        rows = [[_cell(value) for value in line] for line in lines]
        book.close()
    except UnreadableTable:
        raise
    except Exception as error:  # of archives and of XML, openpyxl lets every kind through
        raise UnreadableTable("Ce classeur est abîmé, ou n'est pas au format XLSX.") from error
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    # A workbook keeps 2100 as 2100.0; a code of commune is never a fraction.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
