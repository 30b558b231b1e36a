"""A table read row by row, however long: for national files of hundreds of megabytes."""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from loaders.errors import SourceError
from loaders.reading.archives.faults import DAMAGED
from loaders.reading.archives.packed import LARGEST
from loaders.reading.quotes import CutRow, rows_of
from loaders.reading.spreadsheets.workbooks import PACKED, is_workbook
from loaders.reading.tables import read_table
from loaders.reading.texts import announced, composed, decode, encoding_of, is_binary, separator_of

_HEAD = 1 << 20
"""Bytes by which the encoding and the separator are known."""


def stream_table(path: Path) -> Iterator[list[str]]:
    """Yield the header of a table, then its rows that are not blank, as the file writes them.

    A text is read a row at a time, packed (zip, gzip) or not; a workbook, which cannot be that
    long, is read whole.

    Raises SourceError: the file is damaged, or is no table.
    """
    if is_workbook(path):
        sheet = read_table(path)
        yield list(sheet.rows.columns)
        yield from sheet.rows.itertuples(index=False, name=None)  # type: ignore[misc]
        return
    try:
        with _opened(path) as file:
            yield from _rows(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as error:
        raise SourceError(DAMAGED) from error
    except csv.Error as error:
        raise SourceError("la table est abîmée : ses lignes ne se découpent pas") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        magic = file.read(4)
        file.seek(0)
        if magic[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                yield cast(IO[bytes], unpacked)
        elif magic == PACKED:
            with zipfile.ZipFile(file) as archive:
                largest = max(archive.infolist(), key=lambda item: item.file_size)
                with archive.open(largest) as member:
                    yield member
        else:
            yield file


def _rows(file: IO[bytes]) -> Iterator[list[str]]:
    head = file.read(_HEAD)
    if is_binary(head):
        raise SourceError("ce n'est pas un fichier de texte")
    told, text = announced(decode(head))
    file.seek(0)
    csv.field_size_limit(LARGEST)
    with io.TextIOWrapper(file, encoding_of(head), errors="replace", newline="") as lines:
        if told:
            next(lines)
        for cells in rows_of(lines, told or separator_of(text)):
            if isinstance(cells, CutRow):
                yield CutRow(map(composed, cells))
            elif any(map(str.strip, cells)):
                yield [*map(composed, cells)]
