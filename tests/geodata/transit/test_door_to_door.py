"""Journeys there and back whose times are known by hand."""

import numpy as np
import pytest
from samples.small_timetable import minute, small_timetable

from geodata.transit.door_to_door import door_to_door
from geodata.transit.model import TransitTravel
from geodata.travel.model import EstimatedTravel
from geodata.vocabulary import TRANSIT

STOPS = {"A": (0, 0), "B": (10_000, 0), "C": (20_000, 0)}
THERE = [
    ("1", "bus", [("A", "7:50"), ("B", "8:10")]),
    ("2", "train", [("B", "8:15"), ("C", "8:30")]),
]
BACK = [
    ("2", "train", [("C", "17:20"), ("B", "17:35")]),
    ("1", "bus", [("B", "17:40"), ("A", "18:00")]),
]


def day(*runs, home=(0, 0), place=(20_000, 0), changes=None):
    """Return minutes there, changes, minutes back and last return of one home and one place."""
    found = door_to_door(small_timetable(STOPS, *runs, changes=changes), [home], [place])
    return tuple(int(one[0, 0]) for one in (found.go, found.changes, found.back, found.last))


def test_there_and_back_with_a_change():
    assert day(*THERE, *BACK) == (40, 1, 40, minute("17:20"))


def test_walks_at_both_ends_are_counted():
    # 500 m as the crow flies are 650 m on foot: 8.67 minutes at 4.5 km/h, rounded up.
    assert day(*THERE, *BACK, home=(0, 500), place=(20_000, -500)) == (58, 1, 58, 1040 - 9)


@pytest.mark.parametrize(("leaves", "go"), [("8:11", 255), ("8:12", 40)])
def test_a_connection_is_missed_by_a_minute(leaves, go):
    """Two minutes are needed to change."""
    bus, _ = THERE
    train = ("2", "train", [("B", leaves), ("C", "8:30")])
    assert day(bus, train, *BACK)[0] == go


def test_a_timetable_says_how_long_a_change_takes():
    assert day(*THERE, *BACK, changes={("B", "B"): 6})[0] == 255
    assert day(*THERE, *BACK, changes={("B", "B"): 5})[0] == 40
    assert day(*THERE, *BACK, changes={("B", "B"): None})[0] == 255


def test_a_last_return_too_early_loses_the_day():
    early = ("2", "train", [("C", "16:50"), ("B", "17:05")])
    found = door_to_door(small_timetable(STOPS, *THERE, early, BACK[1]), [(0, 0)], [(20_000, 0)])
    assert (found.go[0, 0], found.back[0, 0], found.last[0, 0]) == (40, 255, -1)
    assert found.day[0, 0] == 255


def test_nobody_waits_for_a_return_after_seven():
    late = [("9", "bus", [("C", "19:05"), ("A", "19:40")])]
    assert day(*THERE, *late)[2:] == (255, minute("19:05"))


def test_arriving_before_eight_is_too_early():
    early = ("1", "bus", [("A", "7:10"), ("C", "7:55")])
    assert day(early, *BACK)[0] == 255


def test_one_leaves_as_late_as_possible_and_takes_what_then_arrives_first():
    slow = ("3", "bus", [("A", "7:40"), ("C", "8:20")])
    slower = ("4", "bus", [("B", "8:12"), ("C", "8:55")])
    assert day(slow, *THERE, slower, *BACK)[:2] == (40, 1)


def test_of_two_ways_alike_the_one_with_fewer_changes_is_kept():
    direct = ("5", "car", [("A", "7:50"), ("C", "8:30")])
    assert day(*THERE, direct, *BACK)[:2] == (40, 0)


def test_nothing_is_known_far_from_every_stop():
    assert day(*THERE, *BACK, home=(0, 1_200))[0] == 255  # 20.8 minutes on foot
    assert day(*THERE, *BACK, home=(np.nan, 0)) == (255, 255, 255, -1)


def test_a_short_way_needs_no_vehicle():
    assert day(*THERE, home=(19_000, 0))[:3] == (18, 0, 18)


def test_one_changes_on_foot_between_stops_that_are_near():
    near = {**STOPS, "D": (10_000, 300)}  # 5.2 minutes from B
    for leaves, go in (("8:16", 50), ("8:15", 255)):
        table = small_timetable(near, THERE[0], ("7", "bus", [("D", leaves), ("C", "8:40")]), *BACK)
        assert door_to_door(table, [(0, 0)], [(20_000, 0)]).go[0, 0] == go


def test_the_model_adds_a_mode_to_those_of_roads():
    model = TransitTravel(EstimatedTravel(), small_timetable(STOPS, *THERE, *BACK))
    assert model.modes == ("voiture", "velo", "marche", TRANSIT)
    assert model.name == EstimatedTravel.name
    times = model.minutes([(0, 0), (0, 5_000)], [(20_000, 0)], TRANSIT)
    assert times.shape == (2, 1)
    assert times[0, 0] == 40
    assert np.isnan(times[1, 0])
    assert model.reach((0, 0), 30, TRANSIT).is_empty
    assert model.minutes([(0, 0)], [(1_000, 0)], "marche")[0, 0] == pytest.approx(15.6)
