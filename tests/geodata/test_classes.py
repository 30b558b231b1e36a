from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.classes import (
    FIXED_MINUTES,
    METHODS,
    bounds,
    classify,
    finite_minutes,
    legend,
    natural_breaks,
)

VALUES = hnp.arrays(np.float64, st.integers(0, 30), elements=st.integers(0, 20).map(float))


def spread_inside(values, upper):
    classes = classify(values, tuple(upper))
    return sum(((part - part.mean()) ** 2).sum() for k in set(classes.tolist())
               if len(part := values[classes == k]))  # fmt: skip


@given(hnp.arrays(np.float64, st.integers(1, 9), elements=st.floats(0, 100)), st.integers(2, 4))
def test_natural_breaks_leave_the_least_spread(values, k):
    distinct, counts = np.unique(values, return_counts=True)
    found = natural_breaks(distinct, counts.astype(float), k)
    if len(distinct) <= k:
        assert found.tolist() == distinct[:-1].tolist()
        return
    best = min(spread_inside(values, cut) for cut in combinations(distinct[:-1], k - 1))
    assert spread_inside(values, found) == pytest.approx(best, rel=1e-6, abs=1e-6)


@pytest.mark.filterwarnings("ignore")  # those of the oracle: it is slow without numba
@pytest.mark.parametrize("seed", range(3))
def test_jenks_agrees_with_mapclassify(seed):
    mapclassify = pytest.importorskip("mapclassify", reason="mapclassify n'est pas installé")
    values = np.random.default_rng(seed).gamma(2, 20, 300).round(1)
    theirs = mapclassify.FisherJenks(values, k=5).bins
    ours = np.append(bounds(values, "jenks", 5), values.max())
    assert spread_inside(values, ours[:-1]) == pytest.approx(spread_inside(values, theirs[:-1]))
    np.testing.assert_allclose(ours, theirs)


def test_jenks_on_many_values_is_near_the_best():
    values = np.random.default_rng(5).gamma(2, 20, 3782)
    found = spread_inside(values, bounds(values, "jenks", 5))
    distinct = np.unique(values)
    shifted = spread_inside(values, [np.interp(q, np.linspace(0, 1, len(distinct)), distinct)
                                     for q in (0.2, 0.4, 0.6, 0.8)])  # fmt: skip
    assert found < shifted
    assert found < 0.1 * ((values - values.mean()) ** 2).sum()


def test_quantiles_put_as_many_in_each_class():
    values = np.arange(100.0)
    assert bounds(values, "quantiles", 4) == (24, 49, 74)
    classes = classify(values, bounds(values, "quantiles", 4))
    assert np.bincount(classes).tolist() == [25] * 4


def test_quantiles_of_people():
    assert bounds([1, 2, 3, 4], "quantiles", 2, people=[1, 1, 1, 3]) == (3,)
    assert bounds([1, 2, 3, 4], "quantiles", 2, people=[0, 0, 0, 0]) == ()


@given(VALUES, st.sampled_from(list(METHODS)), st.integers(2, 9))
def test_bounds_grow_and_make_no_more_classes_than_wanted(values, method, k):
    found = bounds(values, method, k)
    assert list(found) == sorted(set(found))
    if method != "fixed":
        assert len(found) < k
        assert all(0 <= classes <= len(found) for classes in classify(values, found))
        if values.size and found:
            # No class is empty.
            assert set(classify(values, found).tolist()) == set(range(len(found) + 1))


@given(VALUES, st.sampled_from(list(METHODS)))
def test_a_legend_counts_everyone_once(values, method):
    values = np.where(values > 15, np.nan, values)
    people = np.arange(len(values))
    lines = legend(values, bounds(values, method), people)
    assert sum(line.communes for line in lines) == len(values)
    assert sum(line.people for line in lines) == people.sum()
    assert lines[-1].communes == np.isnan(values).sum()
    assert np.isnan(lines[-1].low)


def test_minutes_in_fixed_classes():
    minutes = finite_minutes(np.array([0, 10, 11, 60, 61, 254, 255], np.uint8))
    assert classify(minutes, FIXED_MINUTES).tolist() == [0, 0, 1, 4, 5, 5, -1]


@pytest.mark.parametrize("method", ["quantiles", "jenks"])
@pytest.mark.parametrize("values", [[], [np.nan], [7, 7, 7]])
def test_nothing_to_cut(method, values):
    assert bounds(values, method) == ()


def test_refuses_what_is_unknown():
    with pytest.raises(KeyError):
        bounds([1, 2], "equal")
    with pytest.raises(ValueError, match="classes"):
        bounds([1, 2], "jenks", 1)
