"""How the application is served: loaded once, shared by its workers, silent about its visitors."""

from __future__ import annotations

import os
import socket
import sys

_PORT = os.environ.get("PORT") or "8050"
_HOST = "127.0.0.1"

bind = f"{_HOST}:{_PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
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
# has the
# last word on long addresses.
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
    if not _PORT.isdigit() or not 0 < int(_PORT) < 65536:
        sys.exit(f"PORT doit être un nombre de 1 à 65535, pas « {_PORT} ».")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, int(_PORT)))
        except OSError:
            sys.exit(f"Le port {_PORT} est déjà pris : choisissez-en un autre, PORT=8060 make run.")


_check_port()
