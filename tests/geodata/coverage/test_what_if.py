import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.asking.scenario import Changes
from geodata.coverage.accessibility import accessibility, catchments, decay_weights
from geodata.coverage.nearest import nearest, nearest_site
from geodata.coverage.offering import Offering
from geodata.coverage.what_if import (
    accessibility_before_after,
    compare,
    nearest_site_after,
    what_if,
)
from geodata.places.zoning import zoning

MINUTES = st.sampled_from([0, 9, 15, 30, 31, 255])


def offer(courses, places):
    courses = np.array(courses)
    return Offering(courses, np.zeros_like(courses), np.array(places, dtype=float), 0, 0, 0)


def changes(opened=(), opened_places=(), closed=(), resized=(), resized_places=()):
    return Changes(
        np.array(opened, dtype=np.int64),
        np.array(opened_places, dtype=np.float64),
        np.array(closed, dtype=np.int64),
        np.array(resized, dtype=np.int64),
        np.array(resized_places, dtype=np.float64),
    )


@st.composite
def cases(draw):
    sites, communes = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    rows = st.lists(st.integers(0, sites - 1), unique=True)
    opened = draw(st.lists(st.integers(0, communes - 1), unique=True, max_size=3))
    resized = draw(rows)
    return (
        draw(hnp.arrays(np.uint8, (sites, communes), elements=MINUTES)),
        offer(
            draw(hnp.arrays(np.int64, sites, elements=st.integers(0, 2))),
            draw(hnp.arrays(np.int64, sites, elements=st.integers(0, 30))),
        ),
        changes(opened, [5.0] * len(opened), draw(rows), resized, [7.0] * len(resized)),
        draw(hnp.arrays(np.uint8, (len(opened), communes), elements=MINUTES)),
        draw(hnp.arrays(np.int64, communes, elements=st.integers(0, 900))),
    )


@given(cases())
def test_after_is_the_same_as_an_offer_that_had_always_been_so(case):
    matrix, before, change, opened, people = case
    what = what_if(matrix, before, change, opened)
    courses = np.append(before.courses, np.ones(len(opened), dtype=int))
    courses[change.closed] = 0
    all_minutes = np.vstack([matrix, opened])
    assert what.after.tolist() == nearest(all_minutes, courses > 0).tolist()
    assert what.before.tolist() == nearest(matrix, before.mask).tolist()
    named = nearest_site_after(matrix, what)
    assert named.tolist() == nearest_site(all_minutes, courses > 0).tolist()

    places = np.append(before.places, change.opened_places)
    places[change.resized] = change.resized_places
    places[courses == 0] = 0
    demand = catchments(decay_weights(matrix), people)
    _, after = accessibility_before_after(demand, what)
    expected = accessibility(catchments(decay_weights(all_minutes), people), places)
    np.testing.assert_allclose(after.per_thousand, expected.per_thousand, rtol=1e-12)


@given(cases(), st.sampled_from([0, 15, 30, 254]))
def test_the_table_adds_up(case, threshold):
    matrix, before, change, opened, people = case
    what = what_if(matrix, before, change, opened)
    codes = ["a" if row % 2 else "b" for row in range(len(people))]
    table = compare(zoning(pd.DataFrame({"spel": codes}), "spel"), what, people, threshold)
    assert (table["covered_before"] + table["gained"] - table["lost"]).equals(
        table["covered_after"]
    )
    assert table["population"].sum() == people.sum()
    within = (what.after <= threshold) & (what.after != 255)
    assert table["covered_after"].sum() == people[within].sum()


def test_no_change_changes_nothing():
    matrix = np.array([[5, 40]], dtype=np.uint8)
    what = what_if(matrix, offer([1], [10]), changes(), np.zeros((0, 2), dtype=np.uint8))
    assert what.before.tolist() == what.after.tolist() == [5, 40]
    assert what.places_before.tolist() == what.places_after.tolist() == [10]


def test_closing_the_only_site_leaves_nothing():
    matrix = np.array([[5, 40]], dtype=np.uint8)
    closed = what_if(matrix, offer([1], [10]), changes(closed=[0]), np.zeros((0, 2), np.uint8))
    assert closed.after.tolist() == [255, 255]
    assert closed.lost(30).tolist() == [True, False]
    assert closed.places_after.tolist() == [0]


def test_opening_gains():
    matrix = np.array([[5, 40]], dtype=np.uint8)
    opened = np.array([[40, 0]], dtype=np.uint8)
    what = what_if(matrix, offer([1], [10]), changes([1], [np.nan]), opened)
    assert what.gained(30).tolist() == [False, True]
    # The number of places was not said: it is not invented.
    assert what.places_after.tolist() == [10, 0]


def test_changes_to_a_site_without_a_matching_course_are_told():
    matrix = np.array([[5], [6]], dtype=np.uint8)
    what = what_if(
        matrix, offer([1, 0], [10, 99]), changes(closed=[1], resized=[1], resized_places=[50]),
        np.zeros((0, 1), np.uint8),
    )  # fmt: skip
    assert what.without_effect.tolist() == [1]
    assert what.places_after.tolist() == [10, 0]


def test_refuses_minutes_of_other_openings():
    matrix = np.zeros((1, 1), np.uint8)
    with pytest.raises(ValueError, match="openings"):
        what_if(matrix, offer([1], [1]), changes([0], [1]), np.zeros((0, 1), np.uint8))
