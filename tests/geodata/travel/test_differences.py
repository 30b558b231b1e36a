"""Where roads and the estimate differ: over which trips, and in which class."""

import numpy as np
import pytest

from geodata.travel.differences import (
    BOUNDS,
    UNCOMPARED,
    difference_classes,
    gaps_of,
    mean_differences,
)
from geodata.travel.model import OUT_OF_REACH


def minutes(*rows):
    return np.array(rows, dtype=np.uint8)


def test_the_mean_is_over_trips_that_one_of_both_says_are_within_the_hour():
    by_road = minutes([20, 10], [40, 10], [70, 10], [200, 10])
    estimated = minutes([10, 10], [30, 12], [50, 8], [190, 10])
    # The last place of the first commune is beyond for both: 10, 10 and 20 minutes count.
    assert list(mean_differences(by_road, estimated)) == [40 / 3, 0]


def test_a_trip_that_one_of_both_does_not_know_is_no_difference():
    by_road = minutes([20, 20], [20, 20], [20, OUT_OF_REACH], [OUT_OF_REACH, OUT_OF_REACH])
    estimated = minutes([10, 10], [10, 10], [10, 10], [10, 10])
    found = mean_differences(by_road, estimated)
    assert found[0] == 10
    assert np.isnan(found[1])  # two trips say too little


def test_classes_go_from_roads_far_faster_to_far_slower():
    found = difference_classes(np.array([-30, -7, -3, 0, 3, 7, 30, np.nan]))
    assert list(found) == [*range(len(BOUNDS) + 1), UNCOMPARED]


def test_what_the_differences_come_to():
    gaps = gaps_of(np.array([12.0, -6.0, np.nan, 0.0, 30.0]), np.array([1999, 4999, 50, 999, 10.0]))
    assert gaps.counts[0] == (0, 0)
    assert gaps.counts[1] == (1, 4999)
    assert gaps.counts[6] == (2, 2009)
    assert gaps.counts[UNCOMPARED] == (1, 50)
    assert gaps.mean == pytest.approx((12 * 2000 + 6 * 5000 + 0 * 1000 + 30 * 11) / 8011)
    # The farthest has too few people to be named, another has no gap.
    assert gaps.farthest.tolist() == [0, 1]
