"""Reading the records of a JSON reply one by one, whatever wraps them and however large it is.

Read are: an array of objects, an object that holds one (« formations », « results », « data »…),
one object a line (JSON Lines, a comma between them or not), each plain, zipped or gzipped. Nothing
is run and nothing fetched; a record is at most `LARGEST_RECORD` characters, a file at most
`LARGEST` bytes once unpacked. A file that is cut gives the records that come before, then the
reason why it stops; of JSON Lines, a line that cannot be read costs itself alone.
"""

import codecs
import gzip
import json
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any

from loaders.errors import SourceError
from loaders.reading.archives.faults import DAMAGED

LARGEST = 4 << 30
LARGEST_RECORD = 8 << 20
WRAPPERS = (
    "formations", "etablissements", "results", "data", "items", "records", "hits", "service"
)  # fmt: skip
"""Names under which replies put their records, alone or one inside the other."""

BAD_LINE = "ligne qui n'est pas du JSON, ou qui est incomplète"
_CHUNK = 1 << 16
_DEPTH = 3
_BROKEN = (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, OSError, RuntimeError)


@dataclass(frozen=True)
class Record:
    """An object of the file: its rank from 1, its content; or the fault of what cannot be read."""

    number: int
    content: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


class _BadLine:
    """A line of JSON Lines that cannot be read."""


class _Cut(Exception):
    """The text stops, or is not JSON any more."""


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a file in their order; a fault is the last one.

    Raises SourceError: the file holds no JSON at all.
    """
    number = 0
    try:
        with _opened(path) as stream:
            text = _Text(stream)
            if text.peek() not in ("[", "{"):
                raise SourceError("ce n'est pas du JSON")
            for content in _objects(text):
                number += 1
                if isinstance(content, _BadLine):
                    yield Record(number, fault=BAD_LINE)
                else:
                    yield Record(number, content if isinstance(content, dict) else {})
    except (_Cut, *_BROKEN, UnicodeError, RecursionError, ValueError) as error:
        why = str(error) if isinstance(error, _Cut) else DAMAGED
        yield Record(number + 1, fault=f"lecture interrompue : {why}")


def first_keys(path: Path) -> frozenset[str]:
    """Return the keys of a file's first record, empty when it has none."""
    try:
        stat = path.stat()
        return _first_keys(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return frozenset()


@lru_cache(maxsize=4096)
def _first_keys(path: Path, _changed: int, _size: int) -> frozenset[str]:
    try:
        return next((frozenset(r.content) for r in islice(records(path), 1)), frozenset())
    except SourceError:
        return frozenset()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        with gzip.open(path) as stream:
            yield stream  # type: ignore[misc]
    elif magic == b"PK\x03\x04":
        with zipfile.ZipFile(path) as archive:
            names = [
                item
                for item in archive.infolist()
                if item.filename.lower().endswith((".json", ".jsonl", ".ndjson"))
            ]
            if not names:
                raise SourceError("l'archive ne contient aucun fichier JSON")
            with archive.open(max(names, key=lambda item: item.file_size)) as stream:
                yield stream
    else:
        with path.open("rb") as stream:
            yield stream


class _Text:
    """The text of a stream, read as it is needed and forgotten once read."""

    def __init__(self, stream: IO[bytes]) -> None:
        head = stream.read(_CHUNK)
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(_encoding_of(head))(errors="replace")
        self._read = len(head)
        self._ended = not head
        self._buffer = self._decoder.decode(head)
        self._at = 0
        self._json = json.JSONDecoder(parse_constant=lambda _name: None)

    def more(self) -> bool:
        """Read a further part; False at the end."""
        if self._ended:
            return False
        part = self._stream.read(max(_CHUNK, len(self._buffer) - self._at))
        self._read += len(part)
        if self._read > LARGEST:
            raise _Cut("le fichier est trop gros une fois décompressé")
        self._ended = not part
        self._buffer = self._buffer[self._at :] + self._decoder.decode(part, final=not part)
        self._at = 0
        return True

    def peek(self) -> str:
        """Return the next sign that is not a space, "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in " \t\r\n\ufeff":
                    return self._buffer[self._at]
                self._at += 1
            if not self.more():
                return ""

    def skip(self, signs: str) -> str:
        """Read the next sign, which is one of some."""
        sign = self.peek()
        if not sign or sign not in signs:
            raise _Cut("le fichier est coupé" if not sign else "ce n'est plus du JSON")
        self._at += 1
        return sign

    def line_value(self) -> Any:
        """Read the next value, which may run over lines; where it cannot be read, leave its line.

        The rest of its line is then passed over.
        """
        self.peek()
        line = self._line()
        with suppress(json.JSONDecodeError):
            value, end = self._json.raw_decode(line)
            self._at += end
            return value
        if line.rstrip() == "{":  # written over several lines
            return self.value()
        self._at += len(line)
        return _BadLine()

    def _line(self) -> str:
        """Return the text from here to the end of the line, read whole."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            if len(self._buffer) - self._at > LARGEST_RECORD:
                raise _Cut("un élément est trop gros, ou ce n'est plus du JSON")
            if not self.more():
                return self._buffer[self._at :]
        return self._buffer[self._at : end]

    def value(self) -> Any:
        """Read the next value whole."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if len(self._buffer) - self._at > LARGEST_RECORD:
                    raise _Cut("un élément est trop gros, ou ce n'est plus du JSON") from error
                if not self.more():
                    raise _Cut("le fichier est coupé, ou ce n'est plus du JSON") from error
                continue
            # A number or a word may go on in the next part.
            if end == len(self._buffer) and self.more():
                continue
            self._at = end
            return value


def _encoding_of(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(head, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _objects(text: _Text) -> Iterator[Any]:
    if text.peek() == "[":
        yield from _array(text)
        return
    found = yield from _wrapped(text, _DEPTH)
    if found is not None:
        # No wrapper: the object itself is a record, and others may follow, one a line.
        yield found
        yield from _lines(text)


def _lines(text: _Text) -> Iterator[Any]:
    """Yield what follows a first object, one a line; a `_BadLine` for what cannot be read."""
    while sign := text.peek():
        if sign == ",":
            text.skip(",")
        elif sign == "]":
            text.skip("]")
            if text.peek():
                yield _BadLine()
        else:
            yield text.line_value()


def _array(text: _Text) -> Iterator[Any]:
    text.skip("[")
    if text.peek() == "]":
        text.skip("]")
        return
    while True:
        yield text.value()
        if text.skip(",]") == "]":
            return


def _wrapped(text: _Text, depth: int) -> Generator[Any, None, dict[str, Any] | None]:
    """Yield what an object wraps; return the object itself when it wraps nothing."""
    text.skip("{")
    own: dict[str, Any] = {}
    wrapping = False
    while text.peek() != "}":
        key = text.value()
        text.skip(":")
        name = key.lower() if isinstance(key, str) else ""
        if name in WRAPPERS and text.peek() == "[":
            wrapping = True
            yield from _array(text)
        elif name in WRAPPERS and text.peek() == "{" and depth:
            inner = yield from _wrapped(text, depth - 1)
            wrapping = wrapping or inner is None
            own[name] = inner
        else:
            own[str(key)] = text.value()
        if text.peek() != "}":
            text.skip(",")
    text.skip("}")
    return None if wrapping else own
