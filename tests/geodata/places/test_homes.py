"""Where people live: points of a commune, their people, what is averaged over them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.places.homes import MOST, Homes, gathered, halls, homes_of
from geodata.places.zoning import Zoning

COMMUNES = pd.DataFrame(
    {"code": ["80001", "80002", "80003"], "x": [0.0, 9e3, 18e3], "y": [0.0, 0.0, 0.0]}
)
TABLE = pd.DataFrame(
    {
        "commune": ["80002", "80001", "80001", "99999"],
        "x": [9_100.0, 10.0, 4_000.0, 0.0],
        "y": [0.0, 0.0, 0.0, 0.0],
        "people": [5.0, 3.0, 1.0, 7.0],
    }
)
"""Three quarters of the first commune live by the town hall; the third is not known."""


@pytest.fixture
def homes() -> Homes:
    found = homes_of(TABLE, COMMUNES)
    assert found is not None
    return found


def test_a_commune_that_nobody_described_keeps_its_town_hall(homes) -> None:
    assert homes.of_commune.tolist() == [0, 0, 1, 2]
    assert homes.share.tolist() == [0.75, 0.25, 1, 1]
    assert homes.xy[3].tolist() == [18e3, 0]
    assert not homes.halls
    assert homes_of(TABLE.iloc[3:], COMMUNES) is None


def test_people_are_shared_out_whole_and_nobody_is_lost(homes) -> None:
    # Three quarters of 6 is 4.5: the remainders are equal, the first point has the odd one.
    assert homes.people(np.array([6, 10, 0])).tolist() == [5, 1, 10, 0]
    assert homes.people(np.array([1, 1, 1])).tolist() == [1, 0, 1, 1]


@given(
    counts=st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    weights=st.lists(st.floats(1e-3, 1e4), min_size=4, max_size=4),
)
def test_each_commune_keeps_its_people_within_one_of_their_share(counts, weights) -> None:
    found = homes_of(TABLE.assign(people=weights), COMMUNES)
    assert found is not None
    people = found.people(np.array(counts))
    assert (people >= 0).all()
    assert found.sums(people).tolist() == counts
    exact = found.share * np.array(counts)[found.of_commune]
    assert np.abs(people - exact).max() <= 1 + 1e-6


def test_the_time_of_a_commune_is_the_mean_of_its_people(homes) -> None:
    assert homes.mean(np.array([10, 20, 7, 9], np.uint8)).tolist() == [13, 7, 9]  # 12.5, upwards
    table = np.array([[10, 20, 7, 9], [30, 30, 255, 1]], np.uint8)
    assert homes.mean(table).tolist() == [[13, 7, 9], [30, 255, 1]]
    assert homes.mean(np.empty((0, 4), np.uint8)).shape == (0, 3)


def test_a_commune_is_out_of_reach_when_most_of_its_people_are(homes) -> None:
    # The quarter that cannot get there is left out of the mean; three quarters decide.
    assert homes.mean(np.array([10, 255, 7, 9], np.uint8)).tolist() == [10, 7, 9]
    assert homes.mean(np.array([255, 10, 7, 9], np.uint8)).tolist() == [255, 7, 9]


@given(st.lists(st.integers(0, 255), min_size=4, max_size=4), st.floats(0.01, 0.99))
def test_the_mean_is_that_of_a_loop_over_people(minutes, first) -> None:
    found = homes_of(TABLE.assign(people=[1, first, 1 - first, 1]), COMMUNES)
    assert found is not None
    told = found.mean(np.array(minutes, np.uint8))
    for commune in range(3):
        reached = [
            (float(found.share[point]), minutes[point])
            for point in range(4)
            if found.of_commune[point] == commune and minutes[point] < 255
        ]
        weight = sum(share for share, _ in reached)
        if weight < 0.5 - 1e-5:
            assert told[commune] == 255
        elif weight > 0.5 + 1e-5:
            mean = sum(share * minute for share, minute in reached) / weight
            assert abs(int(told[commune]) - mean) <= 0.5 + 1e-3


def test_town_halls_change_nothing(homes) -> None:
    alone = halls(COMMUNES[["x", "y"]])
    values = np.array([3, 2, 1])
    zones = Zoning("epci", ("a", "b"), np.array([0, 1, 1]))
    assert alone.people(values) is values
    assert alone.mean(values) is values
    assert alone.each(values) is values
    assert alone.zones(zones) is zones
    assert homes.zones(zones).sums([1, 1, 1, 1]).tolist() == [2, 2]


def cells(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["commune", "x", "y", "people"])


def test_cells_of_one_square_make_one_point_at_their_weighted_centre() -> None:
    found = gathered(cells(("80001", 100, 100, 3), ("80001", 500, 900, 1), ("80002", 100, 100, 2)))
    assert found.to_dict("records") == [
        {"commune": "80001", "x": 200.0, "y": 300.0, "people": 4},
        {"commune": "80002", "x": 100.0, "y": 100.0, "people": 2},
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["80001", "80002"]),
            st.floats(0, 3e4),
            st.floats(7e6, 7.03e6),
            st.floats(0.5, 900),
        ),
        max_size=60,
    )
)
def test_few_points_stand_for_all_the_people_of_a_commune(rows) -> None:
    given_cells = cells(*rows).astype({"x": float, "y": float, "people": float})
    found = gathered(given_cells)
    for code, own in given_cells.groupby("commune"):
        points = found[found["commune"] == code]
        assert 1 <= len(points) <= MOST
        assert points["people"].sum() == pytest.approx(own["people"].sum())
        for axis in ("x", "y"):
            centre = np.average(own[axis], weights=own["people"])
            assert np.average(points[axis], weights=points["people"]) == pytest.approx(centre)
    assert set(found["commune"]) == set(given_cells["commune"])
