"""Downloading one file into a partial one, taken up again where it stopped."""

import json
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from loaders.fetching.records import Record
from loaders.fetching.web import FetchError, Web

MEGABYTE = 1_000_000
_CHUNK = 1 << 16
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_BEYOND = re.compile(r"bytes \*/(\d+)")

Advance = Callable[[int, int | None], None]
"""Told the bytes here so far and those expected, None when the server did not say."""


class Budget:
    """How many bytes may still be downloaded, all files together."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._lock = threading.Lock()

    def take(self, count: int) -> None:
        """Count bytes (raises FetchError when there are no more to take)."""
        with self._lock:
            self._left -= count
            if self._left < 0:
                raise FetchError("la limite de taille de l'ensemble des téléchargements est passée")


@dataclass(frozen=True)
class Marks:
    """What a server calls the version that it sends."""

    address: str
    etag: str = ""
    last_modified: str = ""

    @property
    def validator(self) -> str:
        """What proves that the rest is of the same version: a strong ETag, else a date, else ""."""
        strong = "" if self.etag.startswith("W/") else self.etag
        return strong or self.last_modified


class Download:
    """The download of one file, in `part` until it is whole; `part`.json has its marks.

    `largest` is a number of bytes.
    """

    def __init__(
        self, web: Web, address: str, part: Path, largest: int, budget: Budget, advance: Advance
    ) -> None:
        self.web, self.address, self.part = web, address, part
        self.largest, self.budget, self.advance = largest, budget, advance
        self.notes = part.with_name(f"{part.name}.json")

    def run(self, known: Record | None) -> Marks | None:
        """Bring the whole file into `part`; None when the server says that `known` is still good.

        Raises FetchError: `part` keeps what came, for another time.
        """
        self.part.parent.mkdir(parents=True, exist_ok=True)
        return self.web.insist(lambda: self._attempt(known), self._size)

    def forget(self) -> None:
        """Remove what came."""
        self.part.unlink(missing_ok=True)
        self.notes.unlink(missing_ok=True)

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def _attempt(self, known: Record | None) -> Marks | None:
        marks = self._read_marks()
        if not (marks and marks.address == self.address and marks.validator and self._size()):
            self.forget()
            marks = None
        with self.web.get(self.address, self._headers(marks, known)) as response:
            if response.status_code == 304:
                return None
            if response.status_code == 416:
                return self._beyond(response, marks)
            return self._receive(response)

    def _headers(self, marks: Marks | None, known: Record | None) -> dict[str, str]:
        if marks:
            return {"Range": f"bytes={self._size()}-", "If-Range": marks.validator}
        if known is None or known.address != self.address:
            return {}
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in asked.items() if value}

    def _beyond(self, response: requests.Response, marks: Marks | None) -> Marks:
        """Nothing is left to send: either all was here, or the file became shorter."""
        total = _BEYOND.fullmatch(response.headers.get("Content-Range", ""))
        if marks and total and int(total[1]) == self._size():
            return marks
        self.forget()
        raise FetchError("le fichier a changé pendant le téléchargement", passing=True)

    def _receive(self, response: requests.Response) -> Marks:
        start, total = self._bounds(response)
        if total is not None and total > self.largest:
            raise FetchError(
                f"le fichier est trop gros : {total // MEGABYTE} Mo, pour une limite de "
                f"{self.largest // MEGABYTE} Mo"
            )
        marks = self._new_marks(response)
        self.notes.write_text(json.dumps(marks.__dict__), encoding="utf-8")
        with self.part.open("ab" if start else "wb") as file:
            self._copy(response, file.write, start, total)
            file.flush()
            os.fsync(file.fileno())
        size = self._size()
        if total is not None and size != total:
            if size > total:
                self.forget()
            raise FetchError(f"téléchargement incomplet : {size} octets sur {total}", passing=True)
        return marks

    def _bounds(self, response: requests.Response) -> tuple[int, int | None]:
        """Return where the body starts in the file, and the file's size if the server says it."""
        if response.status_code == 206:
            found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if not found or int(found[1]) != self._size():
                self.forget()
                raise FetchError("le serveur n'envoie pas la suite demandée", passing=True)
            return int(found[1]), None if found[2] == "*" else int(found[2])
        length = response.headers.get("Content-Length", "")
        # A length is that of what travels: it says nothing of a body that travels compressed.
        known = length.isdecimal() and "Content-Encoding" not in response.headers
        return 0, int(length) if known else None

    def _copy(
        self,
        response: requests.Response,
        write: Callable[[bytes], int],
        size: int,
        total: int | None,
    ) -> None:
        patience = self.web.patience
        since, gained = time.monotonic(), 0
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            if self.web.stop.is_set():
                raise FetchError("interrompu")
            size += len(chunk)
            if size > self.largest:
                self.forget()
                limit = self.largest // MEGABYTE
                raise FetchError(f"le fichier est trop gros : il passe la limite de {limit} Mo")
            self.budget.take(len(chunk))
            write(chunk)
            self.advance(size, total)
            gained += len(chunk)
            if (now := time.monotonic()) - since > patience.window:
                if gained < patience.slowest * (now - since):
                    raise FetchError("le serveur envoie trop lentement", passing=True)
                since, gained = now, 0

    def _new_marks(self, response: requests.Response) -> Marks:
        etag, date = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        if "Content-Encoding" in response.headers:
            # The rest of a compressed body could not be joined to what was unpacked.
            return Marks("", etag, date)
        return Marks(self.address, etag, date)

    def _read_marks(self) -> Marks | None:
        try:
            return Marks(**json.loads(self.notes.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
