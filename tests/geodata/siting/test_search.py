from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from samples.siting_cases import siting_cases
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from geodata.siting.exact import _waited
from geodata.siting.problem import candidate_rows, priority_weights, siting_problem
from geodata.siting.search import best_sites, greedy, swap


def covered_weight(minutes, weights, covered, chosen):
    inside = (minutes[list(chosen)] <= 30).any(axis=0) & ~covered
    return int(weights[inside].sum())


def brute_force(minutes, weights, covered, p):
    rows = range(len(minutes))
    return max(
        covered_weight(minutes, weights, covered, chosen)
        for chosen in combinations(rows, min(p, len(minutes)))
    )


@settings(deadline=None)
@given(siting_cases())
def test_the_best_is_that_of_brute_force(case):
    minutes, weights, covered, p = case
    problem = siting_problem(minutes, 30, weights, covered)
    best = brute_force(minutes, weights, covered, p)
    answer = best_sites(problem, p)
    assert answer.value == pytest.approx(best)
    assert answer.gap == 0
    assert answer.method == "exact"
    assert covered_weight(minutes, weights, covered, answer.candidates) == pytest.approx(best)
    assert sum(answer.gains) == pytest.approx(best)
    assert all(gain > 0 for gain in answer.gains)
    assert sorted(answer.gains, reverse=True) == list(answer.gains)


@given(siting_cases())
def test_greedy_is_never_above_its_bound_and_swaps_never_below_greedy(case):
    minutes, weights, covered, p = case
    problem = siting_problem(minutes, 30, weights, covered)
    first = greedy(problem, p)
    best = brute_force(minutes, weights, covered, p)
    assert first.value <= best <= first.bound + 1e-9
    chosen = np.array([problem.candidate.tolist().index(c) for c in first.candidates], dtype=int)
    rows = problem.candidate[swap(problem, chosen)]
    assert first.value <= covered_weight(minutes, weights, covered, rows) <= best


@given(siting_cases())
def test_nothing_is_lost_by_reducing_the_problem(case):
    minutes, weights, covered, _ = case
    problem = siting_problem(minutes, 30, weights, covered)
    everyone = covered_weight(minutes, weights, covered, range(len(minutes)))
    assert problem.coverable == everyone
    assert problem.coverable + problem.out_of_reach == weights[~covered].sum()
    assert problem.covers.shape == (len(problem.candidate), len(problem.weights))


def clustered(seed, candidates=60, communes=400):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 100, (communes, 2))
    minutes = np.hypot(*(xy[:candidates, None] - xy[None]).transpose(2, 0, 1))
    return np.minimum(minutes * 2, 255).astype(np.uint8), rng.integers(1, 5000, communes)


@pytest.mark.filterwarnings("ignore")  # those of the oracle's own code
@pytest.mark.parametrize("p", [1, 2, 4, 7])
def test_the_objective_is_that_of_spopt(p):
    locate = pytest.importorskip("spopt.locate", reason="spopt n'est pas installé")
    pulp = pytest.importorskip("pulp", reason="PuLP n'est pas installé")
    minutes, weights = clustered(1, 30, 120)
    model = locate.MCLP.from_cost_matrix(
        minutes.T.astype(float), weights, service_radius=30, p_facilities=p
    ).solve(pulp.PULP_CBC_CMD(msg=False))
    answer = best_sites(siting_problem(minutes, 30, weights), p)
    assert answer.value == pytest.approx(model.problem.objective.value())


def whole_program(minutes, weights, p):
    """The textbook program on every candidate and commune, nothing dropped nor merged."""
    n, communes = minutes.shape
    covers = sparse.csr_array((minutes <= 30).astype(float))
    result = milp(
        np.concatenate([np.zeros(n), -weights]),
        integrality=np.ones(n + communes),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(sparse.hstack([-covers.T, sparse.eye_array(communes)]), -np.inf, 0),
            LinearConstraint(np.concatenate([np.ones(n), np.zeros(communes)])[None], 0, p),
        ],
    )
    return -result.fun


@pytest.mark.parametrize("seed", range(12))
def test_the_objective_is_that_of_the_whole_program(seed):
    minutes, weights = clustered(seed, 50, 200)
    p = 3 + seed % 8  # seed 6 needs branch and bound
    answer = best_sites(siting_problem(minutes, 30, weights), p, seconds=60)
    assert answer.gap == 0
    assert answer.value == pytest.approx(whole_program(minutes, weights, p))


def test_a_search_without_time_gives_what_it_has():
    minutes, weights = clustered(7, 300, 1500)
    problem = siting_problem(minutes, 20, weights)
    answer = best_sites(problem, 8, seconds=0)
    assert answer.gap > 0
    assert not answer.stopped
    assert answer.value >= greedy(problem, 8).value


def test_what_the_solver_raises_is_raised():
    def fail():
        raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"):
        _waited(fail, lambda: False)


def test_progress_only_gets_better_and_starts_with_greedy():
    minutes, weights = clustered(2)
    seen = []
    answer = best_sites(siting_problem(minutes, 20, weights), 5, progress=seen.append)
    assert seen[0].method in ("greedy", "exact")
    assert seen[-1].value == answer.value
    for before, after in pairwise(seen):
        assert after.value >= before.value
        assert after.bound <= before.bound + 1e-6


def test_a_search_that_is_stopped_says_so_and_keeps_what_it_has():
    minutes, weights = clustered(3)
    problem = siting_problem(minutes, 20, weights)
    answer = best_sites(problem, 5, should_stop=lambda: True)
    assert answer.stopped
    assert answer.gap > 0
    assert answer.value == greedy(problem, 5).value


def test_a_gap_that_is_good_enough_stops_the_search():
    minutes, weights = clustered(3)
    seen = []
    problem = siting_problem(minutes, 20, weights)
    best_sites(problem, 5, target_gap=1.0, progress=seen.append)
    assert len(seen) == 1


def test_fewer_sites_when_fewer_do():
    minutes = np.array([[0, 0, 255], [255, 255, 0], [0, 255, 255]], dtype=np.uint8)
    answer = best_sites(siting_problem(minutes, 30, [5, 5, 1]), 3)
    assert answer.candidates == (0, 1)
    assert answer.gains == (10, 1)


def test_nobody_left_to_cover():
    minutes = np.zeros((2, 2), dtype=np.uint8)
    problem = siting_problem(minutes, 30, [5, 5], np.array([True, True]))
    answer = best_sites(problem, 3)
    assert (answer.candidates, answer.value, answer.gap) == ((), 0, 0)


def test_nobody_can_be_covered():
    minutes = np.full((2, 2), 255, dtype=np.uint8)
    problem = siting_problem(minutes, 30, [5, 5])
    assert problem.out_of_reach == 10
    assert best_sites(problem, 3).candidates == ()


def test_ties_go_to_the_preferred():
    minutes = np.zeros((3, 2), dtype=np.uint8)
    assert best_sites(siting_problem(minutes, 30, [1, 1]), 1).candidates == (0,)
    preferred = siting_problem(minutes, 30, [1, 1], preference=[3, 9, 9])
    assert best_sites(preferred, 1).candidates == (1,)


def test_priorities_weigh():
    weights = priority_weights([10, 10, 10], [(np.array([1, 0, 0], bool), 2.0),
                                              (np.array([1, 1, 0], bool), 1.5)])  # fmt: skip
    assert weights.tolist() == [30, 15, 10]
    with pytest.raises(ValueError, match="factor"):
        priority_weights([1], [(np.array([True]), float("nan"))])


@pytest.mark.parametrize("p", [0, 11])
def test_refuses_an_absurd_number(p):
    problem = siting_problem(np.zeros((1, 1), dtype=np.uint8), 30, [1])
    with pytest.raises(ValueError, match="p must be"):
        best_sites(problem, p)


def test_refuses_what_does_not_fit():
    minutes = np.zeros((1, 2), dtype=np.uint8)
    with pytest.raises(ValueError, match="weights"):
        siting_problem(minutes, 30, [1])
    with pytest.raises(ValueError, match="negative or missing"):
        siting_problem(minutes, 30, [1, np.nan])
    with pytest.raises(ValueError, match="threshold"):
        siting_problem(minutes, -1, [1, 1])


def test_candidates_are_centres_else_places_with_a_site_else_all():
    communes = pd.DataFrame({"code": ["a", "b", "c"]})
    grid = communes.assign(
        centrality=["Communes non centre", "Centre local d'équipements et de services", ""]
    )
    kind, rows = candidate_rows(grid, [])
    assert (kind, rows.tolist()) == ("centre", [1])
    kind, rows = candidate_rows(communes, ["c", "z"])
    assert (kind, rows.tolist()) == ("site", [2])
    kind, rows = candidate_rows(communes, [])
    assert (kind, rows.tolist()) == ("all", [0, 1, 2])
    assert candidate_rows(grid, ["a"], "all")[0] == "all"
    assert candidate_rows(grid, ["a"], "site")[1].tolist() == [0]
    with pytest.raises(KeyError):
        candidate_rows(grid, [], "village")
