"""The margin of an estimated time, and what it says of a reach, on figures worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.travel.margin import (
    MEASURED_SHARE,
    SUPPOSED,
    Margin,
    Uncertainty,
    half_width,
    measured_margin,
)

MEASURED = Margin((10.0, 30.0, 50.0), (4.0, 6.0, 12.0), placing=8.0)


def test_between_two_measures_it_grows_in_proportion_and_stays_beyond():
    assert half_width([0, 10, 20, 40, 90], MEASURED).tolist() == [4, 4, 5, 9, 12]


def test_courses_at_their_commune_s_centre_widen_it():
    # √(6² + ¼ × 8²) = √52; all of them: √(36 + 64) = 10.
    assert half_width(30, MEASURED, 0.25) == pytest.approx(52**0.5)
    assert half_width(30, MEASURED, 1.0) == pytest.approx(10)
    assert Uncertainty(30, MEASURED, 1.0).of_placing == pytest.approx(4)
    assert Uncertainty(30, MEASURED).of_placing == 0


def test_who_is_surely_within_and_who_may_be():
    # 24 + 5.4 is within 30, 25 + 5.5 is not; 37 − 8.1 is, 38 − 8.4 is, 39 − 8.7 is not.
    assert Uncertainty(30, MEASURED).ends == (24, 38)


def test_nothing_is_sure_of_a_threshold_below_the_margin():
    assert Uncertainty(3, MEASURED).ends == (-1, 7)


def test_a_supposed_margin_is_a_fifth_and_says_so():
    assert Uncertainty(30, SUPPOSED).ends == (25, 37)
    assert Uncertainty(30, SUPPOSED).words == "à 6 min près à 30 min (marge supposée)"
    assert Uncertainty(50, MEASURED).words == "à 12 min près à 50 min"


@given(st.floats(0, 300), st.floats(0, 1))
def test_the_threshold_lies_between_what_is_sure_and_what_is_possible(threshold, placed):
    sure, possible = Uncertainty(threshold, MEASURED, placed).ends
    assert -1 <= sure <= possible <= 254
    assert sure <= threshold
    assert possible >= min(np.floor(threshold), 254)


def test_of_several_places_the_worst_counts():
    minutes = np.full(100, 25.0)
    plain, mountain = minutes + np.arange(100) / 20, minutes - np.arange(100) / 10
    margin = measured_margin([(plain, minutes), (mountain, minutes)])
    assert margin.minutes == (25.0,)
    assert margin.half_widths == (
        pytest.approx(np.quantile(np.arange(100) / 10, MEASURED_SHARE), abs=0.05),
    )
    held = np.abs(mountain - minutes) <= half_width(minutes, margin)
    assert held.mean() >= 0.85


def test_a_class_of_few_trips_measures_nothing():
    few = (np.full(29, 55.0), np.full(29, 45.0))
    many = (np.full(30, 22.0), np.full(30, 25.0))
    assert measured_margin([few, many]) == Margin((25.0,), (3.0,))
    with pytest.raises(ValueError, match="few"):
        measured_margin([few])
