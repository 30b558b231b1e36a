"""Two rows are one course only when voie, place and certification agree."""

import math

import pytest

from loaders.merging.same_course import (
    EXACT,
    LESS,
    MORE,
    NEAR,
    SHEET,
    Course,
    alike,
    cell,
    course_of,
    metres,
)
from tests.loaders.conftest import offer


def course(source: str, x: float = 0.0, precision: str = "address", **values: object) -> Course:
    """Return a course at a place that no code names, unless one is given."""
    site = {"site": "s", "x": x, "y": 0.0, "precision": precision}
    row = {**offer(1), "title": "BTS Tourisme", "voie": "superieur", "source": source, "site": "s"}
    return course_of({**row, "uai": "", "siret": "", **values}, {"s": site})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("address", "address", True),
        ("address", "commune", False),
        ("commune", "address", False),
        ("commune", "commune", False),
    ],
)
def test_positions_tell_only_when_both_are_precise(one: str, other: str, same: bool) -> None:
    found = alike(course("places", precision=one), course("psup", precision=other))
    assert (found == EXACT) == same
    assert (found == 0) != same


@pytest.mark.parametrize(("away", "same"), [(NEAR, True), (NEAR + 1, False), (-NEAR - 1, False)])
def test_places_are_one_within_300_metres(away: float, same: bool) -> None:
    assert NEAR == 300.0
    assert bool(alike(course("places"), course("psup", away))) == same


def test_a_code_of_the_school_tells_before_positions() -> None:
    one, far = course("places", uai="0800001A"), course("psup", 9e4, uai="0800001A")
    assert alike(one, far) == EXACT
    assert alike(one, course("psup", uai="0800002B")) == 0
    assert alike(one, course("psup", siret="1" * 14)) == EXACT, "one code each: positions tell"
    firms = [course(source, siret=siret * 14) for source, siret in (("a", "1"), ("b", "2"))]
    assert alike(*firms) == 0


def test_how_two_titles_compare() -> None:
    known = {"cfd": "3", "title": "BTS Opticien option A lunettes"}
    longer, shorter = course("places", **known), course("psup", title="BTS Opticien")
    assert (alike(shorter, longer), alike(longer, shorter)) == (LESS, MORE)
    common = course("psup", cfd="9", title="BTS Opticien")
    assert alike(course("places", cfd="9", title="BTS A"), common) == EXACT
    assert alike(common, course("places", **known, common="9")) == LESS
    assert alike(common, course("places", **known)) == 0
    sheet = {"rncp": "RNCP1"}
    assert alike(course("a", title="BTS Un", **sheet), course("b", title="BTS Deux", **sheet)) == (
        SHEET
    )


def test_two_files_of_one_source_do_not_say_the_same_course() -> None:
    assert alike(course("lheo"), course("lheo-2")) == 0


def test_a_course_without_a_place_is_far_from_every_other() -> None:
    nowhere = course_of({**offer(1), "site": ""}, {})
    assert metres(nowhere, course("places")) == math.inf
    assert cell(course("places", 299.0)) != cell(course("places", 301.0))
