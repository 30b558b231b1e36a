"""The XML documents of a file: the file itself, or those of its zip or gzip archive."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from loaders.errors import SourceError
from loaders.reading.archives.faults import DAMAGED

BROKEN = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, OSError)
"""What reading a damaged file or archive raises."""


class _Stream(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


@dataclass
class Document:
    """An XML document of a file: its name in the archive ("" outside of one) and its bytes."""

    name: str
    stream: _Stream


@contextmanager
def opened(path: Path) -> Iterator[Iterator[Document]]:
    """Open the XML documents of a file: itself, or those of its zip or gzip archive.

    Raises SourceError: the archive is damaged, or holds no XML.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(4)
            file.seek(0)
            if magic == b"PK\x03\x04":
                with zipfile.ZipFile(file) as archive:
                    yield _members(archive)
            elif magic[:2] == b"\x1f\x8b":
                with gzip.open(file) as unpacked:
                    yield iter([Document("", unpacked)])
            else:
                yield iter([Document("", file)])
    except zipfile.BadZipFile as error:
        raise SourceError(DAMAGED) from error


def _members(archive: zipfile.ZipFile) -> Iterator[Document]:
    names = sorted(n for n in archive.namelist() if n.lower().endswith(".xml"))
    if "xl/workbook.xml" in names or not names:
        raise SourceError("l'archive ne contient aucun document XML")
    for name in names:
        try:
            stream = archive.open(name)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            yield Document(name, _Unreadable(str(error)))
            continue
        with stream:
            yield Document(name, stream)


@dataclass
class _Unreadable:
    """A damaged or locked member, told as such when it is read, so that the others are read."""

    why: str

    def read(self, size: int = -1, /) -> bytes:
        raise OSError(self.why)
