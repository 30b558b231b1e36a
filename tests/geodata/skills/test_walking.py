"""From a skill to métiers, their neighbours and the nearest courses, on the small atlas."""

import pytest
from atlases.skilled import skilled_atlas
from atlases.small import small_atlas

from geodata.asking.query import Near
from geodata.finding.origin import locate
from geodata.skills.walking import skills_of


@pytest.fixture(scope="module")
def atlas():
    return skilled_atlas()


@pytest.mark.parametrize("word", ["souder", "soudure", "soudage", "je sais souder"])
def test_a_verb_finds_what_it_does(atlas, word):
    skills = skills_of(atlas)
    found = skills.search(word.removeprefix("je sais "))
    assert skills.labels(found) == ["Réaliser des travaux de soudure"]


def test_words_that_no_skill_has_find_nothing(atlas):
    assert skills_of(atlas).search("jongler") == []
    assert skills_of(atlas).search("") == []


def test_the_metier_at_whose_heart_the_skill_is_comes_first(atlas):
    origin = locate(atlas, Near(commune="02003"))
    skills = skills_of(atlas)
    first, second = skills.asking(skills.search("souder"), origin, "voiture")
    assert (first.label, first.courses, first.minutes, first.town) == ("Soudeur", 2, 0, "Gamma")
    assert (second.label, second.courses, second.minutes) == ("Tuyauteur", 0, None)
    assert first.skills == 2


def test_neighbours_say_what_they_share(atlas):
    (one,) = skills_of(atlas).neighbours("H2913")
    assert (one.label, one.common, one.skills) == ("Tuyauteur", 1, 2)
    assert skills_of(atlas).neighbours("G1602") == []


def test_each_certification_is_at_its_nearest_course(atlas):
    (one,) = skills_of(atlas).near("H2913", locate(atlas, Near(commune="02004")), "voiture")
    assert (one.offer, one.place, one.minutes, one.courses) == ("weld-too", "Delta", 0, 2)


def test_the_heart_of_a_metier_comes_first(atlas):
    assert skills_of(atlas).of("H2914") == [
        ("Ajuster des tubes", True), ("Réaliser des travaux de soudure", False),
    ]  # fmt: skip


def test_without_a_source_nothing_is_known():
    skills = skills_of(small_atlas())
    assert not skills.known
    assert skills.search("souder") == []
