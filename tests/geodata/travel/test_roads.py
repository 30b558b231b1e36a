"""Minutes by road where they are known, the estimate elsewhere; the factor of the operator."""

from datetime import date

import numpy as np
import pytest

from geodata.travel.congestion import Slowed, slowed_tables
from geodata.travel.model import EstimatedTravel, matrix
from geodata.travel.network import NetworkTravel, PlaceNetwork
from geodata.travel.roads import (
    BEYOND,
    UNKNOWN,
    RoadTimes,
    RoadTravel,
    in_force,
    in_force_from,
    road_name,
)
from geodata.travel.words import times_line, times_named

# Places every 3 km along a road; the last is an island, the one before is far from any road.
XY = np.column_stack([np.arange(5) * 3_000.0, np.zeros(5)]) + np.array([600_000, 7_000_000])
ELSEWHERE = XY[:1] + np.array([0.0, 700.0])
CAR = np.array(
    [
        [0, 9, 20, UNKNOWN, BEYOND],
        [7, 0, 11, UNKNOWN, BEYOND],
        [20, 12, 0, UNKNOWN, BEYOND],
        [UNKNOWN] * 5,
        [BEYOND, BEYOND, BEYOND, UNKNOWN, 0],
    ],
    dtype=np.uint8,
)
ROADS = RoadTimes("r1", "OSRM", "nord.osm.pbf", date(2026, 11, 12), XY, {"voiture": CAR})
ESTIMATE = EstimatedTravel()
MODEL = RoadTravel(ROADS, ESTIMATE)


def test_both_ends_known_the_road_is_told_and_each_way_has_its_own():
    found = MODEL.minutes(XY[:3], XY[:3], "voiture")
    np.testing.assert_array_equal(found, CAR[:3, :3])
    assert found[0, 1] != found[1, 0]


def test_a_place_that_the_roads_do_not_know_keeps_the_estimate():
    estimated = ESTIMATE.minutes(XY, XY, "voiture")
    found = MODEL.minutes(XY, XY, "voiture")
    np.testing.assert_array_equal(found[:, 3], estimated[:, 3])
    away = MODEL.minutes(ELSEWHERE, XY, "voiture")
    np.testing.assert_array_equal(away, ESTIMATE.minutes(ELSEWHERE, XY, "voiture"))
    nowhere = MODEL.minutes([[np.nan, np.nan]], XY, "voiture")
    assert np.isnan(nowhere).all()


def test_no_road_is_out_of_reach_and_not_a_number_of_minutes():
    assert matrix(MODEL, XY, XY, "voiture")[4, 0] == 255
    assert matrix(MODEL, XY, XY, "voiture")[2, 0] == 20


def test_a_mode_without_a_table_is_the_estimate_and_says_so():
    np.testing.assert_array_equal(MODEL.minutes(XY, XY, "velo"), ESTIMATE.minutes(XY, XY, "velo"))
    assert MODEL.named("velo") == ESTIMATE.name
    assert MODEL.named("voiture") == ("Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026")


def test_it_tells_where_it_speaks():
    assert MODEL.by_road("voiture")
    assert MODEL.by_road("voiture", XY[0])
    assert not MODEL.by_road("voiture", XY[3])
    assert not MODEL.by_road("voiture", ELSEWHERE[0])
    assert not MODEL.by_road("velo")


def test_the_matrices_of_a_build_are_replaced_where_roads_are_known():
    sites = np.concatenate([XY[[2, 3, 4]], ELSEWHERE])
    built = {"voiture": np.full((4, 2), 99, np.uint8), "velo": np.full((4, 2), 98, np.uint8)}
    found = in_force(built, ROADS, XY[:2], sites)
    np.testing.assert_array_equal(found["voiture"], [[20, 11], [99, 99], [255, 255], [99, 99]])
    np.testing.assert_array_equal(found["velo"], built["velo"])
    assert (built["voiture"] == 99).all()


def test_the_area_by_car_is_that_of_the_roads():
    # Villages every 1.5 km, eight by eight; the roads are four times slower than the estimate.
    steps = np.arange(8) * 1_500.0
    xy = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) + XY[0]
    xy += np.random.default_rng(5).uniform(-200, 200, xy.shape)
    rows = np.arange(64).reshape(8, 8)
    across = np.column_stack([rows[:, :-1].ravel(), rows[:, 1:].ravel()])
    along = np.column_stack([rows[:-1].ravel(), rows[1:].ravel()])
    links = np.concatenate([across, along]).astype(np.int32)
    network = NetworkTravel(PlaceNetwork(xy, np.full(64, 100.0), np.zeros(64), links))
    slow = np.minimum(4 * network.minutes(xy, xy, "voiture"), 250).astype(np.uint8)
    roads = RoadTravel(RoadTimes("r", "OSRM", "x", None, xy, {"voiture": slow}), network)
    by_road, estimated = (model.reach(xy[0], 20, "voiture") for model in (roads, network))
    assert 0 < by_road.area < estimated.area / 2
    beside = xy[0] + np.array([0.0, 700.0])
    assert roads.reach(beside, 20, "voiture").equals(network.reach(beside, 20, "voiture"))


def test_an_extract_without_a_date_is_called_by_its_file():
    assert (
        road_name("OSRM", None, "x.osm")
        == "Temps routiers OSRM, extrait OpenStreetMap «\u202fx.osm\u202f»"
    )


def test_the_factor_lengthens_the_car_only():
    slow = Slowed(MODEL, 1.2)
    np.testing.assert_allclose(slow.minutes(XY[:1], XY[:3], "voiture")[0], [0, 10.8, 24])
    np.testing.assert_array_equal(slow.minutes(XY, XY, "velo"), MODEL.minutes(XY, XY, "velo"))
    assert slow.reach(XY[0], 36, "voiture").equals(MODEL.reach(XY[0], 30, "voiture"))


def test_the_factor_lengthens_whole_minutes_and_leaves_what_is_out_of_reach():
    minutes = np.array([[0, 10, 230, 254, 255]], dtype=np.uint8)
    found = slowed_tables({"voiture": minutes, "velo": minutes}, 1.2)
    np.testing.assert_array_equal(found["voiture"], [[0, 12, 255, 255, 255]])
    np.testing.assert_array_equal(found["velo"], minutes)


@pytest.mark.parametrize(
    ("model", "factor", "line"),
    [
        (ESTIMATE, 1, "Temps estimés, sans les embouteillages"),
        (
            MODEL,
            1,
            "Temps routiers OSRM, extrait OpenStreetMap du 12/11/2026 (voiture) ; temps estimés "
            "(vélo, marche), sans les embouteillages",
        ),
        (
            ESTIMATE,
            1.2,
            "Temps estimés, en voiture allongés de 20 % pour la circulation",
        ),
    ],
)
def test_what_gives_the_times_is_said_by_mode(model, factor, line):
    assert times_line(model, factor) == line


def test_inside_a_sentence_the_engine_keeps_its_capitals():
    named = times_named(Slowed(MODEL, 1.5), "voiture", 1.5)
    assert named == (
        "temps routiers OSRM, extrait OpenStreetMap du 12/11/2026, allongés de 50 % pour la "
        "circulation"
    )


def test_homes_take_the_times_of_roads_only_where_roads_know_them_all():
    estimated = {"voiture": np.full((2, 3), 99, np.uint8), "velo": np.full((2, 3), 50, np.uint8)}
    known = in_force_from(XY[:3], estimated, ROADS, XY[:2])
    np.testing.assert_array_equal(known["voiture"], CAR[:3, :2].T)
    some = in_force_from(np.vstack([XY[:2], ELSEWHERE]), estimated, ROADS, XY[:2])
    assert list(some) == ["velo"]
    np.testing.assert_array_equal(some["velo"], estimated["velo"])
