"""The content of a file without what packs it: a zip, a gzip, up to a size."""

import gzip
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

from loaders.errors import SourceError
from loaders.reading.archives.faults import DAMAGED
from loaders.reading.spreadsheets.workbooks import PACKED

LARGEST = 1 << 30
"""Bytes of a table once unpacked: beyond, the file is refused rather than fill the memory."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile)


def is_packed(path: Path) -> bool:
    """Tell whether a file is a zip or a workbook, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == PACKED


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
        raise SourceError(DAMAGED) from error


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
