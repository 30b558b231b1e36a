"""A server that is asked too much says so at once: who waited too long is told to come back.

A worker answers requests one after the other as its threads are free. In a burst, each would wait
for all those before it, long after its visitor gave up. Here one that waited more than `LONGEST`
seconds is answered 503 without being worked out, which takes no time: the queue empties in a
moment, and those that come next are served.
"""

import threading
import time
from typing import Any

from flask import Flask, Response, request
from gunicorn.workers.gthread import TConn, ThreadWorker

from callbacks.serving.unavailable import answer

LONGEST = 4.0
"""Seconds that a request may wait for a thread."""

RETRY_AFTER = 5
"""Seconds after which it may be asked again."""

BUSY = "Beaucoup de monde consulte l’atlas en ce moment : réessayez dans quelques secondes."

_ALWAYS = ("/healthz", "/readyz")
"""What a supervisor asks: a server in a burst is not one to restart."""

_thread = threading.local()


class PatientWorker(ThreadWorker):
    """gunicorn's worker with threads, which measures how long each request waits for one."""

    def enqueue_req(self, conn: TConn) -> None:
        """Note when a connection is ready to be read."""
        conn.ready_at = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Note how long it waited."""
        _thread.waited = time.monotonic() - conn.ready_at
        return super().handle(conn)


def waited() -> float:
    """Return how long the request of this thread waited, in seconds."""
    return float(getattr(_thread, "waited", 0.0))


def register(server: Flask) -> None:
    """Refuse what waited too long, and tell with every 503 when to come back."""

    @server.before_request
    def refuse() -> Response | None:
        if waited() <= LONGEST or request.path in _ALWAYS:
            return None
        return answer("busy", BUSY, 503)

    @server.after_request
    def come_back(response: Response) -> Response:
        if response.status_code == 503:
            response.headers.setdefault("Retry-After", str(RETRY_AFTER))
        return response
