"""Sends requests that nobody should send to every callback of the server; nothing may break it.

`make fuzz` runs it for long: `python -m tests.fuzz.callbacks [CALLS] [SEED]`.
"""

import json
import logging
import resource
import sys
import time
from collections import Counter
from random import Random
from types import SimpleNamespace

from fuzz.callback_requests import ADDRESS, CallbackRequests
from fuzz.mutations import broken_body, encoded, other_values

JSON = {"Content-Type": "application/json"}
EXPECTED = {200, 204, 400, 413}


class Complaints(logging.Handler):
    """Gathers what the server writes in its log as an error."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.told = []

    def emit(self, record):
        self.told.append(self.format(record))


def fuzz(client, requests, calls, seed, kept=0.1):
    """Send `calls` requests; `kept` is the share of those that keep their types, and cost.

    Returns
    -------
    `statuses`, a count by status; `broken`, the requests that were answered otherwise than they
    must, or in a log; `slowest`, seconds of processor and request.
    """
    statuses, broken, slowest = Counter(), [], (0.0, "")
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        for number in range(calls):
            random = Random(f"{seed}/{number}")
            data, headers = _request(requests, random, kept)
            started = time.process_time()
            reply = client.post(ADDRESS, data=data, headers=headers)
            reply.get_data()
            took = time.process_time() - started
            statuses[reply.status_code] += 1
            slowest = max(slowest, (took, data[:2_000].decode(errors="replace")))
            if reply.status_code not in EXPECTED or complaints.told:
                broken.append(
                    (f"{seed}/{number}", reply.status_code, data[:1_500], complaints.told)
                )
                complaints.told = []
    finally:
        logging.getLogger().removeHandler(complaints)
    return SimpleNamespace(statuses=statuses, broken=broken, slowest=slowest)


def _request(requests, random, kept):
    key = random.choice(requests.keys)
    body = requests.drawn(key, random)
    if random.random() < kept:
        return json.dumps(other_values(body, random)).encode(), JSON
    if random.random() < 0.25:
        return encoded(body, random)
    return json.dumps(broken_body(body, random)).encode(), JSON


def main():
    """Fuzz the application of this machine, whose store must be built."""
    from fuzz.routes import fuzz_routes

    from app import app
    from geodata.assembly import make_atlas
    from loaders.store.regional import StoreWatcher
    from settings import read_settings

    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = sys.argv[2] if len(sys.argv) > 2 else "2026"
    atlas = StoreWatcher(read_settings().store, make_atlas).current()
    requests = CallbackRequests(app, atlas)
    client = app.server.test_client()
    statuses, broken, slowest = Counter(), [], (0.0, "")
    started, step = time.monotonic(), 2_000
    for first in range(0, calls, step):
        found = fuzz(client, requests, min(step, calls - first), f"{seed}/{first}")
        statuses += found.statuses
        broken += found.broken
        slowest = max(slowest, found.slowest)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told = ", ".join(f"{n} × {status}" for status, n in sorted(statuses.items()))
        print(f"{first + step:7} calls, {time.monotonic() - started:5.0f} s, {told}, "
              f"{memory} MB, slowest {slowest[0]:.1f} s", flush=True)  # fmt: skip
    print("slowest:", slowest[1][:300])
    asked = fuzz_routes(client, app.server, calls // 10, seed)
    print(f"{calls // 10} addresses, {dict(asked.statuses)}, slowest {asked.slowest}")
    broken += asked.broken
    for one in broken[:20]:
        print(one)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
