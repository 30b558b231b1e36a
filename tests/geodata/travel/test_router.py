"""The area that a server of itineraries says is reached, drawn from few of its times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from geodata.travel.router import routed_reach

CENTRE = np.array([650_000.0, 7_000_000.0])
NEAR = Point(CENTRE).buffer(10_000)


class Roads:
    """A server for which a minute is a kilometre in a straight line, but beyond a wall."""

    modes = ("voiture",)

    def __init__(self, wall=np.inf, answers=9):
        self.wall, self.answers, self.asked = wall, answers, []

    def minutes(self, mode, origin, ends):
        """Return minutes, infinite east of the wall; None once it has answered enough."""
        if len(self.asked) == self.answers:
            return None
        self.asked.append(len(ends))
        apart = np.hypot(*(ends - CENTRE).T) / 1_000
        return np.where(ends[:, 0] - CENTRE[0] > self.wall, np.inf, apart).astype(np.float32)


def test_the_area_is_a_disk_where_roads_go_everywhere_alike():
    roads = Roads()
    area = routed_reach(roads, CENTRE, 10, "voiture", NEAR)
    assert area.symmetric_difference(NEAR).area < 0.12 * NEAR.area


def test_what_is_beyond_a_wall_is_not_drawn():
    area = routed_reach(Roads(wall=3_000), CENTRE, 10, "voiture", NEAR)
    west = NEAR.intersection(box(*(CENTRE - 20_000), CENTRE[0] + 3_000, CENTRE[1] + 20_000))
    assert area.symmetric_difference(west).area < 0.15 * west.area


def test_what_a_fast_road_alone_leads_to_is_an_island():
    roads = Roads()
    to_all = roads.minutes

    def minutes(mode, origin, ends):
        apart = np.hypot(*(ends - CENTRE - [9_000, 0]).T) / 1_000
        return np.minimum(to_all(mode, origin, ends), 2 + apart)

    roads.minutes = minutes
    home, *islands = routed_reach(roads, CENTRE, 4.5, "voiture", NEAR).geoms
    assert home.contains(Point(CENTRE))
    assert len(islands) == 1
    assert islands[0].contains(Point(CENTRE[0] + 9_000, CENTRE[1]))


def test_few_points_are_asked_for():
    roads = Roads()
    routed_reach(roads, CENTRE, 10, "voiture", NEAR)
    assert len(roads.asked) == 2
    assert sum(roads.asked) < 500  # of 729


@given(minutes=st.floats(1, 14), wall=st.floats(500, 12_000))
def test_the_points_left_out_are_where_all_of_them_would_say_the_same(minutes, wall):
    found = routed_reach(Roads(wall), CENTRE, minutes, "voiture", NEAR)
    whole = box(*(CENTRE - 16_000), CENTRE[0] + wall, CENTRE[1] + 16_000)
    expected = Point(CENTRE).buffer(minutes * 1_000).intersection(whole)
    cell = 1_000  # metres between two points
    assert found.buffer(1.5 * cell).contains(expected)
    assert expected.buffer(1.5 * cell).contains(found)


@pytest.mark.parametrize("answers", [0, 1])
def test_without_an_answer_in_time_the_estimate_is_left_to_speak(answers):
    assert routed_reach(Roads(answers=answers), CENTRE, 10, "voiture", NEAR) is None


def test_nothing_is_asked_of_another_mode():
    roads = Roads()
    assert routed_reach(roads, CENTRE, 10, "velo", NEAR) is None
    assert roads.asked == []
