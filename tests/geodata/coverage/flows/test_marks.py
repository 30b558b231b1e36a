"""What is drawn on paper of people, courses and work: where, and how large."""

from datetime import date

import numpy as np
import pytest
from atlases.small import FULL, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.flows.marks import flow_marks

LAYERS = ("habitants", "formations", "trajets", "projets")


@pytest.fixture
def covered():
    atlas = small_atlas([{**FULL}])
    return cover(atlas, parse_coverage({"open": "02004"}), date(2026, 11, 22))


def halved(xy):
    return np.asarray(xy) / 2


def test_a_way_leads_from_each_commune_to_the_place_of_its_nearest_course(covered):
    ways, marks = flow_marks(covered, halved, ("trajets",))
    atlas = covered.atlas
    assert marks == []
    starts = {way.start for way in ways}
    assert starts <= {tuple(one) for one in halved(atlas.commune_xy)}
    opened = tuple(halved(atlas.commune_xy)[3])
    assert any(way.end == opened for way in ways)  # the opening of the scenario, its own commune
    assert {way.end for way in ways} - {opened} <= {tuple(one) for one in halved(atlas.site_xy)}


def test_surfaces_follow_the_numbers_and_only_what_is_ticked_is_drawn(covered):
    _, marks = flow_marks(covered, halved, ("habitants",))
    people = covered.atlas.communes["population"].to_numpy(float)
    assert {mark.kind for mark in marks} == {"people"}
    assert [mark.half**2 for mark in marks] == pytest.approx(400 * people / people.max())
    assert {mark.kind for mark in flow_marks(covered, halved, LAYERS)[1]} == {"people", "course"}
    assert flow_marks(covered, halved, ()) == ([], [])
