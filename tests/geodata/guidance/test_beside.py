"""What stands beside a course: helps around it, guides near the person or near the course."""

import pytest
from atlases.guided import guided_atlas

from geodata.asking.query import Near
from geodata.finding.origin import locate
from geodata.guidance.beside import beside


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


def test_guides_are_near_the_person(atlas):
    found = beside(atlas, 0, locate(atlas, Near(commune="02003")))
    assert found.start == "Gamma"
    assert {one.kind: one.commune for one in found.guides} == {
        "mission_locale": "Gamma", "cio": "Gamma", "apec": "Alpha",
    }  # fmt: skip
    assert [one.name for one in found.helps] == ["Gare d'Alpha"]
    assert found.helps[0].source.endswith("mars 2026")


def test_without_a_person_they_are_near_the_course(atlas):
    found = beside(atlas, 0, None)
    assert (found.start, found.guides[0].minutes) == ("Alpha", 0)


def test_a_course_at_no_place_has_nothing_around(atlas):
    found = beside(atlas, -1, None)
    assert (found.helps, found.guides) == ((), ())
    assert {one.kind for one in found.of_helps if not one.silent} == {"gare"}
