"""Time E2SFCA for one filter, beside PySAL access on the same minutes, people and places.

Run it with `python -m tests.bench.bench_accessibility`, from the root of the project.
"""

import warnings

import numpy as np
import pandas as pd

from geodata.coverage.accessibility import (
    accessibility,
    catchments,
    decay_weights,
    reachable_courses,
)
from tests.bench.samples.region import car_minutes, communes, milliseconds

TOLERANCE = 1e-9


def with_pysal(matrix: np.ndarray, people: np.ndarray, places: np.ndarray):
    """What PySAL access does for the same question: the pairs within 30 minutes, as a table."""
    from access import Access
    from access.access import weights

    sites, rows = np.nonzero(matrix <= 30)
    costs = pd.DataFrame({"origin": rows, "dest": sites, "cost": matrix[sites, rows]})
    asked = Access(
        demand_df=pd.DataFrame({"id": np.arange(len(people)), "people": people}),
        demand_index="id",
        demand_value="people",
        supply_df=pd.DataFrame({"id": np.arange(len(places)), "places": places}),
        supply_index="id",
        supply_value="places",
        cost_df=costs,
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    steps = weights.step_fn({10: 1, 20: 0.68, 30: 0.22})

    def ask() -> pd.Series:
        found = asked.enhanced_two_stage_fca(cost="cost", max_cost=30, weight_fn=steps)
        return found.iloc[:, 0].reindex(np.arange(len(people))).fillna(0) * 1000

    return ask


def main() -> None:
    warnings.simplefilter("ignore")
    table = communes()
    people = table["population"].to_numpy()
    rng = np.random.default_rng(4)
    print(f"{len(table)} communes; milliseconds, best of several")
    print("sites  weights  demand  filter  dense filter  reachable  PySAL access  times faster")
    for sites in (374, 1500):
        matrix = car_minutes(table, sites)
        places = rng.integers(5, 40, sites) * (rng.random(sites) < 0.6)
        weights = decay_weights(matrix)
        demand = catchments(weights, people)
        dense = catchments(decay_weights(matrix, form="dense"), people)
        ours = accessibility(demand, places).per_thousand
        times = [
            milliseconds(lambda m=matrix: decay_weights(m)),
            milliseconds(lambda w=weights: catchments(w, people)),
            milliseconds(lambda d=demand, p=places: accessibility(d, p), 50),
            milliseconds(lambda d=dense, p=places: accessibility(d, p)),
            milliseconds(lambda m=matrix, p=places: reachable_courses(m, p, 30)),
        ]
        shown = "".join(
            f"{ms:{width}.3f}" for ms, width in zip(times, (9, 8, 8, 14, 11), strict=True)
        )
        try:
            theirs = with_pysal(matrix, people, places)
        except ImportError:
            print(f"{sites:5d}{shown}   PySAL access n'est pas installé")
            continue
        difference = float(np.abs(theirs() - ours).max())
        assert difference < TOLERANCE, difference
        slow = milliseconds(theirs, 1, 3)
        print(f"{sites:5d}{shown}{slow:14.1f}{slow / times[2]:14.0f}   (max |Δ| {difference:.1e})")


if __name__ == "__main__":
    main()
