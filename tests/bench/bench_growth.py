"""How the search grows with the courses, from a thousand to a million, each size in a process.

The courses are those of the demonstration, drawn again and again, at its own places drawn apart.
Run it with `python -m tests.bench.bench_growth [size…]`, from the root of the project.
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from callbacks.serving.compression import compress
from geodata.asking.query import parse_query
from geodata.assembly import make_atlas
from geodata.atlas import Atlas
from geodata.finding.answer import find, order
from geodata.finding.browser_table import browser_table
from geodata.finding.results import browser_results
from loaders.building.region import build
from loaders.store.regional import read_store
from tests.bench.samples.region import milliseconds

TODAY = date(2026, 1, 1)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
REAL = """\
Envoyé au navigateur : une fois, la table des formations jusqu'à 60 000, des lieux au-delà ;
puis la réponse la plus lourde, celle sans filtre. Des formations réelles se ressemblent moins :
7 328 en Hauts-de-France, 17 octets chacune dans la table."""
ASKED = {"q": "cuisine", "lieu": "59350", "mode": "voiture", "max_minutes": "45"}


def grown(store: str, courses: int) -> Atlas:
    """Return the atlas of a store with so many courses."""
    atlas = make_atlas(read_store(store))
    rng = np.random.default_rng(2026)
    offers = atlas.offers.iloc[np.sort(rng.integers(0, len(atlas.offers), courses))]
    offers = offers.reset_index(drop=True)
    offers["offer"] = [f"course-{n}" for n in range(courses)]
    # Rows that repeat would travel for nothing: each has the place of another.
    elsewhere = rng.integers(0, len(atlas.offers), courses)
    for name in ("site", "provider", "start"):
        offers[name] = atlas.offers[name].to_numpy()[elsewhere]
    return replace(atlas, offers=offers, _kept={})


def measure(store: str, courses: int) -> None:
    """Print the line of a size."""
    started = time.perf_counter()
    atlas = grown(store, courses)
    find(atlas, parse_query({}), TODAY)  # what is made once
    opened = time.perf_counter() - started
    query = parse_query(ASKED)
    found = find(atlas, query, TODAY)

    def search() -> object:
        atlas.cached(("remembered", "words"), dict).clear()  # another text than the last
        return find(atlas, query, TODAY)

    searched = milliseconds(search, number=1, repeat=5)
    listed = milliseconds(lambda: order(found, atlas, found.shown), number=1, repeat=5)
    kept = len(compress(json.dumps(browser_table(atlas)).encode(), "br"))
    everything = find(atlas, parse_query({}), TODAY)
    sent = len(compress(json.dumps(browser_results(atlas, everything, TODAY)).encode(), "br"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{courses:>10} {opened:9.1f} s {searched:9.1f} ms {listed:9.1f} ms "
        f"{kept / 1e6:8.2f} Mo {sent / 1e3:8.1f} ko {memory:8.0f} Mo",
        flush=True,
    )


def main() -> None:
    """Measure each size in a process of its own, whose memory is its own."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(
        f"{'formations':>10} {'ouverture':>11} {'recherche':>12} {'tri':>12} "
        f"{'une fois':>11} {'réponse':>11} {'mémoire':>11}",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "none").mkdir()
        build(folder / "none", str(folder / "store"), "hauts-de-france")
        for size in sizes:
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=measure, args=(str(folder / "store"), size))
            process.start()
            process.join()
            if process.exitcode:
                print(f"{size:>10} non mesuré : le processus s'est arrêté ({process.exitcode})")
    print(REAL)


if __name__ == "__main__":
    main()
