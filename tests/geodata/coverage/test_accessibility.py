import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.accessibility import (
    accessibility,
    catchments,
    decay_weights,
    mean_accessibility,
    reachable_courses,
)
from geodata.coverage.decay import LUO_QI, Decay


@st.composite
def cases(draw):
    """A small region: minutes, people (nobody in some communes), places."""
    shape = draw(hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=7))
    minutes = st.sampled_from([0, 9, 10, 11, 20, 21, 30, 31, 254, 255])
    matrix = draw(hnp.arrays(np.uint8, shape, elements=minutes))
    people = draw(hnp.arrays(np.int64, shape[1], elements=st.integers(0, 2000)))
    places = draw(hnp.arrays(np.int64, shape[0], elements=st.integers(0, 60)))
    return matrix, people, places


def brute_force(matrix, people, places, decay):
    """The two steps of the paper, one site and one commune at a time."""

    def weight(minutes):
        for bound, value in zip(decay.bounds, decay.weights, strict=True):
            if minutes <= bound:
                return value
        return 0.0

    sites, communes = matrix.shape
    ratios = []
    for j in range(sites):
        demand = sum(int(people[i]) * weight(matrix[j, i]) for i in range(communes))
        ratios.append(int(places[j]) / demand if demand else 0.0)
    return [
        1000 * sum(ratios[j] * weight(matrix[j, i]) for j in range(sites)) for i in range(communes)
    ]


@given(cases())
def test_agrees_with_brute_force_dense_and_sparse(case):
    matrix, people, places = case
    expected = brute_force(matrix, people, places, LUO_QI)
    for form in ("dense", "sparse", "auto"):
        found = accessibility(catchments(decay_weights(matrix, LUO_QI, form), people), places)
        np.testing.assert_allclose(found.per_thousand, expected, rtol=1e-12, atol=1e-12)


@given(cases())
def test_every_place_that_somebody_reaches_is_shared_once(case):
    matrix, people, places = case
    found = accessibility(catchments(decay_weights(matrix), people), places)
    assert found.per_thousand @ people / 1000 == pytest.approx(found.places)
    inhabited = matrix[:, people > 0]
    assert found.places == places[(inhabited <= 30).any(axis=1)].sum()


@given(cases(), cases())
def test_an_added_site_is_as_if_it_had_always_been_there(case, other):
    matrix, people, places = case
    added = np.resize(other[0], (len(other[0]), matrix.shape[1]))
    more = np.concatenate([places, np.resize(other[2], len(added))])
    for form in ("dense", "sparse"):
        before = catchments(decay_weights(matrix, LUO_QI, form), people)
        all_at_once = catchments(decay_weights(np.vstack([matrix, added])), people)
        np.testing.assert_allclose(
            accessibility(before.with_sites(added), more).per_thousand,
            accessibility(all_at_once, more).per_thousand,
            rtol=1e-12,
        )


def test_the_worked_example_of_luo_and_wang():
    """Luo and Wang (2003), figure 2: eight and four residents within reach of two physicians.

    One physician for eight residents (1/8), one for four (1/4), and the resident who is within
    reach of both adds them up (3/8).
    """
    flat = Decay("2SFCA", (30.0,), (1.0,), "Luo et Wang (2003)")  # no fall before the threshold
    a, b, both = [1, 2, 3, 7, 9, 10, 11], [5, 6, 8], [4]
    matrix = np.full((2, 12), 255, dtype=np.uint8)
    matrix[0, a + both] = 20
    matrix[1, b + both] = 20
    people = np.ones(12)
    found = accessibility(catchments(decay_weights(matrix, flat), people), [1, 1])
    per_head = found.per_thousand / 1000
    assert per_head[a].tolist() == [1 / 8] * 7
    assert per_head[b].tolist() == [1 / 4] * 3
    assert per_head[both].tolist() == [3 / 8]
    assert per_head[0] == 0


# The warnings are those of the oracle's own code.
@pytest.mark.filterwarnings("ignore")
def test_agrees_with_pysal_access():
    access = pytest.importorskip("access", reason="PySAL access n'est pas installé")
    rng = np.random.default_rng(4)
    matrix = rng.integers(0, 60, (40, 150)).astype(np.uint8)
    people, places = rng.integers(1, 3000, 150), rng.integers(0, 90, 40)
    costs = pd.DataFrame(
        {
            "origin": np.tile(np.arange(150), 40),
            "dest": np.repeat(np.arange(40), 150),
            "cost": matrix.reshape(-1),
        }
    )
    theirs = access.Access(
        demand_df=pd.DataFrame({"id": np.arange(150), "people": people}),
        demand_index="id",
        demand_value="people",
        supply_df=pd.DataFrame({"id": np.arange(40), "places": places}),
        supply_index="id",
        supply_value="places",
        cost_df=costs,
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    ).enhanced_two_stage_fca(
        cost="cost",
        max_cost=30,
        weight_fn=access.access.weights.step_fn({10: 1, 20: 0.68, 30: 0.22}),
    )
    ours = accessibility(catchments(decay_weights(matrix, LUO_QI), people), places)
    expected = theirs.iloc[:, 0].reindex(np.arange(150)).fillna(0) * 1000
    np.testing.assert_allclose(ours.per_thousand, expected, rtol=0, atol=1e-9)


def test_nothing_offered_is_zero_everywhere():
    matrix = np.zeros((3, 4), dtype=np.uint8)
    found = accessibility(catchments(decay_weights(matrix), np.ones(4)), np.zeros(3))
    assert found.per_thousand.tolist() == [0, 0, 0, 0]
    assert found.places == 0


def test_a_region_without_any_site():
    matrix = np.zeros((0, 4), dtype=np.uint8)
    found = accessibility(catchments(decay_weights(matrix), np.ones(4)), np.zeros(0))
    assert found.per_thousand.tolist() == [0, 0, 0, 0]


def test_places_that_nobody_can_reach_are_shared_by_none():
    matrix = np.array([[5, 255], [255, 5]], dtype=np.uint8)
    # Nobody lives in the second commune: the second site has no one to serve.
    found = accessibility(catchments(decay_weights(matrix), [100, 0]), [10, 30])
    assert found.per_thousand.tolist() == [100, 0]
    assert found.places == 10


def test_an_empty_commune_has_what_a_newcomer_would_find():
    matrix = np.array([[5, 15]], dtype=np.uint8)
    found = accessibility(catchments(decay_weights(matrix), [100, 0]), [10])
    assert found.per_thousand.tolist() == pytest.approx([100, 68])


def test_refuses_what_does_not_fit():
    weights = decay_weights(np.zeros((2, 3), dtype=np.uint8))
    with pytest.raises(ValueError, match="populations"):
        catchments(weights, [1, 2])
    with pytest.raises(ValueError, match="negative or missing"):
        catchments(weights, [1, 2, np.nan])
    with pytest.raises(ValueError, match="places for"):
        accessibility(catchments(weights, [1, 2, 3]), [1])
    with pytest.raises(ValueError, match="negative or missing"):
        accessibility(catchments(weights, [1, 2, 3]), [1, -1])
    with pytest.raises(ValueError, match="whole minutes"):
        decay_weights(np.zeros((2, 3)))


def test_the_mean_weighs_people():
    assert mean_accessibility([10, 20], [1, 3]) == 17.5
    assert np.isnan(mean_accessibility([10, 20], [0, 0]))


@given(cases(), st.sampled_from([0, 9.5, 30, 254, 255, 1e9]))
def test_reachable_courses_is_exact(case, threshold):
    matrix, _, courses = case
    expected = [
        sum(int(n) for n, t in zip(courses, column, strict=True) if t <= threshold and t != 255)
        for column in matrix.T
    ]
    assert reachable_courses(matrix, courses, threshold).tolist() == expected


@pytest.mark.parametrize("threshold", [-1, float("nan")])
def test_reachable_courses_refuses_an_absurd_threshold(threshold):
    with pytest.raises(ValueError, match="threshold"):
        reachable_courses(np.zeros((1, 1), dtype=np.uint8), [1], threshold)
    with pytest.raises(ValueError, match="numbers of courses"):
        reachable_courses(np.zeros((1, 1), dtype=np.uint8), [1, 2], 30)
