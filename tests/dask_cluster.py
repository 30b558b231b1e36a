"""A Dask scheduler and its workers as real processes, and a work that lets them be killed."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONG = 120
"""Seconds after which a test gives up; only a failure waits so long."""


def tell_who(common, part):
    """Return the part, what all have in common, and the process that did it, after a while."""
    time.sleep(0.1)
    return part, common, os.getpid()


class Cluster:
    """A scheduler and the workers that were added to it; `code` is the folder of theirs."""

    def __init__(self, folder, code=ROOT):
        self._folder, self._code, self.workers = folder, code, []
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--host", "127.0.0.1")
        wait_until(lambda: self._file.exists() and self._file.stat().st_size, "the scheduler")

    @property
    def address(self):
        return json.loads(self._file.read_text(encoding="utf-8"))["address"]

    def add_worker(self):
        self.workers.append(self._start("worker", "--nthreads", "1", "--no-nanny"))
        wait_until(lambda: "Registered to" in self._log("worker").read_text(), "the worker")
        return self.workers[-1]

    def _log(self, what):
        return self._folder / f"{what}-{len(self.workers)}.log"

    def _start(self, what, *options):
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", str(self._file)]
        paths = os.pathsep.join((str(self._code), str(ROOT / "tests")))
        number = len(self.workers) + (what == "worker")
        with (self._folder / f"{what}-{number}.log").open("wb") as log:
            return subprocess.Popen(
                [*command, "--no-dashboard", *options],
                cwd=self._folder, stdout=log, stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": paths},
            )  # fmt: skip

    def stop(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait(LONG)


@contextmanager
def cluster(folder, workers, code=ROOT):
    """Run a cluster with so many workers."""
    running = Cluster(folder, code)
    try:
        for _ in range(workers):
            running.add_worker()
        yield running
    finally:
        running.stop()


def wait_until(condition, what):
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.1)
