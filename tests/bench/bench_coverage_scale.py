"""Time a filter over a whole country: 35,000 communes and 4,000 sites, within 2 GB.

Run it with `python -m tests.bench.bench_coverage_scale`, from the root of the project.
"""

import resource
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd

from geodata.coverage.accessibility import accessibility, catchments, decay_weights
from geodata.coverage.aggregation import coverage_by_zone, cumulative_shares
from geodata.coverage.nearest import nearest, nearest_site
from geodata.places.zoning import zoning
from geodata.travel.margin import Uncertainty
from geodata.travel.model import EstimatedTravel, matrix

COMMUNES, SITES, ZONES = 35_000, 4_000, 300
MOST_MEMORY, MOST_SECONDS = 2_000, 1.0


def country(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Communes, people and sites over 1,000 km by 1,000 km, gathered round 400 towns."""
    towns = rng.uniform(0, 1e6, (400, 2))
    spread = rng.gamma(1.5, 15_000, COMMUNES)[:, None]
    communes = towns[rng.integers(0, 400, COMMUNES)] + rng.normal(0, 1, (COMMUNES, 2)) * spread
    people = np.ceil(rng.lognormal(6.2, 1.3, COMMUNES)).astype(np.int64)
    where = rng.choice(COMMUNES, SITES, p=people / people.sum())
    return communes, people, communes[where] + rng.normal(0, 500, (SITES, 2))


def timed(name: str, call: Callable[[], object], most: float | None = None) -> object:
    started = time.perf_counter()
    answer = call()
    took = time.perf_counter() - started
    print(f"{name:52s}{took * 1000:10.1f} ms{memory():8.0f} MB at most so far")
    assert most is None or took < most, f"{name}: {took:.2f} s"
    return answer


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(2026)
    communes, people, sites = country(rng)
    zones = zoning(pd.DataFrame({"epci": rng.integers(0, ZONES, COMMUNES).astype(str)}), "epci")
    print(f"{COMMUNES} communes x {SITES} sites; at the start {memory():.0f} MB")
    print("once a build or a mode")
    minutes = timed(
        "  travel matrix (uint8)", lambda: matrix(EstimatedTravel(), communes, sites, "voiture")
    )
    weights = timed("  weights by decay (sparse)", lambda: decay_weights(minutes))
    demand = timed("  demand of the sites", lambda: catchments(weights, people))
    print(f"  {weights.nnz / minutes.size:.2%} of the pairs within 30 minutes")
    print("a filter (best of three is not taken: the first is what a visitor waits)")
    for share in (0.05, 0.5, 1.0):
        mask = rng.random(SITES) < share
        places = np.where(mask, rng.integers(5, 60, SITES), 0)
        print(f"  {mask.sum()} sites")
        first = time.perf_counter()
        found = timed("    nearest", lambda m=mask: nearest(minutes, m), MOST_SECONDS)
        timed(
            "    figures by territory",
            lambda f=found: coverage_by_zone(zones, f, people, Uncertainty(30)),
        )
        timed("    curves", lambda f=found: cumulative_shares(zones, f, people))
        timed("    E2SFCA", lambda p=places: accessibility(demand, p), MOST_SECONDS)
        whole = time.perf_counter() - first
        print(f"    {'together':48s}{whole * 1000:10.1f} ms")
        assert whole < MOST_SECONDS, f"a filter took {whole:.2f} s"
        timed("    the name of the nearest site", lambda m=mask: nearest_site(minutes, m))
    assert memory() < MOST_MEMORY, f"{memory():.0f} MB"
    beside_pysal(minutes, people, places, accessibility(demand, places).per_thousand)


def beside_pysal(
    minutes: np.ndarray, people: np.ndarray, places: np.ndarray, ours: np.ndarray
) -> None:
    try:
        from tests.bench.bench_accessibility import with_pysal

        ask = with_pysal(minutes, people, places)
    except ImportError:
        print("PySAL access n'est pas installé : pas de comparaison")
        return
    started = time.perf_counter()
    theirs = ask()
    slow = time.perf_counter() - started
    difference = float(np.abs(theirs - ours).max())
    assert difference < 1e-9, difference
    print(f"PySAL access on the same pairs: {slow * 1000:.0f} ms (max |Δ| {difference:.1e})")


if __name__ == "__main__":
    main()
