"""How often pages, filters and exports serve: a number a day, and nothing of who asked or of what.

What is counted has names of ours alone, whatever was sent: no address, no cookie, nothing typed.
The numbers are in a small file that all the processes of a server add to, or in Redis where
answers are kept there. Counts that cannot be kept are lost; the page still comes.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

from flask import Flask, Response, current_app, has_app_context, request

from callbacks.serving.kinds import PAGES, rationed

P = ParamSpec("P")
T = TypeVar("T")

OFF = "none"

FILTERS = {
    "q": "Mots",
    "lieu": "Commune de départ",
    "near": "Autour de moi",
    "voie": "Voie",
    "domain": "Domaine",
    "level": "Niveau",
    "modality": "Modalité",
    "public": "Public",
    "entry": "Diplôme à l'entrée",
    "boarding": "Internat",
    "pace": "Rythme",
    "since": "Mois de début",
    "rev3": "Transition écologique",
    "departement": "Territoire",
    "spel": "Territoire",
    "epci": "Territoire",
    "zone_emploi": "Territoire",
    "commune": "Territoire",
}
"""The filters that are counted, by their parameter."""

EXPORTS = {
    "csv": "Tableur (CSV)",
    "xlsx": "Excel (XLSX)",
    "geojson": "Carte (GeoJSON)",
    "parquet": "Parquet",
    "pdf": "PDF",
    "api": "Réponse de l'API",
}
"""What leaves the atlas as a file or as data."""

OTHER = "autre"
NAMES = {"page": {**PAGES, OTHER: "Autre"}, "filter": FILTERS, "export": EXPORTS}
"""Everything that can be counted: kinds, and in each the names; a page of no name is « autre »."""

_REST = 60.0  # seconds without a place that failed
_PATIENCE = 1.0  # seconds for another process to finish its addition
_HASH = "atlas-usage"
_logger = logging.getLogger(__name__)


class Count(NamedTuple):
    """How many times something of a kind served on a day."""

    day: str
    kind: str
    name: str
    n: int


class Usage:
    """The counts of a server; `place` is a file, or a Redis (`redis://…`)."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._asleep_until = 0.0

    def add(self, kind: str, names: Iterable[str]) -> None:
        """Count once each of the names that are known of a kind."""
        known = sorted({name for name in names if name in NAMES[kind]})
        if known:
            self._use(lambda: self._write(date.today().isoformat(), kind, known), None)

    def counts(self) -> list[Count]:
        """Return all that was counted, the first days first; nothing where it cannot be read."""
        return self._use(self._read, [])

    def _write(self, day: str, kind: str, names: list[str]) -> None:
        if "://" in self.place:
            with self._redis() as redis, redis.pipeline() as together:
                for name in names:
                    together.hincrby(_HASH, f"{day}|{kind}|{name}", 1)
                together.execute()
            return
        with closing(self._file()) as file, file:
            file.executemany(
                "INSERT INTO usage VALUES (?, ?, ?, 1) "
                "ON CONFLICT (day, kind, name) DO UPDATE SET n = n + 1",
                [(day, kind, name) for name in names],
            )

    def _read(self) -> list[Count]:
        if "://" in self.place:
            with self._redis() as redis:
                kept = redis.hgetall(_HASH)
            rows = [(*key.decode().split("|", 2), int(n)) for key, n in kept.items()]
            return sorted(Count(day, kind, name, n) for day, kind, name, n in rows)
        with closing(self._file()) as file:
            return [Count(*row) for row in file.execute("SELECT * FROM usage ORDER BY day, kind")]

    def _file(self) -> sqlite3.Connection:
        Path(self.place).parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self.place, timeout=_PATIENCE)
        # A count that a power cut takes away is no loss: no answer waits for the disk.
        file.execute("PRAGMA synchronous = OFF")
        file.execute(
            "CREATE TABLE IF NOT EXISTS usage "
            "(day TEXT, kind TEXT, name TEXT, n INTEGER, PRIMARY KEY (day, kind, name))"
        )
        return file

    def _redis(self) -> Any:
        import redis

        return redis.Redis.from_url(self.place, socket_timeout=1, socket_connect_timeout=1)

    def _use(self, use: Callable[[], Any], without: Any) -> Any:
        if time.monotonic() < self._asleep_until:
            return without
        try:
            return use()
        except Exception as error:  # whatever it is, the page must come
            self._asleep_until = time.monotonic() + _REST
            _logger.warning("The counts of use cannot be kept: %s", type(error).__name__)
            return without


def register(server: Flask, place: str, cache: str) -> None:
    """Count what a server serves; `place` and `cache` are settings (usage, cache)."""
    if place == OFF:
        return
    server.extensions["usage"] = Usage(cache if "://" in cache else place)

    @server.after_request
    def exports(response: Response) -> Response:
        if response.status_code == 200 and (kind := rationed()):
            asked = {"api": "api", "pdf": "pdf"}.get(kind)
            asked = asked or request.args.get("format") or request.path.rpartition(".")[2]
            count("export", asked)
        return response


def usage() -> Usage | None:
    """Return the counts of the server that answers, None where they are off."""
    found: Usage | None = current_app.extensions.get("usage") if has_app_context() else None
    return found


def count(kind: str, *names: str) -> None:
    """Count once each name of a kind; those that are none of `NAMES` are left out."""
    if kept := usage():
        kept.add(kind, names)


def counting(answer: Callable[P, T]) -> Callable[P, T]:
    """Have a callback count the filters of the request that it answers, its first argument."""

    @wraps(answer)
    def counted(*args: P.args, **kwargs: P.kwargs) -> T:
        if args and isinstance(args[0], Mapping):
            count("filter", *args[0])
        return answer(*args, **kwargs)

    return counted


def count_page(path: str) -> None:
    """Count the page of a path, by its first part alone."""
    first = path.strip("/").partition("/")[0]
    count("page", first if first in PAGES else OTHER)
