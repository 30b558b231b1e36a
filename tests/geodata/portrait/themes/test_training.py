"""The share of people far from a voie is given only where that voie is known."""

from atlases.partial import partial_atlas
from atlases.small import FULL, offer

from geodata.portrait.themes.training import by_voie, far_share
from geodata.territory import territory

ASKED = [
    FULL,
    offer("cap", level=3, site="alpha"),
    offer("stage", voie="continue", level=7, site="alpha"),
]
WHOLE = {f"scolaire_{level}": "complete" for level in (3, 4)}


def test_a_voie_of_which_hardly_any_course_is_known_has_no_share():
    atlas = partial_atlas(ASKED, **WHOLE, continue_7="partial thin")
    figure = far_share(atlas, territory(atlas, "departement", "02"), "continue")
    assert figure.value is None
    assert figure.missing == "Catalogue à charger"
    assert "trop peu de formations connues" in figure.note


def test_the_share_of_a_partial_voie_says_that_it_is_of_known_courses():
    atlas = partial_atlas(ASKED, **WHOLE, apprentissage_3="partial")
    place = territory(atlas, "departement", "02")
    partial, whole = far_share(atlas, place, "apprentissage"), far_share(atlas, place, "scolaire")
    assert partial.label == "Habitants à plus de 30 min d'une formation connue en apprentissage"
    assert "offre partielle, formations connues : 1" in partial.note
    assert whole.label == "Habitants à plus de 30 min d'une formation (voie scolaire)"
    assert "partielle" not in whole.note
    assert None not in (partial.value, whole.value)


def test_the_courses_of_each_voie_say_which_are_known_in_part():
    atlas = partial_atlas(ASKED, **WHOLE, apprentissage_3="partial")
    note = by_voie(atlas, territory(atlas, "departement", "02")).note
    assert "Offre connue en partie seulement : apprentissage, formation continue." in note
