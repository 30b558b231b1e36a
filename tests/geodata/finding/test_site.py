"""The map of a course holds where it takes place and where the person starts from."""

import pytest
from atlases.small import small_atlas

from geodata.asking.query import Near
from geodata.finding.course import describe
from geodata.finding.origin import locate
from geodata.finding.site import bounds_around


@pytest.fixture(scope="module")
def atlas():
    return small_atlas()


@pytest.fixture(scope="module")
def delta(atlas):
    return locate(atlas, Near(commune="02004"))


def test_the_map_holds_the_site_and_the_starting_place(atlas, delta):
    course = describe(atlas, "full", delta)
    (south, west), (north, east) = bounds_around(course.site, delta)
    for point in (course.site, delta.place):
        assert south < point.lat < north
        assert west < point.lon < east
    assert bounds_around(describe(atlas, "bare").site, delta) == []


def test_a_map_of_one_commune_still_names_its_neighbours(atlas):
    alpha = locate(atlas, Near(commune="80001"))
    for origin in (None, alpha):
        (south, west), (north, east) = bounds_around(describe(atlas, "full", origin).site, origin)
        assert north - south >= 0.13
        assert east - west >= 0.13
