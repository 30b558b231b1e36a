"""How the application is served: loaded once, shared by its workers, silent about its visitors."""

import gc
import os
import resource
import socket
import sys
from typing import Any

from callbacks.serving.monitoring import journal, metrics
from settings import Settings, WrongSetting, read_settings

_RUNNING: Any = sys.modules.get("app")
"""The application of a master that reads this file again, at each SIGHUP."""

_TAKES_OVER = "GUNICORN_PID" in os.environ
"""Whether another master gave its socket to this one (SIGUSR2)."""


def _settings() -> Settings:
    try:
        return read_settings()
    except WrongSetting as wrong:
        if not _RUNNING:
            raise
        print(f"{wrong} Les réglages d’avant restent en vigueur.", file=sys.stderr, flush=True)
        kept: Settings = _RUNNING.settings
        return kept


_SETTINGS = _settings()
_HOST, _PORT = _SETTINGS.host, _SETTINGS.port

bind = f"[{_HOST}]:{_PORT}" if ":" in _HOST else f"{_HOST}:{_PORT}"
workers = _SETTINGS.workers
# A browser opens connections ahead of its needs: a worker without threads would wait on them.
worker_class = "callbacks.serving.patience.PatientWorker"
threads = 4
preload_app = True
timeout = 120
graceful_timeout = 60
# People read for a while between two clicks: a connection that closed as they ask again is an error
# where what they ask is no plain page.
keepalive = 75
worker_connections = 4000
accesslog = None  # an address may carry a person's position
loglevel = "warning"
control_socket_disable = True
# A text of ten thousand characters deserves a French sentence: callbacks/serving/unavailable.py
# has the last word on long addresses.
limit_request_line = 0

if _SETTINGS.log == "json":
    logconfig_dict = journal.CONFIGURATION
if _SETTINGS.metrics and not _RUNNING:
    metrics.share()


def on_starting(_arbiter: object) -> None:
    """Open the store and compress the files before the workers fork, which then share them."""
    from app import server
    from callbacks.serving.warming import warm

    warm(server)
    # What was loaded lives as long as the workers: no collection looks through it again, nor
    # copies the pages that they share.
    gc.collect()
    gc.freeze()


def when_ready(_arbiter: object) -> None:
    """Answer Prometheus."""
    if _SETTINGS.metrics:
        metrics.publish(_SETTINGS.metrics)


def child_exit(_arbiter: object, worker: object) -> None:
    """Forget what a worker that ended was doing."""
    if _SETTINGS.metrics:
        metrics.forget(worker.pid)  # type: ignore[attr-defined]


def on_exit(_arbiter: object) -> None:
    """Leave no figures behind."""
    if _SETTINGS.metrics:
        metrics.clear()


def post_worker_init(worker: object) -> None:
    """Say where the application is as soon as the first worker answers."""
    if worker.age == 1:  # type: ignore[attr-defined]
        print(f"Atlas Formation : http://{bind}", flush=True)


def _allow_connections() -> None:
    """Open as many connections as the system lets: its first limit is often 1,024 files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * worker_connections
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _check_port() -> None:
    with socket.socket(socket.AF_INET6 if ":" in _HOST else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, _PORT))
        except OSError:
            sys.exit(f"Le port {_PORT} est déjà pris : choisissez-en un autre, PORT=8060 make run.")


_allow_connections()
if not _RUNNING and not _TAKES_OVER:
    _check_port()
