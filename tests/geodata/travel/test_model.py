import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geodata.travel import model
from geodata.travel.error import error_by_band
from geodata.travel.model import SPEED_LAWS, EstimatedTravel, matrix, whole_minutes
from geodata.vocabulary import MODES, TRANSIT

MODEL = EstimatedTravel()
# Somewhere in mainland France, in metres of EPSG:2154.
PLACES = st.tuples(st.floats(1e5, 1.3e6), st.floats(6.0e6, 7.2e6))
ANY_MODE = st.sampled_from(MODEL.modes)
HERE = (650_000.0, 7_000_000.0)


def minutes(origin, destination, mode="voiture"):
    return float(MODEL.minutes([origin], [destination], mode)[0, 0])


def east(metres):
    return (HERE[0] + metres, HERE[1])


def test_knows_every_mode_of_the_vocabulary():
    assert set(MODEL.modes) == set(MODES) - {TRANSIT}


@pytest.mark.parametrize(
    ("mode", "metres", "expected"),
    [
        # 20 km as the crow flies, 26 km by road, at 56.59 km/h: worked by hand.
        ("voiture", 20_000, 27.92),
        ("voiture", 100_000, 0.35 + 60 * 130 / (118.5 - 70.2 * np.exp(-130 / 207))),
        ("velo", 10_000, 52.0),
        ("marche", 1_000, 15.6),
    ],
)
def test_worked_examples(mode, metres, expected):
    assert minutes(HERE, east(metres), mode) == pytest.approx(expected, abs=0.01)


@given(PLACES, PLACES, ANY_MODE)
def test_is_the_same_both_ways(a, b, mode):
    assert minutes(a, b, mode) == minutes(b, a, mode)


@given(PLACES, ANY_MODE)
def test_takes_no_time_to_stay(place, mode):
    assert whole_minutes(MODEL.minutes([place], [place], mode))[0, 0] == 0


@given(ANY_MODE, st.lists(st.floats(0, 500_000), min_size=2, max_size=30))
def test_grows_with_the_distance(mode, distances):
    distances = sorted(distances)
    times = MODEL.minutes([HERE], [east(metres) for metres in distances], mode)[0]
    assert (np.diff(times) >= 0).all()
    assert (np.diff(times)[np.diff(distances) > 50] > 0).all()


@given(ANY_MODE, st.floats(1, 400), st.floats(0, 2 * np.pi))
def test_reach_holds_what_is_within_the_time(mode, limit, angle):
    area = MODEL.reach(HERE, limit, mode)
    west_x, _, east_x, _ = area.bounds
    radius = (east_x - west_x) / 2
    heading = np.array([np.cos(angle), np.sin(angle)])
    inside, outside = HERE + 0.999 * radius * heading, HERE + 1.001 * radius * heading
    assert area.contains(Point(inside))
    assert minutes(HERE, inside, mode) < limit
    assert not area.contains(Point(outside))
    assert minutes(HERE, outside, mode) > limit


@pytest.mark.parametrize("mode", MODEL.modes)
def test_reach_of_no_time_is_empty(mode):
    assert MODEL.reach(HERE, 0, mode).is_empty


def test_reach_of_less_than_the_shortest_trip_is_empty():
    assert MODEL.reach(HERE, SPEED_LAWS["voiture"].start, "voiture").is_empty


@pytest.mark.parametrize("limit", [-1, -0.001, float("nan"), float("inf"), 1e9])
def test_reach_refuses_an_absurd_time(limit):
    with pytest.raises(ValueError, match="minutes"):
        MODEL.reach(HERE, limit, "voiture")


@pytest.mark.parametrize("xy", [(1.0,), (np.nan, 7e6), (np.inf, 0), (1, 2, 3)])
def test_reach_refuses_what_is_no_place(xy):
    with pytest.raises(ValueError, match="xy"):
        MODEL.reach(xy, 30, "voiture")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: MODEL.minutes([HERE], [HERE], "trottinette"),
        lambda: MODEL.reach(HERE, 30, "trottinette"),
        lambda: matrix(MODEL, [HERE], [HERE], "trottinette"),
    ],
)
def test_names_the_unknown_mode(ask):
    with pytest.raises(ValueError, match="trottinette"):
        ask()


@pytest.mark.parametrize("xy", [[1.0, 2.0], [[1.0, 2.0, 3.0]], [[[1.0, 2.0]]]])
def test_refuses_coordinates_of_another_shape(xy):
    with pytest.raises(ValueError, match="shape"):
        MODEL.minutes(xy, [HERE], "voiture")


@pytest.mark.parametrize("unknown", [np.nan, np.inf, -np.inf, 1e300, 1e12])
def test_an_unknown_place_is_out_of_reach_and_spoils_no_other(unknown):
    communes = [HERE, (unknown, 7e6)]
    sites = [east(1000), (6e5, unknown), east(2000)]
    assert np.isnan(MODEL.minutes(communes, sites, "voiture")[1]).all()
    whole = matrix(MODEL, communes, sites, "voiture")
    assert whole.tolist() == [[2, 255], [255, 255], [4, 255]]


def test_only_unknown_places():
    assert matrix(MODEL, [(np.nan, np.nan)], [(np.nan, 1.0)], "velo").tolist() == [[255]]


@pytest.mark.parametrize(("n", "m"), [(0, 3), (3, 0), (0, 0)])
def test_no_place_at_all(n, m):
    communes, sites = np.zeros((n, 2)), np.zeros((m, 2))
    assert MODEL.minutes(communes, sites, "marche").shape == (n, m)
    assert matrix(MODEL, communes, sites, "marche").shape == (m, n)


def test_blocks_change_nothing(monkeypatch):
    rng = np.random.default_rng(2)
    communes = rng.uniform((6e5, 6.9e6), (8e5, 7.1e6), (23, 2))
    sites = rng.uniform((6e5, 6.9e6), (8e5, 7.1e6), (11, 2))
    whole = MODEL.minutes(communes, sites, "voiture")
    whole_matrix = matrix(MODEL, communes, sites, "voiture")
    monkeypatch.setattr(model, "_CELLS_AT_ONCE", 37)
    np.testing.assert_array_equal(MODEL.minutes(communes, sites, "voiture"), whole)
    np.testing.assert_array_equal(matrix(MODEL, communes, sites, "voiture"), whole_matrix)


def test_a_region_stays_within_its_memory():
    rng = np.random.default_rng(3)
    communes, sites = rng.uniform(0, 2e5, (3782, 2)), rng.uniform(0, 2e5, (1500, 2))
    tracemalloc.start()
    result = matrix(MODEL, communes, sites, "voiture")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.nbytes == 3782 * 1500
    assert peak < result.nbytes + 40e6


class OneWay:
    """A model where the way back is longer: the commune is always the origin."""

    name = "sens unique"
    modes = ("voiture",)

    def minutes(self, origins_xy, destinations_xy, mode):
        origins, destinations = np.asarray(origins_xy), np.asarray(destinations_xy)
        return (destinations[None, :, 0] - 2 * origins[:, None, 0] + 100).astype(np.float32)

    def reach(self, xy, minutes, mode):
        raise NotImplementedError


def test_matrix_goes_from_communes_to_sites_one_row_a_site():
    whole = matrix(OneWay(), [(1, 0), (2, 0)], [(10, 0), (20, 0), (30, 0)], "voiture")
    assert whole.tolist() == [[108, 106], [118, 116], [128, 126]]
    assert whole.dtype == np.uint8
    assert whole.flags.c_contiguous


@pytest.mark.parametrize(
    ("exact", "whole"),
    [
        (0.0, 0),
        (0.49, 0),
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (254.0, 254),
        (254.4, 254),
        (254.5, 255),
        (300.0, 255),
        (1e30, 255),
        (np.inf, 255),
        (np.nan, 255),
    ],
)
def test_whole_minutes(exact, whole):
    rounded = whole_minutes(np.float32([exact]))
    assert rounded.dtype == np.uint8
    assert rounded.tolist() == [whole]


def test_whole_minutes_refuses_a_negative_time():
    with pytest.raises(ValueError, match="negative"):
        whole_minutes([3.0, -0.5])


def test_error_by_band_worked_example():
    table = error_by_band(
        [10, 20, 30, 45, 100, np.nan], [12, 16, 33, 45, 90, 5], (0, 30, 60, 90, 200)
    )
    assert table["pairs"].tolist() == [2, 2, 0, 1]
    assert table["mean_absolute_error"].tolist()[:2] == [3.0, 1.5]
    assert table["bias"].tolist()[:2] == [-1.0, 1.5]
    assert table["bias"].iloc[3] == -10.0
    assert table.iloc[2][["mean_absolute_error", "bias"]].isna().all()


def test_error_by_band_refuses_what_does_not_match():
    with pytest.raises(ValueError, match="estimates"):
        error_by_band([1, 2], [1], (0, 30))
    with pytest.raises(ValueError, match="grow"):
        error_by_band([1], [1], (0, 30, 30))


@pytest.mark.parametrize("mode", list(SPEED_LAWS))
def test_a_radius_is_what_a_time_reaches(mode):
    law = SPEED_LAWS[mode]
    for minutes in (0, 0.2, 20.5, 60.5, 60.5):
        assert law.radius(minutes) == float(law.metres(minutes))
