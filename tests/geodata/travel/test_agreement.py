"""Agreement of estimated times with reference ones, against figures worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.travel.agreement import CLASSES, agreement
from geodata.travel.margin import SUPPOSED

#                    5 → 8 (+3), 25 → 24 (−1), 40 → 29 (−11), 28 → 40 (+12)
REFERENCE = np.array([5.0, 25.0, 40.0, 28.0])
ESTIMATED = np.array([8.0, 24.0, 29.0, 40.0])


def test_the_figures_of_four_trips():
    found = agreement(REFERENCE, ESTIMATED, 30, SUPPOSED, weights=[1, 1, 2, np.nan])
    assert found.pairs == 4
    assert found.mean_absolute_error == pytest.approx(27 / 4)
    assert found.bias == pytest.approx(3 / 4)
    assert found.weighted_error == pytest.approx((3 + 1 + 2 * 11) / 4)
    # Only 25 is within 24 ± 4.8.
    assert found.within_band == 1 / 4
    # 8, 24 and 29 are told within 30 minutes: 40 was not. 40 is told beyond: 28 was within.
    assert found.wrongly_within == pytest.approx(1 / 3)
    assert found.wrongly_beyond == 1.0


def test_each_trip_is_in_the_class_of_its_reference():
    classes = agreement(REFERENCE, ESTIMATED, 30, SUPPOSED).classes
    assert classes["pairs"].tolist() == [1, 0, 2, 1, 0, 0, 0]
    assert classes["bias"][2] == pytest.approx((-1 + 12) / 2)
    assert classes["within_band"][2] == 0.5
    assert math.isnan(classes["within_band"][1])


def test_the_bounds_of_the_threshold_are_inside():
    found = agreement([30.0, 30.5], [30.0, 30.0], 30, SUPPOSED)
    assert found.wrongly_within == 0.5
    assert math.isnan(found.wrongly_beyond)


def test_unknown_times_are_left_out():
    found = agreement([10.0, np.nan, 20.0], [10.0, 10.0, np.inf], 30, SUPPOSED)
    assert (found.pairs, found.mean_absolute_error) == (1, 0)


def test_nothing_to_compare_is_not_a_zero():
    found = agreement([], [], 30, SUPPOSED)
    assert found.pairs == 0
    assert math.isnan(found.mean_absolute_error)
    assert math.isnan(found.within_band)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=50))
def test_a_perfect_estimate_has_no_error(minutes):
    found = agreement(minutes, minutes, 30, SUPPOSED)
    assert (found.mean_absolute_error, found.bias, found.within_band) == (0, 0, 1)
    assert found.classes["pairs"].sum() == len(minutes)
    assert len(found.classes) == len(CLASSES) - 1
