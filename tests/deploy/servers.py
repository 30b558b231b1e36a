"""Servers as they are in production: real gunicorn processes, asked over real sockets."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import requests

ROOT = Path(__file__).resolve().parents[2]
LONG = 120
"""Seconds after which a test gives up; only a failure waits so long."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what):
    """Wait until a condition holds."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"never came: {what}")


class Server:
    """A gunicorn that runs, and what it wrote."""

    def __init__(self, process, address, log):
        self.process, self.address, self.log = process, address, log

    def workers(self):
        children = psutil.Process(self.process.pid).children()
        return {one.pid for one in children if _is_worker(one)}

    def answers(self, path="/healthz"):
        try:
            return requests.get(self.address + path, timeout=LONG).status_code == 200
        except requests.ConnectionError:
            return False

    def kill(self):
        """End the server and its workers at once, as a lost machine does."""
        workers = self.workers()
        for process in (self.process.pid, *workers):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait(LONG)
        wait_for(lambda: not self.answers(), "the end of the server")

    def written(self):
        return self.log.read_text(encoding="utf-8")


def _is_worker(process):
    try:
        return "monitoring.metrics" not in " ".join(process.cmdline())
    except psutil.Error:  # it is ending
        return False


@contextmanager
def serving(store, folder, **settings):
    """Start a server over a store; `settings` are variables of its environment."""
    port = free_port()
    log = folder / f"server-{port}.log"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ATLAS_", "PROMETHEUS"))}
    environment = {**kept, "ATLAS_STORE": str(store), "PORT": str(port), **settings}
    configuration = Path(__file__).with_name("gunicorn_quick.py")
    command = [sys.executable, "-m", "gunicorn", "--config", str(configuration), "app:server"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(process, f"http://127.0.0.1:{port}", log)
    try:
        wait_for(lambda: process.poll() is not None or server.answers(), "the server")
        assert process.poll() is None, server.written()
        yield server
    except BaseException:
        print(server.written())
        raise
    finally:
        process.terminate()
        process.wait(LONG)


class Visitors:
    """People who ask, one over a connection that is kept, one over new ones; used by `with`.

    An error of a kind in `excused` is put apart: it is no failure.
    """

    def __init__(self, address, paths, number=2, verify=True, excused=()):
        self.statuses, self.failures, self.apart = [], [], []
        self._excused = excused
        self._address, self._paths, self._verify = address, paths, verify
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(number)]

    def _ask(self, number):
        session = requests.Session()
        if number % 2:
            session.headers["Connection"] = "close"
        while not self._stop.is_set():
            for path in self._paths:
                try:
                    reply = session.get(self._address + path, timeout=LONG, verify=self._verify)
                    self.statuses.append(reply.status_code)
                except requests.RequestException as error:
                    kept = self.apart if isinstance(error, self._excused) else self.failures
                    kept.append(error)
                self._stop.wait(0.1)  # the proxy has a limit for who asks faster

    def wait_for_more(self, count=12):
        """Wait until so many more answers came."""
        target = len(self.statuses) + count
        wait_for(lambda: len(self.statuses) >= target or self.failures, "answers")

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(LONG)
