"""A Formacode or an NSF code finds the courses that have it, and says so when none has."""

import pytest
from atlases.needs import needs_atlas
from atlases.small import FULL, offer, small_atlas

from geodata.finding.words import answer_words


@pytest.fixture(scope="module")
def region():
    return small_atlas([FULL, offer("coded", title="Master Droit", formacodes="13254", nsf="128")])


@pytest.mark.parametrize("code", ["Formacode 13254", "13254", "NSF 128", "code NSF 128g"])
def test_a_code_finds_the_courses_that_have_it(region, code):
    found = answer_words(region, code)
    assert list(region.offers["offer"][found.relevance > 0]) == ["coded"]
    assert not found.sentence


@pytest.mark.parametrize(
    ("code", "led"),
    [("FAP S1Z40", {"soin-2", "cuisine"}), ("v0z60", {"soin-1", "soin-2", "loin"})],
)
def test_the_code_of_a_metier_finds_what_leads_to_it(code, led):
    region = needs_atlas()
    found = answer_words(region, code)
    assert set(region.offers["offer"][found.relevance > 0]) == led


def test_the_code_of_a_metier_that_nothing_leads_to_is_said():
    found = answer_words(needs_atlas(), "FAP S1Z20")
    assert not found.relevance.any()
    assert "ne mène aux métiers du code FAP S1Z20" in found.sentence


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("formacode 99999", "n'a le Formacode 99999"),
        ("NSF 999", "n'a la spécialité NSF 999"),
        ("CPC 10", "Aucune source chargée ne dit de quelle commission"),
    ],
)
def test_a_code_that_no_course_has_is_said(region, code, said):
    found = answer_words(region, code)
    assert not found.relevance.any()
    assert said in found.sentence
