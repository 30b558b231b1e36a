"""How a server is doing, for Prometheus: counts and durations by kind of request, read elsewhere.

The processes of a server write their figures in a folder; another process sums them and answers
at an address of its own, which no visitor reaches (`python -m
callbacks.serving.monitoring.metrics`).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response

from callbacks.serving import kinds, patience
from geodata.atlas import Atlas

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_STEPS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30)
"""Bounds of the durations, in seconds: 0.3 is what a filter is promised in."""


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Count what a server answers; `share` must have been called before."""
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

    into = CollectorRegistry()
    answers = Counter("atlas_answers", "Answers sent", ["kind", "method", "status"], registry=into)
    durations = Histogram(
        "atlas_answer_seconds", "Time that answers took", ["kind"], buckets=_STEPS, registry=into
    )
    waits = Histogram(
        "atlas_wait_seconds", "Time that requests waited for a thread", buckets=_STEPS,
        registry=into,
    )  # fmt: skip
    built = Gauge(
        "atlas_store_built_timestamp_seconds", "When the store that is served was built",
        registry=into, multiprocess_mode="livemostrecent",
    )  # fmt: skip
    seen = [""]

    @server.after_request
    def count(response: Response) -> Response:
        kind = kinds.kind()
        answers.labels(kind, kinds.method(), response.status_code).inc()
        durations.labels(kind).observe(kinds.seconds())
        waits.observe(patience.waited())
        if response.status_code != 503 and (atlas := current()).id != seen[0]:
            seen[0] = atlas.id
            built.set(datetime.fromisoformat(atlas.built_at).timestamp())
        return response


def share() -> None:
    """Have the processes that come from this one write their figures in one folder."""
    os.environ[_FOLDER] = tempfile.mkdtemp(prefix="atlas-metrics-")


def publish(address: str) -> subprocess.Popen[bytes]:
    """Answer Prometheus at `host:port`, in a process that ends with this one."""
    return subprocess.Popen([sys.executable, "-m", __name__, address])


def forget(process: int) -> None:
    """Leave out the gauges of a process that ended."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(process)


def clear() -> None:
    """Remove the figures of a server that ends."""
    shutil.rmtree(os.environ.get(_FOLDER, ""), ignore_errors=True)


def main(address: str) -> None:
    """Answer until the parent ends."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    parent = os.getppid()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    host, _, port = address.rpartition(":")
    # A server that takes over from another finds its address taken for a while.
    while os.getppid() == parent:
        try:
            start_http_server(int(port), host, registry)
            break
        except OSError:
            time.sleep(1)
    while os.getppid() == parent:
        time.sleep(1)


if __name__ == "__main__":
    main(sys.argv[1])
