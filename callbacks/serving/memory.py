"""A cache in memory that is bounded by its weight: what is asked least is forgotten first.

The one of cachelib bounds the number of answers and forgets the oldest, whatever it cost: a hundred
sheets drove out the PDF of a portrait, which takes two seconds to make.
"""

import zlib
from datetime import timedelta
from typing import Any

from cachelib.serializers import SimpleSerializer
from flask_caching.backends.simplecache import SimpleCache


class _Compressed(SimpleSerializer):
    """Keeps what is pickled compressed: a page is a sixth of its size."""

    def dumps(self, value: Any, protocol: int = 5) -> bytes:
        return zlib.compress(super().dumps(value, protocol) or b"", level=1)

    def loads(self, bvalue: bytes) -> Any:
        return super().loads(zlib.decompress(bvalue))


class WeighedCache(SimpleCache):
    """A cache of at most `threshold` bytes, but for the last answer."""

    serializer = _Compressed()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._weight = 0

    def get(self, key: str) -> Any:
        """Return what is kept under a key, None where nothing is."""
        with self._lock:
            if (kept := self._cache.pop(key, None)) is not None:
                self._cache[key] = kept  # the last to be forgotten
            return super().get(key)

    def set(self, key: str, value: Any, timeout: int | timedelta | None = None) -> bool | None:
        """Keep an answer under a key."""
        with self._lock:
            self.delete(key)
            done = super().set(key, value, timeout)
            self._weight += len(self._cache[key][1])
            return done

    def add(self, key: str, value: Any, timeout: int | timedelta | None = None) -> bool:
        """Keep an answer where none is kept; tell whether it was."""
        with self._lock:
            return not self.has(key) and bool(self.set(key, value, timeout))

    def delete(self, key: str) -> bool:
        """Forget what is kept under a key; tell whether something was."""
        with self._lock:
            kept = self._cache.pop(key, None)
            self._weight -= len(kept[1]) if kept else 0
            return kept is not None

    def clear(self) -> bool:
        """Forget everything."""
        with self._lock:
            self._weight = 0
            return super().clear()

    def _prune(self) -> None:
        while self._weight > self._threshold:
            self.delete(next(iter(self._cache)))
