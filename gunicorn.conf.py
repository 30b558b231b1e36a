"""How the application is served: loaded once, shared by its workers, silent about its visitors."""

from __future__ import annotations

import socket
import sys

from settings import read_settings

_SETTINGS = read_settings()
_HOST, _PORT = "127.0.0.1", _SETTINGS.port

bind = f"{_HOST}:{_PORT}"
workers = _SETTINGS.workers
# A browser opens connections ahead of its needs: a worker without threads would wait on them.
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 120
keepalive = 15
accesslog = None  # an address may carry a person's position
loglevel = "warning"
control_socket_disable = True
# A text of ten thousand characters deserves a French sentence: callbacks/serving/unavailable.py
# has the last word on long addresses.
limit_request_line = 0


def on_starting(_arbiter: object) -> None:
    """Open the store and compress the files before the workers fork, which then share them."""
    from app import server
    from callbacks.serving.warming import warm

    warm(server)


def post_worker_init(worker: object) -> None:
    """Say where the application is as soon as the first worker answers."""
    if worker.age == 1:  # type: ignore[attr-defined]
        print(f"Atlas Formation : http://{bind}", flush=True)


def _check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, _PORT))
        except OSError:
            sys.exit(f"Le port {_PORT} est déjà pris : choisissez-en un autre, PORT=8060 make run.")


_check_port()
