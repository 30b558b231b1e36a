"""Reading a table however it was saved: encoding, separator, decimal comma, zip, workbook.

`read_table` takes the only table of a file, its header first; `read_tables` those of every sheet of
a workbook that have a wanted header, maybe under a few titles.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import gzip
import io
import math
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

import pandas as pd

from geodata.folding import fold
from loaders.errors import SourceError
from loaders.reading.columns import unique_names
from loaders.reading.quotes import CutRow, rows_of
from loaders.reading.workbooks import PACKED, clean, sheets_of

Wanted = Callable[[Sequence[str]], bool]
"""Tells whether a row of names is the header of a table that one wants."""

SEPARATORS = ";,\t|"
LARGEST = 1 << 30
"""Bytes of a table once unpacked: beyond, the file is refused rather than fill the memory."""

TOO_LONG = "plus de colonnes que l'en-tête"
CUT = "ligne incomplète : le fichier s'arrête avant sa fin"

_HEAD = 1 << 16
_TITLES = 20
"""Rows that may stand above a header."""
_FEW_WRONG = 20
"""Letters beyond ASCII that are right for each byte that is wrong, in a text that is UTF-8."""
_FRENCH = dict.fromkeys("ÀÂÇÈÊËÎÏÔÙÛœ«»’–°", 1) | dict.fromkeys("âçêëîïôùû", 3) | {"è": 6, "à": 6}
_FRENCH["é"] = 12
"""How frequent signs beyond ASCII are in French."""
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile)
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Sheet:
    """A table as texts.

    `rows` is indexed by the row's number in the file (from 1, without the header and without the
    blank lines); every value is a text without spaces around it, "" when the cell is empty.
    `malformed` gives the rows that have more cells than the header, and the last one when the file
    stops before its end: number -> their text; `cut` is the number of that last one, else 0.
    """

    rows: pd.DataFrame
    malformed: dict[int, str]
    cut: int = 0

    @property
    def count(self) -> int:
        """Number of rows in the file."""
        return len(self.rows) + len(self.malformed)

    def fault(self, row: int) -> str:
        """Say in French why a row of `malformed` cannot be read."""
        return CUT if row == self.cut else TOO_LONG


def read_table(path: Path) -> Sheet:
    """Read the table of a file: CSV of any usual form, workbook (.xlsx), zipped or gzipped.

    Raises
    ------
    SourceError
        The file is no table, or is too big once unpacked.
    """
    lines = _lines(unpacked(path, LARGEST))
    header = unique_names(next(lines, []))
    if len(header) < 2:
        raise SourceError("ce n'est pas une table (aucune ligne d'en-tête à plusieurs colonnes)")
    rows, malformed, numbers, cut = [], {}, [], 0
    for number, cells in enumerate(lines, start=1):
        if isinstance(cells, CutRow):
            malformed[number], cut = " | ".join(cells), number
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            malformed[number] = " | ".join(cells)
            continue
        rows.append((cells + [""] * len(header))[: len(header)])
        numbers.append(number)
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(numbers, name="row"), dtype=str)
    return Sheet(frame, malformed, cut)


def header_of(path: Path) -> tuple[str, ...]:
    """Return the names of a file's columns, reading only its beginning; () if it is no table."""
    try:
        stat = path.stat()
        return _header(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ()


@lru_cache(maxsize=4096)
def _header(path: Path, _changed: int, _size: int) -> tuple[str, ...]:
    try:
        content = unpacked(path, _HEAD, whole=False)
        if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
            return ()  # JSON or XML, on one line of thousands of cells
        return tuple(next(_lines(content), []))
    except (SourceError, OSError):
        return ()


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
    if not content.startswith(PACKED):
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
    header = next(filter(wanted, islice(rows, _TITLES)), None)
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
        if not is_packed(path):
            return ()
        content = unpacked(path, LARGEST)
        sheets = sheets_of(content) if content.startswith(PACKED) else []
        return tuple(tuple(row) for rows in sheets for row in islice(rows, _TITLES))
    except SourceError:
        return ()


def is_packed(path: Path) -> bool:
    """Tell whether a file is a zip or a workbook, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == PACKED


def number(text: str) -> float | None:
    """Return the number a text says, French or English way, or None: « 1 234,5 » is 1234.5."""
    compact = _SPACES.sub("", text)
    if "," in compact and "." in compact:  # the last of the two is the decimal sign
        thousands = "," if compact.rfind(".") > compact.rfind(",") else "."
        compact = compact.replace(thousands, "")
    compact = compact.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", compact, re.ASCII):
        return None
    value = float(compact)
    return value if math.isfinite(value) else None


def pair(text: str) -> tuple[float, float] | None:
    """Return the two numbers of a position written in one cell, in the order written, or None."""
    found = _NUMBER.findall(text)
    if len(found) != 2:
        return None
    first, second = (float(value.replace(",", ".")) for value in found)
    return first, second


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def unpacked(path: Path, limit: int, *, whole: bool = True) -> bytes:
    """Return a file's content without its zip or gzip; its beginning only unless `whole`."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic[:2] == b"\x1f\x8b":
            with gzip.open(path) as file:
                return _at_most(file, limit, whole)
        if magic == PACKED:
            return _unzipped(path, limit, whole)
        with path.open("rb") as file:
            return _at_most(file, limit, whole)
    except (*_DAMAGED, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"l'archive est abîmée ({error})") from error


def _unzipped(path: Path, limit: int, whole: bool) -> bytes:
    with zipfile.ZipFile(path) as archive:
        names = [item for item in archive.infolist() if not item.is_dir()]
        if any(item.filename == "xl/workbook.xml" for item in names):
            if sum(item.file_size for item in names) > LARGEST:
                raise SourceError("le classeur est trop gros une fois décompressé")
            return path.read_bytes()
        tables = [
            n for n in names if n.filename.lower().endswith((".csv", ".txt", ".tsv", ".xlsx"))
        ]
        if not tables:
            raise SourceError("l'archive ne contient aucune table")
        largest = max(tables, key=lambda item: item.file_size)
        workbook = largest.filename.lower().endswith(".xlsx")
        with archive.open(largest) as file:
            # A workbook cannot be read by its beginning: its index is at its end.
            return _at_most(file, LARGEST if workbook else limit, whole or workbook)


def _at_most(file: _Readable, limit: int, whole: bool) -> bytes:
    content = file.read(limit + 1)
    if whole and len(content) > limit:
        raise SourceError("le fichier est trop gros une fois décompressé")
    return content[:limit]


def _lines(content: bytes) -> Iterator[list[str]]:
    if not content.startswith(PACKED):
        yield from text_rows(content)
        return
    first, *others = sheets_of(content)
    header = next(first, [])
    yield header
    yield from first
    for rows in others:  # a table that is too long for a sheet, or has one a département
        if header and [fold(name) for name in next(rows, [])] == [fold(name) for name in header]:
            yield from rows


def text_rows(content: bytes, separator: str = "") -> Iterator[list[str]]:
    """Yield the rows of a text that are not blank, cut by a separator, found when it is not said.

    Raises
    ------
    SourceError
        It is no text, or no table.
    """
    if is_binary(content):
        raise SourceError("ce n'est pas un fichier de texte")
    text = decode(content)
    csv.field_size_limit(LARGEST)
    told, text = announced(text)
    separator = separator or told or separator_of(text)
    try:
        for cells in rows_of(io.StringIO(text, newline=""), separator, ends_in_a_letter(content)):
            if isinstance(cells, CutRow):
                yield CutRow(map(clean, cells))
            elif any(cell.strip() for cell in cells):
                yield [clean(cell) for cell in cells]
    except csv.Error as error:
        raise SourceError(f"la table est abîmée ({error})") from error


def announced(text: str) -> tuple[str, str]:
    """Return the separator that a first line « sep=; » announces to spreadsheets, and the rest."""
    found = re.match(r"\ufeff?\"?sep=(.)\"?[ ;,]*\r?\n", text, re.IGNORECASE)
    return (found[1], text[found.end() :]) if found else ("", text)


def is_binary(content: bytes) -> bool:
    """Tell whether some bytes are surely no text, by their beginning."""
    return b"\x00" in content[:4096] and not _utf16(content)


def _utf16(content: bytes) -> str:
    """Return the form of UTF-16 that a text is in, told by its mark or by its zeros, else ""."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    first, second = content[0:4096:2], content[1:4096:2]
    for encoding, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        # The letters of French have a zero for high byte, and no text has one for low byte.
        if low and b"\x00" not in low and high.count(0) > len(high) / 2:
            return encoding
    return ""


def decode(content: bytes) -> str:
    """Return the text of some bytes: UTF-16 by its mark or its zeros, else UTF-8, else eight bits.

    A last letter cut in two, as when only the beginning of a file was read, is dropped; a few bytes
    that are wrong do not make another encoding of UTF-8.
    """
    if encoding := _utf16(content):
        return content.decode(encoding, errors="replace")
    try:
        return _as_utf8(content)
    except UnicodeDecodeError:
        return content.decode(_damaged_or_eight_bits(content), errors="replace")


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text (see `decode`), by its beginning."""
    if encoding := _utf16(head):
        return encoding
    try:
        _as_utf8(head)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return _damaged_or_eight_bits(head)


def ends_in_a_letter(content: bytes) -> bool:
    """Tell whether a text in UTF-8 stops between the bytes of a letter."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with contextlib.suppress(UnicodeDecodeError):
        decoder.decode(content[-4:].lstrip(bytes(range(0x80, 0xC0))))
        return bool(decoder.getstate()[0]) and not _utf16(content)
    return False


def _as_utf8(content: bytes) -> str:
    return codecs.getincrementaldecoder("utf-8-sig")().decode(content, final=False)


def _damaged_or_eight_bits(content: bytes) -> str:
    """Return UTF-8 for a text that is not quite so, for a few bytes or lines, else eight bits."""
    text = content.decode("utf-8-sig", errors="replace")
    wrong = text.count("\ufffd")
    if wrong * _FEW_WRONG < sum(not sign.isascii() for sign in text) - wrong:
        return "utf-8-sig"
    accented = [line for line in text.splitlines() if not line.isascii()]
    if 2 * sum("\ufffd" in line for line in accented) < len(accented):
        return "utf-8-sig"  # a bad disk spoils a place; eight bits spoil every line with an accent
    # Five bytes mean nothing in Windows-1252: they become visible replacement signs.
    return _eight_bits(content)


def _eight_bits(content: bytes) -> str:
    """Return the encoding that makes the most French of a text: Windows, Macintosh or DOS."""
    beyond = content[:_HEAD].translate(None, delete=bytes(range(128)))

    def french(encoding: str) -> int:
        return sum(_FRENCH.get(sign, 0) for sign in beyond.decode(encoding, errors="replace"))

    return max(("cp1252", "mac_roman", "cp850"), key=french)


def separator_under_titles(text: str) -> str:
    """Return the separator of a table that may be under titles: it cuts the most cells alike."""
    told, text = announced(text)
    lines = text[:_HEAD].splitlines()[: _TITLES * 3]
    best, score = told or ";", 0
    for separator in [] if told else SEPARATORS:
        with contextlib.suppress(csv.Error):
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
            alike = max(((width - 1) * times for width, times in widths.items()), default=0)
            best, score = (separator, alike) if alike > score else (best, score)
    return best


def separator_of(text: str) -> str:
    """Return the separator that cuts the first lines alike, in the most cells."""
    lines = [line for line in text[:_HEAD].splitlines()[:20] if line.strip()][:10]
    best, score = ";", (0.0, 0)
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        # A quoted text may run over two lines, so the header's width counts most.
        alike = sum(width == widths[0] for width in widths) / len(widths)
        if (alike, widths[0]) > score:
            best, score = separator, (alike, widths[0])
    return best
