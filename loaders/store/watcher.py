"""Following something that is replaced while a server runs, and never losing the last good one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from loaders.errors import StoreError

T = TypeVar("T")
_log = logging.getLogger(__name__)

RETRY = 10.0
"""Seconds before a version that could not be read is tried again."""


class Watcher(Generic[T]):
    """Serve what is made of the newest readable version.

    Parameters
    ----------
    stamp : returns the identity of the version that is there now; raises StoreError
    read : returns (identity, content) of that version; raises StoreError
    make : turns a content into what is served
    first : returns what to serve when nothing is served yet, `read` by default
    every : seconds between two looks
    clock : seconds, for tests
    """

    def __init__(
        self,
        stamp: Callable[[], str],
        read: Callable[[], tuple[str, Any]],
        make: Callable[[Any], T],
        first: Callable[[], tuple[str, Any]] | None = None,
        every: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stamp, self._read, self._make = stamp, read, make
        self._first_read = first or read
        self._every, self._clock = every, clock
        self._lock = threading.Lock()
        self._served: tuple[str, T] | None = None
        self._looked = float("-inf")
        self._refused: tuple[str, float] = ("", float("-inf"))

    def current(self) -> T:
        """Return what is made of the newest readable version.

        Raises
        ------
        StoreError
            Nothing was ever readable; the next call tries again.
        """
        served = self._served
        if served is None:
            with self._lock:
                return self._first()
        # One thread looks; the others go on serving what they have.
        if self._clock() - self._looked >= self._every and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return (self._served or served)[1]

    def _first(self) -> T:
        if self._served is None:  # unless another thread made it while this one waited
            try:
                self._load(self._first_read)
            except StoreError:
                raise
            except Exception as error:
                raise StoreError(
                    "La base régionale ne peut pas être ouverte. Lancez : "
                    "python -m loaders build --force"
                ) from error
            self._looked = self._clock()
        assert self._served is not None
        return self._served[1]

    def _look(self) -> None:
        self._looked = self._clock()
        stamp = ""
        try:
            stamp = self._stamp()
            refused, since = self._refused
            if self._served and stamp == self._served[0]:
                return
            if stamp == refused and self._clock() - since < RETRY:
                return
            self._load(self._read)
        except Exception as error:  # whatever it is, the last good version goes on
            self._refused = (stamp, self._clock())
            _log.warning("The new store is not used, the last good one goes on: %s", error)

    def _load(self, read: Callable[[], tuple[str, Any]]) -> None:
        stamp, content = read()
        self._served = (stamp, self._make(content))
