"""What people cost the processor, as `make load` has them ask: how many a core can serve.

Processor time alone is counted, of one process: unlike waiting times, it says the same of a machine
that does something else besides. The first requests of a kind make what is then kept.
Run it with `python -m tests.bench.bench_people`, over the store that ATLAS_STORE names.
"""

import os
import time
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any
from unittest import mock

import numpy as np

from app import create_app
from geodata.travel.town_halls import TownHalls
from settings import Settings, read_settings
from tests.dash_requests import ask_dash

PLACES = ("59350", "62041", "80021", "60057", "02691", "59122", "62193", "02408")
WORDS = ("", "boulanger", "soudeur", "infirmier", "aide soignant", "cap cuisine", "bts", "vente")
DEPARTEMENTS = ("02", "59", "60", "62", "80")
PAUSE = 10
"""Seconds between two requests of a person, on average."""


def _filter(client: Any, rng: Random) -> Any:
    asked = {"lieu": rng.choice(PLACES), "max_minutes": rng.choice(("20", "30", "60"))}
    if word := rng.choice(WORDS):
        asked["q"] = word
    if rng.random() < 0.5:
        asked["level"] = rng.choice(("3", "4", "5", "3,4"))
    return ask_dash(client, _output(client, "find-results.data"), {"find-request.data": asked})


def _coverage(client: Any, rng: Random) -> Any:
    question = {"threshold": rng.choice(("20", "30", "45"))}
    return ask_dash(client, _output(client, "cover-results.data"), {"cover-request.data": question})


def _sheet(client: Any, rng: Random) -> Any:
    path = f"/api/v1/offers?limit=20&lieu={rng.choice(PLACES)}"
    return client.get(f"/formation/{rng.choice(client.get(path).json['features'])['id']}")


def _portrait(client: Any, rng: Random) -> Any:
    return client.get(f"/territoire/departement/{rng.choice(DEPARTEMENTS)}")


def _export(client: Any, rng: Random) -> Any:
    return client.get(f"/api/v1/offers?format=csv&lieu={rng.choice(PLACES)}&max_minutes=30")


def _pdf(client: Any, rng: Random) -> Any:
    return client.get(f"/territoire/departement/{rng.choice(DEPARTEMENTS)}.pdf")


ASKED: dict[str, tuple[int, Callable[[Any, Random], Any]]] = {
    "filter": (40, _filter),
    "sheet, and the search before": (12, _sheet),
    "coverage": (6, _coverage),
    "portrait": (5, _portrait),
    "export": (2, _export),
    "PDF": (1, _pdf),
}
"""What is asked, and how often of 66: the tasks of `tests/load/locustfile.py`."""


@cache
def _output(client: Any, part: str) -> str:
    """Return the whole output of a callback, known by a part of it."""
    known = client.get("/_dash-dependencies").json
    return next(one["output"] for one in known if part in one["output"])


def milliseconds_of(ask: Callable[[Any, Random], Any], client: Any, times: int) -> np.ndarray:
    """Return the processor time of some requests, each another."""
    rng, took = Random(2026), []
    for _ in range(times):
        before = time.process_time()
        assert ask(client, rng).status_code == 200
        took.append((time.process_time() - before) * 1_000)
    return np.array(took)


def main() -> None:
    """Print the cost of each kind of request, and of a person."""
    store = read_settings().store
    print(f"{'processor time':30} {'share':>6} {'first times':>12} {'then':>10} {'p95':>10}")
    total = 0.0
    settings = Settings(store=store, limits="none", usage="none")
    client = create_app(settings).server.test_client()
    client.get("/")
    weights = sum(weight for weight, _ in ASKED.values())
    for what, (weight, ask) in ASKED.items():
        first = milliseconds_of(ask, client, 8)
        then = milliseconds_of(ask, client, 60)
        total += weight / weights * then.mean()
        print(
            f"{what:30} {weight / weights:6.0%} {first.mean():9.1f} ms {then.mean():7.1f} ms "
            f"{np.percentile(then, 95):7.1f} ms"
        )
    with mock.patch.object(TownHalls, "_remember", lambda *given: given[-1]()):
        again = milliseconds_of(_filter, client, 60)
    print(f"{'filter, no town hall kept':30} {'':6} {'':12} {again.mean():7.1f} ms", end=" ")
    print(f"{np.percentile(again, 95):7.1f} ms")
    a_second = 1_000 / total
    print(
        f"A core answers {a_second:.0f} of them a second: {a_second * PAUSE:,.0f} people who pause "
        f"{PAUSE} s on average (load of the machine: {os.getloadavg()[0]:.1f})."
    )


if __name__ == "__main__":
    main()
