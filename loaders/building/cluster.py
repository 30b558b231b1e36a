"""The times of travel of a build, worked out by a Dask cluster instead of this machine alone."""

from __future__ import annotations

import hashlib
import pickle
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy

from geodata.parts import Answer, Common, Part, Runner, one_by_one
from loaders.errors import LoaderError
from loaders.paths import ROOT

if TYPE_CHECKING:
    from distributed import Client, Future

MISSING = (
    "--scheduler demande Dask, qui n'est pas installé : "
    "pip install -r requirements-dask.txt, ici et sur chaque calculateur."
)

_CONNECTING = 10
"""Seconds that a scheduler has to answer."""

_ALONE = 60
"""Seconds that a cluster may be without any worker."""

_LOOKING = 5
"""Seconds between two looks at who is left."""


class ClusterError(LoaderError):
    """The cluster cannot do the work; the message says why, and the store is unchanged."""


@contextmanager
def computing(scheduler: str | None, progress: Callable[[str], None]) -> Iterator[Runner]:
    """Give what runs the parts of a computation: this machine, or the workers of a scheduler.

    A part whose worker dies is given to another one; only when none is left for a minute does the
    build fail, and the store stays as it was.

    Parameters
    ----------
    scheduler : its address (`tcp://machine:8786`), None to work here
    progress : told in French what is being done

    Raises
    ------
    ClusterError
        Dask is not installed, the scheduler does not answer, or its workers are not as this
        machine.
    """
    if scheduler is None:
        yield one_by_one
        return
    with _connected(scheduler) as client:
        count = len(_workers(client))
        progress(f"Calcul réparti : {count} calculateur(s) sur {scheduler}")
        yield _Parts(client)


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise ClusterError(MISSING) from error
    # What the parts have in common is large, and sent once.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(scheduler, timeout=_CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"L'ordonnanceur « {scheduler} » ne répond pas ({error}). Lancez-le (dask "
                "scheduler), corrigez --scheduler, ou construisez sans cette option."
            ) from error
        try:
            yield client
        finally:
            client.close(timeout=_CONNECTING)


class _Parts:
    """A runner over the workers of a client."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __call__(
        self, work: Callable[[Common, Part], Answer], common: Common, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        # As bytes in the graph: whatever workers die, the scheduler can have it made again.
        shared = self._client.submit(_unpacked, pickle.dumps(common), pure=False)
        asked = self._client.map(
            _answer, list(parts), work=work, common=shared, mark=code_mark(), pure=False
        )
        for future in asked:
            answer: Answer = self._wait(future)
            yield answer
            future.release()

    def _wait(self, future: Future) -> Any:
        from distributed import CancelledError
        from distributed import TimeoutError as NotYet
        from distributed.comm import CommClosedError

        alone = 0
        while True:
            try:
                return future.result(timeout=_LOOKING)
            except NotYet:
                alone = 0 if _workers(self._client) else alone + _LOOKING
                if alone >= _ALONE:
                    raise ClusterError(
                        "Plus aucun calculateur ne répond à l'ordonnanceur depuis une minute. "
                        "Relancez-en (dask worker), puis la même commande."
                    ) from None
            except (CancelledError, CommClosedError) as error:
                raise ClusterError(
                    "L'ordonnanceur s'est arrêté pendant le calcul. Relancez-le, puis la même "
                    "commande."
                ) from error
            except Exception as error:  # of a worker: whatever it is, the store is unchanged
                raise ClusterError(
                    f"Un calculateur a échoué ({type(error).__name__} : {error}). Il lui faut le "
                    "même code et les mêmes paquets qu'ici : voir docs/exploitation.md."
                ) from error


def _workers(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return found


def _unpacked(content: bytes) -> Any:
    return pickle.loads(content)


def _answer(part: Part, work: Callable[[Any, Part], Answer], common: Any, mark: str) -> Answer:
    """Do a part on a worker, if it would find what the machine that builds would."""
    if mark != (here := code_mark()):
        raise ValueError(f"code ou paquets différents : {here} au lieu de {mark}")
    return work(common, part)


@cache
def code_mark() -> str:
    """Return what two machines must share to give the same minutes: code, packages, processor."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "geodata").rglob("*.py")):
        digest.update(path.read_bytes())
    packages = f"numpy {np.__version__}, scipy {scipy.__version__}, {platform.machine()}"
    return f"code {digest.hexdigest()[:12]}, {packages}"
