"""Time answers that cost with and without the cache that keeps them; prints their ratio.

Run it with `python -m tests.bench.bench_answers`, from the root of the project, over the store that
ATLAS_STORE names. With `ATLAS_CACHE=redis://…`, that Redis is measured too.
"""

import tempfile
from collections.abc import Callable
from typing import Any

from app import create_app
from settings import Settings, read_settings
from tests.bench.samples.region import milliseconds
from tests.dash_requests import ask_dash

QUESTION = {"threshold": "20"}
ASKED: dict[str, Callable[[Any], Any]] = {
    "portrait, page": lambda client: ask_dash(
        client,
        "territory.children",
        {"address.search": ""},
        {"address.pathname": "/territoire/departement/62"},
    ),
    "portrait, PDF": lambda client: client.get("/territoire/departement/62.pdf"),
    "coverage, map and words": lambda client: ask_dash(
        client, "cover-results.data", {"cover-request.data": QUESTION}
    ),
    "coverage, complementarity": lambda client: ask_dash(
        client,
        "..cover-pairs.children...cover-pairs-minutes.disabled..",
        {
            "cover-asked-complementarite.data": QUESTION,
            "cover-pairs-view.value": "proches",
            "cover-pairs-minutes.value": 15,
        },
    ),
    "coverage, flows": lambda client: ask_dash(
        client,
        "..cover-flow.children...cover-flow-lines.data...cover-legend-flows.children..",
        {"cover-asked-flux.data": QUESTION},
    ),
    "coverage, API by commune": lambda client: client.get("/api/v1/coverage"),
    "tensions": lambda client: ask_dash(
        client,
        "..tension-answer.children...tension-notices.children..",
        {"tension-request.data": {"level": "region"}},
    ),
}


def _client(store: str, place: str) -> Any:
    """Return a client of a server that keeps its answers in a place, under no limit."""
    return create_app(Settings(store=store, cache=place, limits="none")).server.test_client()


def main() -> None:
    """Print a line an answer: its time without a cache, then with each, and how many times less."""
    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        places = ["none", "memory", folder]
        if "://" in settings.cache:
            places.append(settings.cache)
        clients = {place: _client(settings.store, place) for place in places}
        print(f"{'answer':28}" + "".join(f"{_name(place):>22}" for place in places))
        for what, ask in ASKED.items():
            line, without = f"{what:28}", 0.0
            for client in clients.values():
                assert ask(client).status_code == 200
                took = milliseconds(lambda client=client, ask=ask: ask(client), number=2, repeat=4)
                without = without or took
                line += f"{took:10.1f} ms {without / took:7.1f} ×"
            print(line)


def _name(place: str) -> str:
    return "folder" if place.startswith("/") else place.split(":")[0]


if __name__ == "__main__":
    main()
