"""Towns that are written as they are heard are read as they are spelt."""

import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.finding.towns_by_sound import with_towns
from geodata.finding.words import answer_words


@pytest.fixture(scope="module")
def region():
    return small_atlas([FULL, offer("delta", site="delta")])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cuisine à delltah", "cuisine à Delta"),
        ("Deltat CAP cuisine", "Delta CAP cuisine"),
        ("cuisine Delta", "cuisine Delta"),  # well written
        ("cuisine zetta", "cuisine zetta"),  # no such town
        ("delat", "delat"),  # sounds otherwise
        ("", ""),
    ],
)
def test_a_town_is_known_by_its_sound(region, typed, read):
    assert with_towns(region, typed) == read


def test_courses_of_a_misspelt_town_come_first(region):
    found = answer_words(region, "cap cuisine delltah")
    assert found.told.places == ("Delta",)
    assert region.offers["offer"].iloc[int(found.relevance.argmax())] == "delta"
