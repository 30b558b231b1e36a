"""The rows of a file as they are written, titles above its table and every sheet included."""

import re
from functools import lru_cache
from pathlib import Path

from loaders.errors import SourceError
from loaders.reading.archives.packed import LARGEST, is_packed, unpacked
from loaders.reading.spreadsheets.workbooks import PACKED, sheets_of
from loaders.reading.tables import text_rows
from loaders.reading.texts import (
    SEPARATORS,
    announced,
    decode,
    is_binary,
    separator_of,
    unwrapped,
)

Page = list[list[str]]

_HEAD = 1 << 16


def pages_of(path: Path) -> list[Page]:
    """Return the rows of each sheet, their cells without spaces around, the blank rows left out.

    Raises SourceError: the file is damaged, or no text nor workbook.
    """
    return _pages(unpacked(path, LARGEST))


def first_pages_of(path: Path) -> list[Page]:
    """Return the same, reading only the beginning of a text; [] when the file cannot be read."""
    try:
        stat = path.stat()
        return _first(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return []


@lru_cache(maxsize=1024)
def _first(path: Path, _changed: int, _size: int) -> list[Page]:
    try:
        content = unpacked(path, LARGEST if is_packed(path) else _HEAD, whole=False)
        return [page[:60] for page in _pages(content)]
    except SourceError:
        return []


def _pages(content: bytes) -> list[Page]:
    if content.startswith(PACKED):
        return [list(rows) for rows in sheets_of(content)]
    if is_binary(content):
        raise SourceError("ce n'est pas un fichier de texte")
    told, text = announced(unwrapped(decode(content)))
    rows = text_rows(content, told or _separator(text))
    return [[[" ".join(cell.split()) for cell in row] for row in rows]]


def _separator(text: str) -> str:
    """Return the separator of the table, whose first lines may be titles without any."""
    signs = re.escape(SEPARATORS)
    table = re.search(rf"^(?:[^\n]*[{signs}]){{2}}", text, re.MULTILINE)
    return separator_of(text[table.start() :] if table else text)
