"""Minutes from commune to commune, on a coast drawn by hand."""

import numpy as np
import pytest
from scipy.spatial import Delaunay
from shapely import Point

from geodata.travel.model import EstimatedTravel, matrix
from geodata.travel.network import UNMEASURED, NetworkTravel, PlaceNetwork, estimate_of
from geodata.travel.words import times_line

# A bay: a west and an east shore 3 km apart, joined 18 km inland; places every 3 km.
STEPS = np.arange(7) * 3_000.0
WEST = np.column_stack([np.zeros(7), STEPS])
EAST = np.column_stack([np.full(7, 3_000.0), STEPS])
XY = np.concatenate([WEST, EAST]) + np.array([600_000, 7_000_000])
SHORES = [(i, i + 1) for i in range(6)] + [(i, i + 1) for i in range(7, 13)]
LINKS = np.array([*SHORES, (6, 13)], dtype=np.int32)  # inland, the two shores touch
BAY = PlaceNetwork(XY, np.full(14, 100.0), np.zeros(14), LINKS)
MODEL = NetworkTravel(BAY)


def minutes(a, b, model=MODEL):
    return float(model.minutes(XY[[a]], XY[[b]], "voiture")[0, 0])


def test_a_bay_is_gone_round():
    assert minutes(0, 7) > minutes(0, 6) > 20
    assert minutes(0, 7) > 4 * minutes(0, 7, EstimatedTravel())


def test_two_that_touch_are_as_near_as_the_crow_flies():
    assert minutes(0, 1) == pytest.approx(minutes(0, 1, EstimatedTravel()), abs=0.6)


def test_the_way_along_the_shore_is_worked_by_hand():
    # 18 km, six links at 0.809 minutes a kilometre where 100 people live on each.
    pace = 0.809 * np.exp(-0.418 * (np.log10(101) - 2))
    crow = EstimatedTravel().minutes([[0, 0]], [[18_000.0, 0]], "voiture")[0, 0]
    short = np.exp(-((18 / 8.34) ** 2))
    road = 5.98 + 60 * 18 / (52.5 + 67.2 * (1 - np.exp(-18 / 300)))
    expected = short * crow + (1 - short) * (road + 18 * (pace - 0.809))
    assert minutes(0, 6) == pytest.approx(expected, rel=1e-5)


def test_relief_and_sparse_country_and_towns_take_longer():
    climbed = NetworkTravel(PlaceNetwork(XY, BAY.density, np.tile([0.0, 300.0], 7), LINKS))
    sparse = NetworkTravel(PlaceNetwork(XY, BAY.density / 10, BAY.altitude, LINKS))
    crowded = NetworkTravel(PlaceNetwork(XY, BAY.density * 100, BAY.altitude, LINKS))
    for slower in (climbed, sparse, crowded):
        assert minutes(0, 6, slower) > minutes(0, 6) + 1


def test_it_is_the_same_both_ways_and_takes_few_for_many():
    there = MODEL.minutes(XY[:3], XY, "voiture")
    back = MODEL.minutes(XY, XY[:3], "voiture")
    np.testing.assert_allclose(there, back.T, rtol=1e-6)
    assert np.diagonal(there).max() < 0.5


def test_a_point_beside_a_town_hall_is_a_little_nearer_or_farther():
    inland, seaward = XY[0] + [0, 400], XY[0] - [0, 400]
    near, far = MODEL.minutes([inland, seaward], XY[[6]], "voiture")[:, 0]
    assert near < minutes(0, 6) < far
    assert far - near < 3


def test_unknown_places_are_unknown_and_far_ones_as_the_crow_flies():
    away = XY[[0]] + [200_000, 0]
    times = MODEL.minutes([[np.nan, 0.0], *away], XY[[1]], "voiture")[:, 0]
    assert np.isnan(times[0])
    assert times[1] == EstimatedTravel().minutes(away, XY[[1]], "voiture")[0, 0]


def test_an_island_is_reached_as_the_crow_flies():
    apart = NetworkTravel(PlaceNetwork(XY, BAY.density, BAY.altitude, LINKS[:-1]))
    assert minutes(0, 7, apart) == minutes(0, 7, EstimatedTravel())


@pytest.mark.parametrize("mode", ["voiture", "velo", "marche"])
def test_no_bridge_leads_to_an_island_overseas(mode):
    network = PlaceNetwork(XY, BAY.density, BAY.altitude, LINKS[:-1], overseas=True)
    model = estimate_of(network)
    times = model.minutes(XY, XY, mode)
    assert np.isnan(times[:7, 7:]).all()
    assert np.isnan(times[7:, :7]).all()
    assert np.isfinite(times[:7, :7]).all()
    assert model.name == UNMEASURED
    assert "non mesurées dans cette région" in times_line(model)
    assert "non mesurées" not in times_line(estimate_of(BAY))


def test_other_modes_are_those_of_the_crow_flies():
    for mode in ("velo", "marche"):
        np.testing.assert_array_equal(
            MODEL.minutes(XY, XY, mode), EstimatedTravel().minutes(XY, XY, mode)
        )


def test_what_is_in_reach_does_not_cross_the_bay():
    area = MODEL.reach(XY[0], 14, "voiture")
    assert area.contains(Point(XY[1]))
    assert not area.contains(Point(XY[10]))
    assert MODEL.reach(XY[0], 0, "voiture").is_empty


@pytest.mark.parametrize("most", [10, 30, 60, 120, 240])
def test_a_search_cut_short_finds_all_that_is_within_its_time(most):
    drawn = np.random.default_rng(most)
    xy = drawn.uniform(0, 300_000, (3_000, 2))
    density, altitude = 10 ** drawn.uniform(0, 4, len(xy)), drawn.uniform(0, 2_500, len(xy))
    corners = Delaunay(xy).simplices
    links = np.unique(np.sort(np.concatenate([corners[:, :2], corners[:, 1:]]), axis=1), axis=0)
    model = NetworkTravel(PlaceNetwork(xy, density, altitude, links.astype(np.int32)))
    start, rows = np.array([150_000.0, 150_000.0]), np.arange(len(xy))
    whole, cut = (model._minutes_within(start, rows, limit) for limit in (1e4, most))
    near = whole <= most
    assert near.any() or most == 10
    np.testing.assert_allclose(cut[near], whole[near])
    assert not (cut[~near] <= most).any()


def test_a_matrix_has_a_row_a_site():
    assert matrix(MODEL, XY, XY[:2], "voiture").shape == (2, 14)
    with pytest.raises(ValueError, match="unknown mode"):
        matrix(MODEL, XY, XY, "fusée")
