"""What the atlas works out for the contract, over four communes that can be counted by eye."""

import pytest
from atlases.guided import guided_atlas
from atlases.portrait import portrait_atlas, projects
from atlases.small import FULL, offer

from geodata.contract.computed import CALCULATIONS, computed
from geodata.region.contract import COMPUTED
from geodata.territory import territory


def only(atlas, name):
    (found,) = computed(atlas, territory(atlas, "region", "99"), name)
    return found


def test_every_name_of_a_file_is_a_calculation():
    assert set(CALCULATIONS) == set(COMPUTED)


@pytest.mark.parametrize("name", COMPUTED)
def test_every_calculation_answers_over_an_atlas_that_knows_little(name):
    for found in computed(portrait_atlas(), territory(portrait_atlas(), "region", "99"), name):
        assert found.missing or (found.known and found.source and found.period)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("remote", 50.0, 2.0), ("rev3", 25.0, 1.0), ("metiers_told", 25.0, 1.0),
        ("placed", 50.0, 2.0),
    ],
)  # fmt: skip
def test_shares_of_the_courses_with_both_their_terms(name, value, part):
    offers = [FULL, offer("bare"), offer("far", modality="distance"), offer("b", site="delta")]
    found = only(portrait_atlas(offers=offers), name)
    assert found.value == value
    assert [number for _, number in found.parts] == [part, 4.0]


def test_the_demonstration_says_that_its_shares_are_simulated():
    assert "simulées" in only(portrait_atlas(demonstration=True), "rev3").note


def test_the_spel_that_have_a_course_of_care():
    assert only(portrait_atlas(), "care_spel").value == 0
    care = [offer("care", site="alpha", domain="sante")]
    assert only(portrait_atlas(offers=care), "care_spel").value == 1


def test_projects_are_those_of_the_survey():
    atlas = portrait_atlas(tension=[projects("total", 120), projects("soudeur", 20)])
    assert only(atlas, "recruitment").value == 120
    assert computed(portrait_atlas(), territory(atlas, "region", "99"), "recruitment") == []


def test_places_that_guide_are_counted_by_kind_and_the_lists_that_lack_are_named():
    found = only(guided_atlas(), "guides")
    assert found.value == 5
    assert dict(found.parts) == {
        "missions locales": 2, "centres d'information et d'orientation (CIO)": 2, "centres Apec": 1,
    }  # fmt: skip
    assert "agences France Travail" in found.note
    assert "missions locales" not in found.note
    assert found.period == "2026"


def test_who_lives_far_from_a_mission_locale_and_what_no_list_says():
    atlas = guided_atlas()
    far, cio = computed(atlas, territory(atlas, "region", "99"), "far_guides")
    minutes = atlas.model.minutes(atlas.commune_xy, atlas.commune_xy[[0, 2]], "voiture").min(axis=1)
    assert far.value == 100 * (minutes > 30).sum() / len(minutes)
    assert cio.known
    lost, _ = computed(portrait_atlas(), territory(atlas, "region", "99"), "far_guides")
    assert lost.missing
