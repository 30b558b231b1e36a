import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.aggregation import (
    coverage_by_zone,
    cumulative_shares,
    gini,
    mean_by_zone,
    median,
    rural_urban_gap,
)
from geodata.coverage.nearest import within
from geodata.places.zoning import zoning
from geodata.travel.margin import Uncertainty


def zones_of(codes, level="spel"):
    return zoning(pd.DataFrame({level: codes}), level)


@st.composite
def regions(draw):
    n = draw(st.integers(1, 25))
    minutes = draw(hnp.arrays(np.uint8, n, elements=st.sampled_from([0, 24, 30, 31, 38, 254, 255])))
    people = draw(hnp.arrays(np.int64, n, elements=st.integers(0, 5000)))
    codes = draw(st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=n, max_size=n))
    return zones_of(codes), minutes, people


@given(regions(), st.sampled_from([0, 24.9, 30, 254, 255, 1e6]))
def test_coverage_by_zone_is_exact(region, threshold):
    zones, minutes, people = region
    table = coverage_by_zone(zones, minutes, people, Uncertainty(threshold))
    for code in zones.codes:
        rows = np.flatnonzero(zones.communes(code))
        here, count = minutes[rows], people[rows]
        row = table.loc[code]
        assert row["communes"] == len(rows)
        assert row["population"] == count.sum()
        assert row["covered_population"] == count[within(here, threshold)].sum()
        band = [count[within(here, bound)].sum() for bound in Uncertainty(threshold).ends]
        assert [row["covered_least"], row["covered_most"]] == band
        assert row["without_course"] == count[here == 255].sum()
        reached = here != 255
        if count[reached].sum():
            assert row["minutes"] == pytest.approx(
                np.average(here[reached], weights=count[reached])
            )
        else:
            assert math.isnan(row["minutes"])
    whole = coverage_by_zone(
        zones_of(["x"] * len(people)), minutes, people, Uncertainty(threshold)
    ).iloc[0]
    for column in table.columns.drop(["share", "minutes"]):
        assert table[column].sum() == whole[column]


def test_a_territory_where_nobody_lives_has_no_share():
    table = coverage_by_zone(
        zones_of(["a", "b"]), np.array([5, 5], dtype=np.uint8), [0, 10], Uncertainty(30)
    )
    assert math.isnan(table.loc["a", "share"])
    assert table.loc["b", "share"] == 1
    assert table.loc["a", "covered_communes"] == 1


def test_nothing_offered_is_everybody_beyond():
    table = coverage_by_zone(
        zones_of(["a"]), np.array([255], dtype=np.uint8), [10], Uncertainty(1e9)
    )
    row = table.loc["a"]
    assert (row["covered_population"], row["beyond_population"], row["without_course"]) == (
        0, 10, 10,
    )  # fmt: skip
    assert math.isnan(row["minutes"])


@pytest.mark.parametrize("threshold", [-1, float("nan")])
def test_refuses_an_absurd_threshold(threshold):
    minutes = np.zeros(1, dtype=np.uint8)
    with pytest.raises(ValueError, match="threshold"):
        coverage_by_zone(zones_of(["a"]), minutes, [1], Uncertainty(threshold))
    with pytest.raises(ValueError, match="threshold"):
        rural_urban_gap(zones_of(["a"]), minutes, [1], Uncertainty(threshold))


def test_refuses_missing_people():
    with pytest.raises(ValueError, match="missing"):
        coverage_by_zone(zones_of(["a"]), np.zeros(1, dtype=np.uint8), [np.nan], Uncertainty(30))
    with pytest.raises(ValueError, match="populations"):
        coverage_by_zone(zones_of(["a"]), np.zeros(1, dtype=np.uint8), [1, 2], Uncertainty(30))


def test_mean_by_zone_weighs_people_and_leaves_out_what_is_missing():
    zones = zones_of(["a", "a", "b", "c"])
    means = mean_by_zone(zones, [10, 20, np.nan, 7], [1, 3, 5, 0])
    assert means["a"] == 17.5
    assert np.isnan(means["b"])
    assert np.isnan(means["c"])


@given(regions(), st.integers(0, 300))
def test_cumulative_shares_are_those_of_the_threshold(region, longest):
    zones, minutes, people = region
    curves = cumulative_shares(zones, minutes, people, longest)
    assert curves.index[-1] == min(longest, 254)
    for minute in {0, min(longest, 30), min(longest, 254)}:
        expected = coverage_by_zone(zones, minutes, people, Uncertainty(minute))["share"]
        np.testing.assert_allclose(curves.loc[minute], expected.to_numpy())
    filled = curves.fillna(0)
    assert (filled.diff().fillna(0) >= 0).all(axis=None)


@given(
    hnp.arrays(np.float64, 6, elements=st.floats(0, 1000)),
    hnp.arrays(np.int64, 6, elements=st.integers(0, 9)),
)
def test_gini_is_half_the_mean_difference_between_two_people(values, people):
    everyone = np.repeat(values, people)
    if everyone.size == 0 or everyone.sum() == 0:
        assert math.isnan(gini(values, people))
        return
    difference = np.abs(everyone[:, None] - everyone[None, :]).mean()
    assert gini(values, people) == pytest.approx(difference / everyone.mean() / 2, abs=1e-9)


def test_gini_of_known_cases():
    assert gini([5, 5, 5], [1, 2, 3]) == pytest.approx(0)
    # One person in four has everything: 1 − 1/4.
    assert gini([0, 0, 0, 8], [1, 1, 1, 1]) == pytest.approx(0.75)
    assert gini([0, 8, np.nan], [3, 1, 99]) == pytest.approx(0.75)
    with pytest.raises(ValueError, match="negative"):
        gini([-1, 1], [1, 1])
    with pytest.raises(ValueError, match="populations"):
        gini([1], [1, 1])


def test_median():
    assert median(np.array([10, 20, 30], dtype=np.uint8), [1, 1, 1]) == 20
    assert median(np.array([10, 255], dtype=np.uint8), [1, 1]) == 10
    assert math.isnan(median(np.array([10, 255], dtype=np.uint8), [1, 2]))
    assert math.isnan(median(np.array([10], dtype=np.uint8), [0]))


def test_rural_urban_gap():
    sides = zoning(pd.DataFrame({"density": ["1", "5", "7", ""]}), "rurality")
    minutes = np.array([10, 20, 45, 45], dtype=np.uint8)
    gap = rural_urban_gap(sides, minutes, [100, 30, 10, 7], Uncertainty(30))
    assert (gap.urban_share, gap.rural_share) == (1, 0.75)
    assert gap.points == pytest.approx(25)
    # 45 minutes shown may be 36, 20 may be 24: only at 40 would 30 be within reach of them.
    assert gap.rural_band == (0.75, 0.75)
    assert rural_urban_gap(sides, minutes, [100, 30, 10, 7], Uncertainty(36)).rural_band == (
        0.75,
        1,
    )
    assert (gap.urban_median, gap.rural_median) == (10, 20)
    assert gap.unknown == 7


def test_a_gap_without_the_density_grid_is_unknown():
    sides = zoning(pd.DataFrame({"density": ["", ""]}), "rurality")
    gap = rural_urban_gap(sides, np.zeros(2, dtype=np.uint8), [3, 4], Uncertainty(30))
    assert math.isnan(gap.points)
    assert gap.unknown == 7
