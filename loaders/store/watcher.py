"""Following something that is replaced while a server runs, and never losing the last good one."""

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
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
    told : given what is served and since when nothing newer can be read, returns what is served
        meanwhile
    aside : look in a thread of its own, for what may take long to answer: nobody waits for it
    every : seconds between two looks
    clock : seconds, for tests
    """

    def __init__(
        self,
        stamp: Callable[[], str],
        read: Callable[[], tuple[str, Any]],
        make: Callable[[Any], T],
        first: Callable[[], tuple[str, Any]] | None = None,
        told: Callable[[T, datetime], T] = lambda served, _since: served,
        aside: bool = False,
        every: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stamp, self._read, self._make = stamp, read, make
        self._first_read, self._told = first or read, told
        self._every, self._clock = every, clock
        self._lock = threading.Lock()
        self._served: tuple[str, T] | None = None
        self._looked = float("-inf")
        self._refused: tuple[str, float] = ("", float("-inf"))
        self._whole: T | None = None
        self._unread: datetime | None = None
        self._wanted = threading.Event() if aside else None
        self._looking = False
        # The thread that looks, and the lock that it may hold, are left behind by a fork.
        itself = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _begin_again(itself()))

    def current(self) -> T:
        """Return what is made of the newest readable version.

        Raises StoreError: nothing was ever readable; the next call tries again.
        """
        served = self._served
        if served is None:
            with self._lock:
                return self._first()
        if self._clock() - self._looked >= self._every:
            if self._wanted is None:
                self._look_alone()
            else:
                self._look_aside(self._wanted)
        return (self._served or served)[1]

    def _look_alone(self) -> None:
        # One thread looks; the others go on serving what they have.
        if self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()

    def _look_aside(self, wanted: threading.Event) -> None:
        with self._lock:
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._follow, args=(wanted,), daemon=True).start()
        wanted.set()

    def _follow(self, wanted: threading.Event) -> None:
        while True:
            wanted.wait()
            self._look()
            wanted.clear()

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
                self._tell_read(stamp)
                return
            if stamp == refused and self._clock() - since < RETRY:
                return
            self._load(self._read)
        except Exception as error:  # whatever it is, the last good version goes on
            self._refused = (stamp, self._clock())
            self._tell_unread(error)

    def _tell_unread(self, error: Exception) -> None:
        _log.warning("The new store is not used, the last good one goes on: %s", error)
        if self._unread is None and self._served and self._whole is not None:
            self._unread = datetime.now(UTC)
            self._served = (self._served[0], self._told(self._whole, self._unread))

    def _tell_read(self, stamp: str) -> None:
        if self._unread is not None and self._whole is not None:
            _log.warning("The store can be read again")
            self._unread, self._served = None, (stamp, self._whole)

    def _load(self, read: Callable[[], tuple[str, Any]]) -> None:
        stamp, content = read()
        self._whole = self._make(content)
        self._unread, self._served = None, (stamp, self._whole)


def _begin_again(watcher: Watcher[Any] | None) -> None:
    """Let a process that forked look by itself."""
    if watcher is not None:
        watcher._lock, watcher._looking = threading.Lock(), False
        watcher._wanted = threading.Event() if watcher._wanted is not None else None
