"""What would do nearly as well, against every exchange tried one by one."""

import numpy as np
import pytest
from hypothesis import given
from samples.siting_cases import siting_cases

from geodata.siting.alternatives import alternatives
from geodata.siting.problem import siting_problem
from geodata.siting.search import best_sites


def worth(minutes, weights, covered, chosen):
    inside = [any(minutes[row, town] <= 30 for row in chosen) for town in range(len(weights))]
    return sum(int(w) for w, near, done in zip(weights, inside, covered, strict=True)
               if near and not done)  # fmt: skip


@given(siting_cases((2, 7), (1, 10), (1, 3)))
def test_an_alternative_adds_what_brute_force_counts(case):
    minutes, weights, covered, p = case
    best = best_sites(siting_problem(minutes, 30, weights, covered), p)
    chosen = list(best.candidates)
    found = alternatives(minutes, 30, weights, covered, chosen, most=99, near=0.5)
    assert len(found) == len(chosen)
    for row, instead in zip(chosen, found, strict=True):
        others = [one for one in chosen if one != row]
        alone = worth(minutes, weights, covered, others)
        own = worth(minutes, weights, covered, chosen) - alone
        shares = {
            candidate: (worth(minutes, weights, covered, [*others, candidate]) - alone) / own
            for candidate in range(len(minutes))
            if candidate not in chosen
        }
        near = {candidate: share for candidate, share in shares.items() if share >= 0.5}
        assert {one.candidate: one.share for one in instead} == pytest.approx(near)
        told = [one.share for one in instead]
        assert told == sorted(told, reverse=True)
        assert all(share <= 1 for share in told)  # the choice is the best: nothing adds more


# Four candidates round the same people: the best, two villages close to it, and a town.
AROUND = np.array(
    [[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 255, 0], [0, 255, 0, 0], [255, 0, 255, 255]],
    dtype=np.uint8,
)
PEOPLE = [70, 10, 10, 10]


def of(found):
    return [(one.candidate, round(one.share, 2)) for one in found]


def test_a_candidate_that_another_contains_is_still_an_alternative():
    problem = siting_problem(AROUND, 30, PEOPLE)
    assert problem.candidate.tolist() == [0]  # the search sets the others aside
    (found,) = alternatives(AROUND, 30, PEOPLE, np.zeros(4, bool), [0])
    assert of(found) == [(1, 0.9), (2, 0.9), (3, 0.9)]


def test_the_town_that_does_nearly_as_well_is_told_when_villages_do_better():
    liked = [1, 30, 20, 10_000, 5]
    nobody = np.zeros(4, bool)
    (found,) = alternatives(AROUND, 30, [67, 12, 11, 10], nobody, [0], liked, most=2)
    assert of(found) == [(1, 0.9), (3, 0.88)]


def test_a_town_nearly_as_good_is_told_before_a_greater_one_that_does_half_as_well():
    # The best, three that are nearly as good (the last is a town), a city that does half of it.
    reach = np.array(
        [[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 255, 0], [0, 255, 0, 0], [255, 0, 0, 0]],
        dtype=np.uint8,
    )
    people, liked = [45, 49, 4, 2], [1, 30, 20, 10, 10_000]
    reach[3] = [0, 0, 255, 255]
    (found,) = alternatives(reach, 30, people, np.zeros(4, bool), [0], liked, most=3)
    assert of(found) == [(1, 0.98), (2, 0.96), (3, 0.94)]


def test_nothing_is_told_where_nothing_is_near():
    assert alternatives(AROUND[[0, 4]], 30, PEOPLE, np.zeros(4, bool), [0]) == [[]]
    assert alternatives(AROUND, 30, PEOPLE, np.zeros(4, bool), []) == []
