"""The files of a 7z archive, unpacked to places that we choose."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from loaders.errors import SourceError
from loaders.reading.archives.faults import LOCKED

_CHUNK = 1 << 20


class _Output(Py7zIO):
    """A file that is written as it is unpacked."""

    def __init__(self, place: Path) -> None:
        self._file = place.open("wb")
        self._size = 0

    def write(self, s: bytes | bytearray) -> int:
        self._size += len(s)
        return self._file.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        self._file.flush()

    def size(self) -> int:
        return self._size

    def close(self) -> None:
        self._file.close()


class _Places(WriterFactory):
    def __init__(self, place: Callable[[str], Path]) -> None:
        self._place = place
        self._opened: list[_Output] = []
        self.written: dict[str, Path] = {}

    def create(self, filename: str) -> Py7zIO:
        name = _bare(filename)
        self.written[name] = self._place(name)
        self._opened.append(_Output(self.written[name]))
        return self._opened[-1]

    def close(self) -> None:
        for output in self._opened:
            output.close()


def sizes_of(path: Path) -> list[int]:
    """Return the bytes of each file of an archive once unpacked.

    Raises SourceError: it is locked; what py7zr raises when it is damaged.
    """
    with py7zr.SevenZipFile(path) as archive:
        if archive.needs_password():
            raise SourceError(LOCKED)
        return [item.uncompressed or 0 for item in archive.list() if item.is_file]


def extracted(path: Path, place: Callable[[str], Path]) -> Iterator[tuple[str, Path, bool]]:
    """Yield the name of each file of an archive, its place, and whether it came out whole.

    A fault in the middle does not take away the files that come before it.

    Parameters
    ----------
    place : gives where to write a file, by its name
    """
    places = _Places(place)
    fault: Exception | None = None
    with py7zr.SevenZipFile(path) as archive:
        items = [item for item in archive.list() if item.is_file]
        try:
            archive.extractall(factory=places)
        except Exception as error:
            fault = error
        finally:
            places.close()
    if fault is not None and not places.written:
        raise fault
    for item in items:
        name = _bare(item.filename)
        written = places.written.get(name)
        whole = written is not None and (fault is None or _sum_of(written) == item.crc32)
        yield item.filename, written or place(name), whole


def _bare(name: str) -> str:
    return PurePosixPath(name).as_posix()


def _sum_of(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = zlib.crc32(chunk, total)
    return total
