"""One word for a whole family: its levels take turns, and what is said of no course shows all."""

import pytest
from atlases.small import offer, small_atlas

from geodata.asking.query import parse_query
from geodata.finding.answer import find, order

TITLES = {
    "master": ("Master Cuisine", 7),
    "cap": ("CAP Cuisine", 3),
    "cap-again": ("CAP Cuisine", 3),
    "cap-arts": ("CAP Arts de la cuisine", 3),
    "bts": ("BTS Cuisine", 5),
    "unknown": ("Cuisine", None),
    "other": ("Licence Droit", 6),
}


@pytest.fixture(scope="module")
def region():
    return small_atlas([offer(n, title=title, level=at) for n, (title, at) in TITLES.items()])


def names(atlas, **asked):
    found = find(atlas, parse_query(asked), None)
    return [atlas.offers["offer"].iloc[row] for row in order(found, atlas, found.shown)]


def test_the_levels_of_a_family_take_turns_and_its_titles_within_a_level(region):
    # « Cuisine » alone is the title itself: « cuisinier » is of the family of all.
    asked = names(region, q="cuisinier")
    assert [TITLES[name][1] for name in asked[:3]] == [3, 5, 7]
    assert max(map(asked.index, ("cap", "cap-arts"))) < asked.index("cap-again")


def test_who_names_a_diploma_has_the_best_first(region):
    assert names(region, q="cap cuisine")[:2] == ["cap", "cap-again"]


def test_what_says_no_course_shows_the_most_offered_of_each_level(region):
    first = names(region, q="rqth")[:5]
    assert first[0] == "cap"
    assert {"bts", "other", "master", "unknown"} == set(first[1:])
