"""Reading a table however it was saved: encoding, separator, decimal comma, zip, workbook."""

from __future__ import annotations

import codecs
import csv
import difflib
import gzip
import io
import math
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import openpyxl
import pandas as pd

from geodata.folding import fold
from loaders.errors import MissingColumnError, SourceError

SEPARATORS = ";,\t|"
LARGEST = 1 << 30
"""Bytes of a table once unpacked: beyond, the file is refused rather than fill the memory."""

_HEAD = 1 << 16
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_ALIKE = 0.55
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Sheet:
    """A table as texts.

    `rows` is indexed by the row's number in the file (from 1, without the header and without the
    blank lines); every value is a text without spaces around it, "" when the cell is empty.
    `malformed` gives the rows that have more cells than the header: number -> their text.
    """

    rows: pd.DataFrame
    malformed: dict[int, str]

    @property
    def count(self) -> int:
        """Number of rows in the file."""
        return len(self.rows) + len(self.malformed)


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
    rows, malformed, numbers = [], {}, []
    for number, cells in enumerate(lines, start=1):
        if len(cells) > len(header) and any(cells[len(header) :]):
            malformed[number] = " | ".join(cells)
            continue
        rows.append((cells + [""] * len(header))[: len(header)])
        numbers.append(number)
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(numbers, name="row"), dtype=str)
    return Sheet(frame, malformed)


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


def find_column(columns: Iterable[str], names: Sequence[str]) -> str | None:
    """Return the column that bears one of the names, the first names first.

    Accents, case, apostrophes and punctuation do not count.
    """
    folded: dict[str, str] = {}
    for column in columns:
        folded.setdefault(folded_name(column), column)
    return next((folded[key] for key in map(folded_name, names) if key and key in folded), None)


@lru_cache(maxsize=1 << 16)
def folded_name(name: str) -> str:
    """Return the name of a column without what does not count in it (see `fold`)."""
    return fold(name)


def require_column(columns: Iterable[str], names: Sequence[str]) -> str:
    """Return the column that bears one of the names.

    Raises
    ------
    MissingColumnError
        None does: the error names the first name and the column that looks most like any of them.
    """
    columns = list(columns)
    found = find_column(columns, names)
    if found is None:
        raise MissingColumnError(names[0], nearest_column(columns, names))
    return found


def nearest_column(columns: Iterable[str], names: Sequence[str]) -> str:
    """Return the column whose name looks most like one of the names, "" when none does."""
    best, column = _nearest(columns, names)
    return column if best > _ALIKE else ""


def likeness(columns: Iterable[str], names: Sequence[str]) -> float:
    """Return how much the nearest of the columns looks like one of the names, from 0 to 1."""
    return _nearest(columns, names)[0]


def _nearest(columns: Iterable[str], names: Sequence[str]) -> tuple[float, str]:
    keys = [fold(name) for name in names]
    scored = [
        (max(_likeness(fold(column), key) for key in keys), -rank, column)
        for rank, column in enumerate(columns)
        if fold(column)
    ]
    best, _, column = max(scored, default=(0.0, 0, ""))
    return best, column


def _likeness(one: str, other: str) -> float:
    """Return how alike two folded names are: by their letters, and by their words, cut or whole."""
    letters = difflib.SequenceMatcher(None, one, other).ratio()
    few, many = sorted((one.split(), other.split()), key=len)
    met = sum(any(w.startswith(word) or word.startswith(w) for w in many) for word in few)
    return (letters + met / len(few)) / 2


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


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names of columns with the repeated ones numbered: a, a (2), a (3)."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique if len(set(unique)) == len(unique) else [f"{n}#{i}" for i, n in enumerate(names)]


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
        if magic == b"PK\x03\x04":
            return _unzipped(path, limit, whole)
        with path.open("rb") as file:
            return _at_most(file, limit, whole)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"l'archive est abîmée ({error})") from error
    except gzip.BadGzipFile as error:
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
    if content[:4] == b"PK\x03\x04":
        yield from _workbook_lines(content)
        return
    if b"\x00" in content[:4096] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceError("ce n'est pas un fichier de texte")
    text = decode(content)
    csv.field_size_limit(LARGEST)
    separator, text = _announced(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or separator_of(text))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield [_clean(cell) for cell in cells]
    except csv.Error as error:
        raise SourceError(f"la table est abîmée ({error})") from error


def _announced(text: str) -> tuple[str, str]:
    """Return the separator that a first line « sep=; » announces to spreadsheets, and the rest."""
    found = re.match(r"\ufeff?\"?sep=(.)\"?[ ;,]*\r?\n", text, re.IGNORECASE)
    return (found[1], text[found.end() :]) if found else ("", text)


def _clean(cell: str) -> str:
    return cell.strip().strip("\ufeff\u00a0\u202f").strip()


def decode(content: bytes) -> str:
    """Return the text of some bytes: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows.

    A last letter cut in two, as when only the beginning of a file was read, is dropped.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content, final=False)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252: they become visible replacement signs.
        return content.decode("cp1252", errors="replace")


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


def _workbook_lines(content: bytes) -> Iterator[list[str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles, which do not matter here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for row in book.worksheets[0].iter_rows(values_only=True):
                cells = [cell_text(value) for value in row]
                if any(cells):
                    yield cells
    except SourceError:
        raise
    except Exception as error:  # openpyxl lets through whatever its XML parser raises
        raise SourceError(f"le classeur est abîmé ({error})") from error


def cell_text(value: object) -> str:
    """Return a workbook's value as it would be written in a CSV: 3201.0 is « 3201 »."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _clean(str(value))
