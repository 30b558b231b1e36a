"""Time the search of the best places, with its gap, and spopt's MCLP on a problem of its size.

Run it with `python -m tests.bench.bench_siting`, from the root of the project.
"""

import time
import warnings

import numpy as np

from geodata.siting.problem import siting_problem
from geodata.siting.search import best_sites
from geodata.travel.model import EstimatedTravel, matrix
from tests.bench.samples.region import car_minutes, communes, positions

CENTRES = 982
"""Communes of the region that the centrality grid calls centres."""


def ours(minutes: np.ndarray, threshold: int, people: np.ndarray, covered: np.ndarray) -> None:
    started = time.perf_counter()
    problem = siting_problem(minutes, threshold, people, covered)
    stated = time.perf_counter() - started
    for p in (1, 3, 5, 10):
        started = time.perf_counter()
        seen: list[tuple[float, str, float]] = []
        answer = best_sites(
            problem,
            p,
            progress=lambda now, s=started, seen=seen: seen.append(
                (time.perf_counter() - s, now.method, now.gap)
            ),
        )
        took = time.perf_counter() - started
        first = f"{seen[0][0] * 1000:.0f} ms"
        print(
            f"{len(minutes):6d}{threshold:6d}{covered.mean():9.0%}{p:4d}{stated:9.2f}{first:>8}"
            f"{took:9.2f}{answer.gap:8.2%}  {answer.method:7s}{answer.value:12,.0f}"
        )


def beside_spopt(minutes: np.ndarray, people: np.ndarray, p: int) -> None:
    try:
        import pulp
        from spopt.locate import MCLP
    except ImportError:
        print("spopt n'est pas installé : pas de comparaison")
        return
    started = time.perf_counter()
    answer = best_sites(siting_problem(minutes, 30, people), p)
    fast = time.perf_counter() - started
    started = time.perf_counter()
    model = MCLP.from_cost_matrix(minutes.T.astype(float), people, 30, p_facilities=p)
    built = time.perf_counter() - started
    model = model.solve(pulp.PULP_CBC_CMD(msg=False))
    slow = time.perf_counter() - started
    theirs = model.problem.objective.value()
    assert abs(answer.value - theirs) < 1e-6 * theirs, (answer.value, theirs)
    print(
        f"{minutes.shape[1]} communes x {len(minutes)} candidates, p = {p}: {fast:.2f} s here, "
        f"{slow:.1f} s with spopt (of which {built:.1f} s to build), {slow / fast:.0f} times "
        f"faster, the same objective {theirs:,.0f}"
    )


def main() -> None:
    warnings.simplefilter("ignore")
    table = communes()
    people, xy = table["population"].to_numpy(), positions(table)
    order = np.argsort(-people)
    print("candid.  min. covered   p   stated   first   answer     gap  method       people")
    for candidates in (np.sort(order[:CENTRES]), np.arange(len(table))):
        minutes = matrix(EstimatedTravel(), xy, xy[candidates], "voiture")
        for threshold in (30, 45):
            for sites in (0, 15):
                reached = (car_minutes(table, sites) <= threshold).any(axis=0)
                ours(minutes, threshold, people, reached)
    few = np.sort(order[:150])
    some = np.sort(np.random.default_rng(1).choice(len(table), 1200, replace=False))
    beside_spopt(matrix(EstimatedTravel(), xy[some], xy[few], "voiture"), people[some], 5)


if __name__ == "__main__":
    main()
