"""The configuration of the server, for tests: nothing is warmed, a file sets the clock."""

import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
exec((ROOT / "gunicorn.conf.py").read_text(encoding="utf-8"))
graceful_timeout = 30
clock = os.environ.get("TEST_CLOCK")
if clock:
    # As what is written in Python reads it; elapsed time is another clock, which nobody sets.
    real_time = time.time
    time.time = lambda: real_time() + float(Path(clock).read_text())
threads = int(os.environ.get("TEST_THREADS", "4"))


def on_starting(_arbiter):
    from app import server
    from callbacks.serving import patience

    patience.LONGEST = float(os.environ.get("TEST_PATIENCE", "60"))

    @server.get("/lent")
    def slow():
        time.sleep(0.5)
        return "fait"
