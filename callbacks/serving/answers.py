"""Keeps the answers that cost, under the store, the day and the question that they answer.

In memory by default, else in a folder or in Redis. A cache that is absent or broken changes nothing
but the time that an answer takes. A question that holds the exact position of a person is never
kept, and a key is a digest: nothing of a question can be read in it.
"""

import base64
import json
import logging
import time
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from cachelib.serializers import BaseSerializer
from flask import Flask, Response, current_app, has_app_context
from flask_caching import Cache
from plotly.io.json import to_json_plotly

from callbacks.serving.memory import WeighedCache
from geodata.atlas import Atlas

P = ParamSpec("P")
T = TypeVar("T")

LASTS = 86_400
"""Seconds that an answer is kept: its key holds the day."""

MOST = 2_000
"""Answers kept in a folder."""

WEIGHT = 100_000_000
"""Bytes of the answers that each worker keeps in memory."""

HEAVIEST = 400_000
"""Bytes of a compressed reply that is kept: who asks for every file must not fill the memory."""

SEARCHES = 30_000_000
"""Bytes of the answers to searches that each worker keeps, six kilobytes each when compressed."""

REST = 60.0
"""Seconds without a cache that failed."""

_PROBE = "probe"

_ROOT = Path(__file__).resolve().parents[2]
_logger = logging.getLogger(__name__)


class Answers:
    """The answers that an application keeps."""

    def __init__(self, server: Flask, place: str) -> None:
        self.here = WeighedCache(threshold=SEARCHES, default_timeout=LASTS)
        self._cache = Cache(with_jinja2_ext=False)
        self._asleep_until = 0.0
        self._code = _code() if place != "memory" else ""
        logging.getLogger().addFilter(_told_once)
        try:
            self._cache.init_app(server, _options(place))
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            self._complain(error, float("inf"))

    def get(self, key: str, unpack: Callable[[Any], Any] = lambda kept: kept) -> Any:
        """Return the answer kept under a key, None when nothing is, or nothing that can be read."""

        def read() -> Any:
            kept = self._cache.get(key)
            return None if kept is None else unpack(kept)

        return self._use(read)

    def keep(self, key: str, answer: Any) -> None:
        """Keep an answer, made of what JSON can write."""
        self._use(lambda: self._write(key, answer))

    def answers(self) -> bool:
        """Tell whether what is kept now can be read at once, whatever failed before."""
        try:
            self._write(_PROBE, _PROBE)
            return bool(self._cache.get(_PROBE) == _PROBE)
        except Exception:  # whatever it is, the cache does not answer
            return False

    def _write(self, key: str, answer: Any) -> None:
        if self._cache.set(key, answer) is False:  # what a full disk gives
            raise OSError("nothing can be written")

    def key(self, *asked: object) -> str:
        """Return the key of a question."""
        text = json.dumps([self._code, *asked], sort_keys=True)
        return blake2b(text.encode(), digest_size=20).hexdigest()

    def _use(self, use: Callable[[], T]) -> T | None:
        if time.monotonic() < self._asleep_until:
            return None
        try:
            return use()
        except Exception as error:  # whatever it is, the page must come
            self._complain(error, REST)
            return None

    def _complain(self, error: Exception, rest: float) -> None:
        self._asleep_until = time.monotonic() + rest
        _logger.warning("The cache of answers fails (%s): they are worked out each time.", error)


def _told_once(record: logging.LogRecord) -> bool:
    """Leave out what cachelib tells, with a traceback, of each file that cannot be written."""
    return not record.pathname.endswith("cachelib/file.py")


def register(server: Flask, place: str) -> None:
    """Keep the answers of a server in `place`, as the setting `cache` says it."""
    if place != "none":
        server.extensions["answers"] = Answers(server, place)


def remembered(
    atlas: Atlas,
    name: str,
    asked: object,
    make: Callable[[], T],
    pack: Callable[[T], Any] = lambda made: json.loads(to_json_plotly(made)),
    unpack: Callable[[Any], T] = lambda kept: cast(Any, kept),
) -> T:
    """Return the answer to a question, made now or kept from the last time.

    Parameters
    ----------
    name : what answers
    asked : the question, made of what JSON can write
    pack : what JSON can write of an answer, None when it must not be kept
    unpack : the answer again
    """
    answers = _answers()
    if answers is None or not _may_be_kept(atlas, asked):
        return make()
    key = answers.key(atlas.id, date.today().isoformat(), name, asked)
    if (kept := answers.get(key, unpack)) is not None:
        return kept
    made = make()
    if (packed := pack(made)) is not None:
        answers.keep(key, packed)
    return made


def remembered_here(atlas: Atlas, name: str, asked: Mapping[str, str], make: Callable[[], T]) -> T:
    """Return the answer to a search, kept in the memory of this process alone.

    It has the words that somebody typed: no file and no other server is given them. What is asked
    most stays, however many other things are asked in between.
    """
    answers = _answers()
    if answers is None or not _may_be_kept(atlas, asked):
        return make()
    key = answers.key(atlas.id, date.today().isoformat(), name, asked)
    kept: T | None = answers.here.get(key)
    if kept is None:
        kept = make()
        answers.here.set(key, kept)
    return kept


def _answers() -> Answers | None:
    return current_app.extensions.get("answers") if has_app_context() else None


def _may_be_kept(atlas: Atlas, asked: object) -> bool:
    return not has_position(asked) and not (_has_place(asked) and atlas.router)


def costly(current: Callable[[], Atlas]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the answers of a callback; it must depend on its arguments and the store alone."""

    def decorate(answer: Callable[P, T]) -> Callable[P, T]:
        @wraps(answer)
        def remember(*args: P.args, **named: P.kwargs) -> T:
            name = f"{answer.__module__}.{answer.__qualname__}"
            return remembered(current(), name, [args, named], lambda: answer(*args, **named))

        return remember

    return decorate


def remembered_reply(
    atlas: Atlas, path: str, asked: object, make: Callable[[], Response]
) -> Response:
    """Return a whole reply as `remembered`; only those that succeed are kept."""
    return remembered(atlas, path, asked, make, _packed, _reply)


def has_position(asked: object) -> bool:
    """Whether a question holds the exact position of a person."""
    match asked:
        case Mapping():
            return "near" in asked or any(map(has_position, asked.values()))
        case list() | tuple():
            return any(map(has_position, asked))
        case str():
            return "near=" in asked
        case _:
            return False


def _has_place(asked: object) -> bool:
    """Whether a question starts from somewhere: a server of itineraries may be silent now only."""
    match asked:
        case Mapping():
            return "lieu" in asked or any(map(_has_place, asked.values()))
        case list() | tuple():
            return any(map(_has_place, asked))
        case str():
            return "lieu=" in asked
        case _:
            return False


def _packed(reply: Response) -> list[Any] | None:
    if reply.status_code != 200:
        return None
    body = zlib.compress(reply.get_data(), level=1)
    return [list(reply.headers), base64.b64encode(body).decode()] if len(body) < HEAVIEST else None


def _reply(kept: list[Any]) -> Response:
    headers, body = kept
    content = zlib.decompress(base64.b64decode(body))
    return Response(content, headers=[(name, value) for name, value in headers])


def _options(place: str) -> dict[str, Any]:
    shared = {
        "CACHE_DEFAULT_TIMEOUT": LASTS,
        "CACHE_THRESHOLD": MOST,
        "CACHE_KEY_PREFIX": "atlas-",
    }
    if place == "memory":
        memory = f"{WeighedCache.__module__}.{WeighedCache.__qualname__}"
        return {**shared, "CACHE_TYPE": memory, "CACHE_THRESHOLD": WEIGHT}
    if "://" in place:
        patience = {"socket_timeout": 1, "socket_connect_timeout": 1}
        return {
            **shared,
            "CACHE_TYPE": "RedisCache",
            "CACHE_REDIS_URL": place,
            "CACHE_OPTIONS": patience,
            "CACHE_SERIALIZER": _Json,
        }
    return {**shared, "CACHE_TYPE": "FileSystemCache", "CACHE_DIR": place}


class _Json(BaseSerializer):
    """Writes JSON: the pickles of cachelib would run whatever a Redis of others is given."""

    def dumps(self, value: Any, protocol: int = 0) -> bytes:
        return json.dumps(value).encode()

    def loads(self, bvalue: bytes | None) -> Any:
        return None if bvalue is None else json.loads(bvalue)


def _code() -> str:
    """Return a digest of what makes answers: a cache outlives the version that filled it."""
    digest = blake2b(digest_size=8)
    for room in ("assets", "callbacks", "geodata", "layouts"):
        for path in sorted((_ROOT / room).rglob("*.*")):
            if path.suffix in (".css", ".py"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
