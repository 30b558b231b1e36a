"""Bringing the producers' files into the folder of sources, each whole or not at all."""

import datetime as dt
import fcntl
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.errors import SourceError, system_says
from loaders.fetching.content import RejectedError, accepted
from loaders.fetching.download import MEGABYTE, Budget, Download, Marks
from loaders.fetching.plan import PORTAL, Wanted, address_of
from loaders.fetching.progress import Progress
from loaders.fetching.records import FOREIGN, HIDDEN, OURS, Journal, Record
from loaders.fetching.web import FetchError, Web
from loaders.files.finding import checksum_of, find_files
from loaders.files.replacing import LEAST_SHARE
from loaders.store.storage import digest

THREADS = 4
LARGEST_ALTOGETHER = 6_000 * MEGABYTE

NEW, UPDATED, SAME = "nouveau", "mis à jour", "à jour"
DEPOSITED, TO_DEPOSIT = "déposé à la main", "à déposer à la main"
REJECTED, FAILED = "refusé", "échec"


@dataclass(frozen=True)
class Outcome:
    """What came of one file.

    `state` is one of the states above; `why` explains it in French, "" when there is nothing to
    explain; `there` tells whether the folder has the file, of this download or an older one.
    """

    wanted: Wanted
    state: str
    there: bool
    why: str = ""
    size: int = 0
    sha256: str = ""
    address: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing more is to be done for this file."""
        if self.state == TO_DEPOSIT:
            return not self.wanted.named
        return self.state not in (REJECTED, FAILED)

    def text(self) -> str:
        """Return the outcome as a line of French."""
        remote = self.wanted.remote
        size = f", {self.size / MEGABYTE:.1f} Mo".replace(".", ",") if self.size else ""
        kept = "le fichier précédent est gardé" if self.there else ""
        if self.state in (NEW, UPDATED, SAME) or self.state == DEPOSITED:
            kept = ""
        details = " ; ".join(part for part in (self.why, kept) if part)
        return f"{remote.name} ({self.wanted.source.name}) : {self.state}{size}" + (
            f" — {details}" if details else ""
        )

    def account(self) -> dict[str, Any]:
        """Return the outcome as JSON can write it."""
        return {
            "source": self.wanted.source.key,
            "file": self.wanted.remote.name,
            "state": self.state,
            "done": self.done,
            "there": self.there,
            "why": self.why,
            "size": self.size,
            "sha256": self.sha256,
            "address": self.address or self.wanted.remote.where,
        }


def fetch(
    folder: Path,
    wanted: Sequence[Wanted],
    *,
    web: Web | None = None,
    progress: Progress | None = None,
    largest_altogether: int = LARGEST_ALTOGETHER,
    portal: str = PORTAL,
    accept: bool = False,
) -> list[Outcome]:
    """Bring files into a folder, several at once; what fails is told and the others go on.

    A file takes its place by a rename, once it is whole and its source recognises it. What a server
    says has not changed is not downloaded again, and what was interrupted is taken up where it
    stopped. A file that someone put in the folder is left alone.

    Parameters
    ----------
    folder : created if need be; `.fetch` in it holds the journal, the partial and the refused files
    wanted : what `fetching_plan.plan` gives
    largest_altogether : bytes that may be downloaded, all files together
    accept : whether a file may replace one more than twice as big

    Returns
    -------
    list[Outcome]
        One a file, in the order of `wanted`.

    Raises
    ------
    SourceError
        Another `fetch` is at work in this folder, or its journal is damaged.
    """
    web, progress = web or Web(), progress or Progress()
    with _alone(folder):
        budget = Budget(largest_altogether)
        work = _Work(folder, Journal(folder), web, progress, budget, portal, accept)
        pool = ThreadPoolExecutor(THREADS)
        try:
            outcomes = list(pool.map(work.bring, wanted))
            work.tidy()
            return outcomes
        except BaseException:
            web.stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that a run by hand and the monthly one do not mix their files."""
    hidden = folder / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with (hidden / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SourceError(f"Un autre téléchargement est en cours dans « {folder} ».") from error
        yield


@dataclass
class _Work:
    folder: Path
    journal: Journal
    web: Web
    progress: Progress
    budget: Budget
    portal: str
    accept: bool
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _turns: dict[str, threading.Lock] = field(default_factory=dict)
    _archives: dict[str, tuple[Download, Marks]] = field(default_factory=dict)

    def bring(self, wanted: Wanted) -> Outcome:
        """Bring one file, whatever happens to the others."""
        name = wanted.remote.name
        try:
            outcome = self._bring(wanted)
        except FetchError as error:
            outcome = self._without(wanted, FAILED, str(error))
        except OSError as error:
            why = f"le système refuse une opération ({system_says(error)})"
            outcome = self._without(wanted, FAILED, why)
        finally:
            self.progress.end(name)
        self.progress.say(outcome.text())
        return outcome

    def _without(self, wanted: Wanted, state: str, why: str) -> Outcome:
        there = (self.folder / wanted.remote.name).exists()
        return Outcome(wanted, state, there, why)

    def _bring(self, wanted: Wanted) -> Outcome:
        remote = wanted.remote
        target = self.folder / remote.name
        state = self.journal.state(target)
        if remote.by_hand:
            if self._has_one(wanted):
                return Outcome(wanted, DEPOSITED, True)
            return Outcome(wanted, TO_DEPOSIT, False, remote.by_hand)
        if state == FOREIGN:
            why = "il n'est jamais remplacé ; supprimez-le pour qu'il soit téléchargé"
            return Outcome(wanted, DEPOSITED, True, why)
        address = address_of(remote, self.web, self.portal)
        known = self.journal.get(remote.name) if state == OURS else None
        # An archive is one download for all the files that are taken of it.
        part = f"archive-{digest(address.encode())[:16]}" if remote.member else remote.name
        download = Download(
            self.web,
            address,
            self.folder / HIDDEN / "part" / part,
            remote.largest * MEGABYTE,
            self.budget,
            lambda size, total: self.progress.advance(remote.name, size, total),
        )
        marks = self._shared(download, known) if remote.member else download.run(known)
        if marks is None and known is not None:
            return Outcome(wanted, SAME, True, "", known.size, known.sha256, address)
        return self._place(wanted, download, marks or Marks(address), target)

    def _shared(self, download: Download, known: Record | None) -> Marks | None:
        """Download an archive, unless it was for another of its files."""
        with self._guard:
            turn = self._turns.setdefault(download.address, threading.Lock())
        with turn:
            if download.address in self._archives:
                return self._archives[download.address][1]
            marks = download.run(known)
            if marks is not None:
                self._archives[download.address] = (download, marks)
            return marks

    def tidy(self) -> None:
        """Remove the archives of which every file wanted was taken."""
        for download, _ in self._archives.values():
            download.forget()

    def _has_one(self, wanted: Wanted) -> bool:
        """Tell whether someone put a file of the source in the folder, under any name."""
        return bool(find_files(self.folder, (wanted.source,)).files)

    def _place(self, wanted: Wanted, download: Download, marks: Marks, target: Path) -> Outcome:
        """Give a whole file its place, unless it is not what its source expects."""
        hidden = self.folder / HIDDEN
        try:
            kept = accepted(download.part, wanted.remote, wanted.source, hidden / "member")
        except RejectedError as error:
            aside = hidden / "rejected" / target.name
            aside.parent.mkdir(exist_ok=True)
            shutil.copyfile(download.part, aside)
            self._used(wanted, download)
            return self._without(wanted, REJECTED, f"{error} (gardé à part : {aside})")
        before = checksum_of(target) if target.exists() else ""
        sizes = (target.stat().st_size if before else 0, kept.stat().st_size)
        if not self.accept and sizes[1] < LEAST_SHARE * sizes[0]:
            aside = hidden / "doubtful" / target.name
            aside.parent.mkdir(exist_ok=True)
            shutil.copyfile(kept, aside)
            self._used(wanted, download)
            why = (
                f"il pèse {sizes[1]} octets, le précédent {sizes[0]} (gardé à part : {aside} ; si "
                f"c'est voulu : python -m loaders fetch --only {target.name} --accept)"
            )
            return self._without(wanted, REJECTED, why)
        record = Record(
            source=wanted.source.key,
            address=download.address,
            size=kept.stat().st_size,
            sha256=checksum_of(kept),
            date=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            etag=marks.etag,
            last_modified=marks.last_modified,
            previous=before,
        )
        # Journal first: if all stops between the two, it knows the old file as well as the new.
        self.journal.put(target.name, record)
        state = NEW if not before else SAME if before == record.sha256 else UPDATED
        if state == UPDATED:
            _set_aside(target, hidden / "previous" / target.name)
        kept.replace(target)
        self._used(wanted, download)
        return Outcome(wanted, state, True, "", record.size, record.sha256, download.address)

    def _used(self, wanted: Wanted, download: Download) -> None:
        if not wanted.remote.member:
            download.forget()


def _set_aside(path: Path, copy: Path) -> None:
    """Keep the edition that is replaced, in case the new one cannot be used."""
    copy.parent.mkdir(exist_ok=True)
    copy.unlink(missing_ok=True)
    try:
        os.link(path, copy)
    except OSError:  # a file system without links: the edition before is a comfort, no more
        return
