"""The sheets of a workbook (.xlsx, .xlsm, .xls, .ods), as texts."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from loaders.errors import SourceError
from loaders.reading.cells import plain
from loaders.reading.spreadsheets.open_document import IN_IT as OPEN_DOCUMENT
from loaders.reading.spreadsheets.open_document import KIND as OPEN_KIND
from loaders.reading.spreadsheets.open_document import sheets as open_document_sheets
from loaders.reading.texts import composed

PACKED = b"PK\x03\x04"
"""How a zip begins, and so a workbook."""

LOCKED = "le classeur est protégé par un mot de passe : enregistrez-le sans mot de passe"
UNCOMPUTED = (
    "formule dont le résultat n'est pas enregistré : ouvrez le classeur dans un tableur et "
    "enregistrez-le"
)
BINARY = "c'est un classeur .xlsb : enregistrez-le en .xlsx"
TOO_BIG = "le classeur est trop gros une fois décompressé"
LARGEST = 1 << 30
"""Bytes of all that a workbook packs."""
LARGEST_TEXTS = 256 << 20
"""Bytes of the texts of its cells, which are kept in memory."""
RATIO, FEW = 250, 20 << 20
"""How many times bigger a workbook may be once unpacked, beyond some bytes: most are ten times."""
MOST_MERGED = 100_000
MOST_CELLS = 200_000_000

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNCOMPUTED = re.compile(
    rb'<c (?![^>]*t="str")[^>]*?r="([A-Z]+\d+)"[^>]*><f[ >/][^<]*(?:</f>)?(?:<v ?/>|<v></v>)?</c>'
)
"""A cell that has a formula and no value; a formula may give an empty text, which says so."""
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_LAST_ROW = 1 << 20
_XLSX, _XLSB, _TEXTS = "xl/workbook.xml", "xl/workbook.bin", "xl/sharedStrings.xml"


@dataclass(frozen=True)
class Page:
    """A sheet: its name, whether its producer hid it, its rows without the blank ones."""

    name: str
    hidden: bool
    rows: Iterator[list[str]]


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook, by its content.

    Raises
    ------
    OSError
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(PACKED):
        try:
            with zipfile.ZipFile(path) as archive:
                return _kind(archive) != ""
        except (zipfile.BadZipFile, ValueError, RuntimeError):
            return False
    if head != _OLD:
        return False
    content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    return any(mark in content for mark in (*_OLD_BOOKS, _ENCRYPTED))


def sheets_of(content: bytes) -> list[Iterator[list[str]]]:
    """Return the rows of the sheets that its producer shows, or of all when none is shown.

    Raises
    ------
    SourceError
        The workbook is damaged: when it is opened, or later when its rows are read.
    """
    found = pages_of(content)
    return [page.rows for page in found if not page.hidden] or [page.rows for page in found]


def pages_of(content: bytes) -> list[Page]:
    """Return the sheets of a workbook (raises SourceError, as `sheets_of`)."""
    with _reading():
        if content.startswith(_OLD):
            return _of_old(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {item.filename: item.file_size for item in archive.infolist()}
            if sum(sizes.values()) > min(LARGEST, max(FEW, RATIO * len(content))):
                raise SourceError(TOO_BIG)
            if sizes.get(_TEXTS, 0) > LARGEST_TEXTS:
                raise SourceError(TOO_BIG)
            kind = _kind(archive)
        if kind == _XLSB:
            raise SourceError(BINARY)
        if kind == OPEN_DOCUMENT:
            found = open_document_sheets(content)
            return [Page(name, hidden, _clean(rows)) for name, hidden, rows in found]
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some producers write wrong ones
        return [
            Page(sheet.title, sheet.sheet_state != "visible", _clean(_values(sheet, content)))
            for sheet in book.worksheets
        ]


def _kind(archive: zipfile.ZipFile) -> str:
    """Return the document by which a zip is a workbook, "" when it is none."""
    names = {*archive.namelist()}
    if {"mimetype", OPEN_DOCUMENT} <= names:
        with archive.open("mimetype") as file:
            return OPEN_DOCUMENT if file.read(len(OPEN_KIND)) == OPEN_KIND else ""
    return next((name for name in (_XLSX, _XLSB) if name in names), "")


def _of_old(content: bytes) -> list[Page]:
    if _ENCRYPTED in content:
        raise SourceError(LOCKED)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        Page(
            facts.name,
            facts.visible != SheetVisibleEnum.Visible,
            _clean(iter(book.get_sheet_by_name(facts.name).iter_rows())),
        )
        for facts in book.sheets_metadata
    ]


def _values(sheet: Any, content: bytes) -> Iterator[Iterable[object]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = archive.read(sheet._worksheet_path)
    if b"<f" in written and (found := _UNCOMPUTED.search(written)):
        raise SourceError(f"feuille « {sheet.title} », cellule {found[1].decode()} : {UNCOMPUTED}")
    filled = _under(_MERGED.findall(written))
    above: tuple[object, ...] = ()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        for rank in filled.get(number, ()):
            row += (None,) * (rank + 1 - len(row))
            row = (*row[:rank], above[rank] if rank < len(above) else None, *row[rank + 1 :])
        yield row
        above = row


def _under(merged: Sequence[tuple[bytes, bytes, bytes, bytes]]) -> dict[int, list[int]]:
    """Return the columns (from 0) of each row whose cell is merged with the one above.

    Cells that are merged over several columns are titles.
    """
    found: dict[int, list[int]] = {}
    for first, top, last, bottom in merged[:MOST_MERGED]:
        if first == last and int(bottom) <= _LAST_ROW:
            column = column_index_from_string(first.decode()) - 1
            for row in range(int(top) + 1, int(bottom) + 1):
                found.setdefault(row, []).append(column)
    return found


def _clean(rows: Iterator[Iterable[object]]) -> Iterator[list[str]]:
    cells_left = MOST_CELLS
    with _reading():
        for row in rows:
            cells = [_text(value) for value in row]
            cells_left -= len(cells)
            if cells_left < 0:
                raise SourceError(TOO_BIG)
            if any(cells):
                yield cells


def _text(value: object) -> str:
    """Return a workbook's value as it would be written in a CSV: 3201.0 is « 3201 »."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return composed(plain(str(value)))


@contextmanager
def _reading() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which do not matter here
            yield
    except SourceError:
        raise
    except Exception as error:  # the readers let through whatever they stumble over
        locked = "password" in str(error).lower() or "encrypted" in str(error).lower()
        raise SourceError(LOCKED if locked else "le classeur est coupé ou abîmé") from error
