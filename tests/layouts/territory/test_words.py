"""What must be remembered of a territory says which courses it rests on."""

import pytest
from atlases.partial import partial_atlas

from geodata.portrait.essentials import essentials
from geodata.portrait.figure import Bar, Chart, Figure
from geodata.territory import territory
from layouts.territory.words import chart_words, sentence


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("complete", "en voiture d'une formation en apprentissage"),
        ("partial", "en voiture d'une formation connue en apprentissage"),
    ],
)
def test_people_far_from_apprenticeship_are_far_from_what_is_known_of_it(grade, said):
    grades = {f"apprentissage_{level}": grade for level in range(3, 8)}
    atlas = partial_atlas(**grades)
    place = territory(atlas, "departement", "02")
    told = {one.kind: sentence(one, place.name) for one in essentials(atlas, place)}
    assert said in told["courses"]


def test_no_share_is_told_of_hardly_any_course():
    atlas = partial_atlas(apprentissage_3="partial thin")
    place = territory(atlas, "departement", "02")
    told = {one.kind: sentence(one, place.name) for one in essentials(atlas, place)}
    assert "%" not in told["courses"]


def test_nothing_comes_first_where_nothing_is_known():
    rows = (Bar("Voie scolaire", 0.0), Bar("Apprentissage", 0.0))
    chart = Chart("voies", "Les formations par voie", rows, "formations", Figure("voies", "Voies"))
    assert chart_words(chart) == "Rien de connu ici."
