"""Reading a table however it was saved: a text of any usual form, a zip, a workbook.

`read_table` takes the only table of a file, its header first; `read_tables` those of every sheet of
a workbook that have a wanted header, maybe under a few titles.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.errors import SourceError
from loaders.reading.archives.packed import LARGEST, is_packed, unpacked
from loaders.reading.cells import reader_of
from loaders.reading.columns import unique_names
from loaders.reading.quotes import CutRow, rows_of
from loaders.reading.spreadsheets.workbooks import PACKED, sheets_of
from loaders.reading.texts import (
    HEAD,
    TITLES,
    announced,
    decode,
    ends_in_a_letter,
    is_binary,
    requoted,
    separator_of,
    unwrapped,
)

Wanted = Callable[[Sequence[str]], bool]
"""Tells whether a row of names is the header of a table that one wants."""

TOO_LONG = "plus de colonnes que l'en-tête"
HEADER_AGAIN = "en-tête répété parmi les lignes"
CUT = "ligne incomplète : le fichier s'arrête avant sa fin"

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_WHOLE = r"-?\d+[.,]0+"
_FRACTION = r"-?\d+[.,]\d*[1-9]\d*"
_HEAD_ROWS = 50
"""Rows by which it is known whether each has a name before it."""
_FEW = 5
"""Values by which it is known that a column may have whole numbers written as fractions."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Sheet:
    """A table as texts.

    `rows` is indexed by the row's number in the file (from 1, without the header and without the
    blank lines); every value is a text without spaces around it, "" when the cell is empty.
    `malformed` gives the rows that have more cells than the header, and the last one when the file
    stops before its end, and those that repeat it: number -> their text; `cut` is the number of
    that last one, else 0, `headers` those of the repeated headers.
    """

    rows: pd.DataFrame
    malformed: dict[int, str]
    cut: int = 0
    headers: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """Number of rows in the file."""
        return len(self.rows) + len(self.malformed)

    def fault(self, row: int) -> str:
        """Say in French why a row of `malformed` cannot be read."""
        if row in self.headers:
            return HEADER_AGAIN
        return CUT if row == self.cut else TOO_LONG


def read_table(path: Path) -> Sheet:
    """Read the table of a file: CSV of any usual form, workbook (.xlsx), zipped or gzipped.

    Raises
    ------
    SourceError
        The file is no table, or is too big once unpacked.
    """
    lines = _lines(unpacked(path, LARGEST))
    named = next(lines, [])
    header = unique_names(named)
    if len(header) < 2:
        raise SourceError("ce n'est pas une table (aucune ligne d'en-tête à plusieurs colonnes)")
    rows, malformed, numbers, cut, headers = [], {}, [], 0, set[int]()
    for number, cells in enumerate(_without_row_names(lines, named), start=1):
        if isinstance(cells, CutRow):
            malformed[number], cut = " | ".join(cells), number
            continue
        if cells == named:  # the table was printed by page, or its parts put one after the other
            malformed[number] = " | ".join(cells)
            headers.add(number)
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            malformed[number] = " | ".join(cells)
            continue
        rows.append((cells + [""] * len(header))[: len(header)])
        numbers.append(number)
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(numbers, name="row"), dtype=str)
    return Sheet(_without_blank_twins(_with_codes(frame)), malformed, cut, frozenset(headers))


def _without_row_names(lines: Iterator[list[str]], header: list[str]) -> Iterator[list[str]]:
    """Take off the numbers that R writes before the rows, and names nowhere in the header.

    Rows that all end with an empty cell have a separator too many, as some software writes them.
    """
    first = list(islice(lines, _HEAD_ROWS))
    whole = [row for row in first if not isinstance(row, CutRow) and row != header]
    numbered = (
        len(whole) > 1
        and all(len(row) == len(header) + 1 for row in whole)
        and any(row[-1] for row in whole)
        and all(re.fullmatch(r"[1-9][0-9]{0,8}", row[0]) for row in whole)
        and len(whole[0][0]) == 1  # codes of communes increase as well
        and all(int(one[0]) < int(next_[0]) for one, next_ in pairwise(whole))
    )
    for row in chain(first, lines):
        yield row if not numbered or row == header else type(row)(row[1:])


def _with_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """Give back the codes of columns where each number has a fraction of nothing: « 59350.0 ».

    So are whole numbers written by software that keeps a column with an empty cell as fractions.
    """
    for column in rows.columns:
        texts = rows[column]
        if not texts[texts != ""].head(_FEW).str.fullmatch(_WHOLE).any():
            continue
        if not texts.str.fullmatch(_FRACTION).any():
            whole = texts.str.fullmatch(_WHOLE)
            rows[column] = texts.where(~whole, texts.str.replace(r"[.,]0+$", "", regex=True))
    return rows


def _without_blank_twins(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the name of a column to the one of that name that has something: it may come twice."""
    told = (rows != "").any()
    named: dict[str, str] = {}
    for column in rows.columns:
        first = re.sub(r" \(\d+\)$", "", column)
        twin = first != column and first in rows and first not in named
        if twin and told[column] and not told[first]:
            named |= {first: column, column: first}
    return rows.rename(columns=named)[list(rows.columns)] if named else rows


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
        content = unpacked(path, HEAD, whole=False)
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
    header = next(filter(wanted, islice(rows, TITLES)), None)
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
        return tuple(tuple(row) for rows in sheets for row in islice(rows, TITLES))
    except SourceError:
        return ()


def number(text: str) -> float | None:
    """Return the number a text says, French or English way, or None: « 1 234,5 » is 1234.5."""
    compact = _SPACES.sub("", text).replace("\u2212", "-")
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
    text = unwrapped(decode(content))
    csv.field_size_limit(LARGEST)
    told, text = announced(text)
    separator = separator or told or separator_of(text)
    text, read = requoted(text, separator), reader_of(text, separator)
    try:
        for cells in rows_of(io.StringIO(text, newline=""), separator, ends_in_a_letter(content)):
            if isinstance(cells, CutRow):
                yield CutRow(map(read, cells))
            elif any(cell.strip() for cell in cells):
                yield [read(cell) for cell in cells]
    except csv.Error as error:
        raise SourceError("la table est abîmée : ses lignes ne se découpent pas") from error
