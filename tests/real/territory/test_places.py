"""The map of places on the real courses: who reaches a course that does not say its places."""

from datetime import date

import pytest

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.map import UNKNOWN_PLACES, classed


@pytest.mark.parametrize("asked", [{}, {"level": "3", "domain": "transport-logistique"}])
def test_nobody_within_thirty_minutes_of_a_course_is_out_of_reach_of_places(real_atlas, asked):
    covered = cover(
        real_atlas, parse_coverage({"measure": "accessibility", **asked}), date(2026, 11, 27)
    )
    drawn = classed(covered)
    near = covered.minutes <= 30
    out_of_reach = drawn.of_commune == len(drawn.upper) + 1
    assert not (near & out_of_reach).any()
    silent = near & (covered.accessibility == 0)
    (unknown,) = [line for line in drawn.lines if line.kind == UNKNOWN_PLACES]
    assert unknown.people == covered.people[silent].sum() > 0
