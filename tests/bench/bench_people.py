"""What people cost the processor, as `make load` has them ask: how many a core can serve.

Processor time alone is counted, of one process: unlike waiting times, it says the same of a machine
that does something else besides. The first requests of a kind make what is then kept.
Run it with `python -m tests.bench.bench_people`, over the store that ATLAS_STORE names.
"""

import os
import time
from collections.abc import Callable
from functools import cache
from random import Random, choice
from typing import Any

import numpy as np

from app import create_app
from settings import Settings, read_settings
from tests.dash_requests import ask_dash
from tests.load.mix import COMMUNES, SHARES, Mix

TIMES = 200
PAUSE = 10
"""Seconds between two requests of a person, on average."""


def _filter(client: Any, mix: Mix) -> Any:
    asked = {"find-request.data": mix.question()}
    return ask_dash(client, _output(client, "find-results.data"), asked)


def _coverage(client: Any, mix: Mix) -> Any:
    question = {"threshold": mix.threshold()}
    return ask_dash(client, _output(client, "cover-results.data"), {"cover-request.data": question})


def _sheet(client: Any, mix: Mix) -> Any:
    courses = client.get(mix.list_of_courses()).json["features"]
    return client.get(f"/formation/{choice(courses)['id']}")


def _portrait(client: Any, mix: Mix) -> Any:
    return client.get(mix.portrait())


def _export(client: Any, mix: Mix) -> Any:
    return client.get(mix.file())


def _pdf(client: Any, mix: Mix) -> Any:
    return client.get(f"{mix.portrait()}.pdf")


ASKED: dict[str, Callable[[Any, Mix], Any]] = {
    "filter": _filter,
    "sheet": _sheet,
    "coverage": _coverage,
    "portrait": _portrait,
    "export": _export,
    "PDF": _pdf,
}
"""What is asked, by its name in SHARES; « sheet » has the list before it."""


@cache
def _output(client: Any, part: str) -> str:
    """Return the whole output of a callback, known by a part of it."""
    known = client.get("/_dash-dependencies").json
    return next(one["output"] for one in known if part in one["output"])


def milliseconds_of(
    ask: Callable[[Any, Mix], Any], client: Any, mix: Mix, times: int
) -> np.ndarray:
    """Return the processor time of some requests, each another."""
    took = []
    for _ in range(times):
        before = time.process_time()
        assert ask(client, mix).status_code == 200
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
    mix = Mix(client.get(COMMUNES).get_data(as_text=True), Random(2026))
    for what, ask in ASKED.items():
        share = SHARES[what] / sum(SHARES.values())
        first = milliseconds_of(ask, client, mix, 8)
        then = milliseconds_of(ask, client, mix, TIMES)
        total += share * then.mean()
        print(
            f"{what:30} {share:6.0%} {first.mean():9.1f} ms {then.mean():7.1f} ms "
            f"{np.percentile(then, 95):7.1f} ms"
        )
    a_second = 1_000 / total
    print(
        f"A core answers {a_second:.0f} of them a second: {a_second * PAUSE:,.0f} people who pause "
        f"{PAUSE} s on average (load of the machine: {os.getloadavg()[0]:.1f})."
    )


if __name__ == "__main__":
    main()
