"""Names of territories and of schools, set as a sign would bear them."""

import pytest

from loaders.titles.capitals import PlaceNames, readable_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("LAON", "Laon"),
        ("LENS", "Lens"),
        ("MERU", "Méru"),
        ("ABBEVILLE PONTHIEU", "Abbeville Ponthieu"),
        ("Saint-Omer", "Saint-Omer"),
    ],
)
def test_a_territory_is_never_shouted_however_short(written, shown):
    assert PlaceNames(["Laon", "Lens", "Méru", "Abbeville"]).read(written) == shown


def test_a_school_of_four_letters_is_a_sign():
    assert readable_name("EPSI") == "EPSI"


def test_accents_added_wrongly_are_taken_away():
    assert readable_name("LYCÉE DES HAUTS DE FLANDRÉ") == "Lycée des Hauts de Flandre"


def test_words_that_link_or_say_the_kind_of_a_school_lose_their_capital():
    name = "LYCÉE PROFESSIONNEL DES MÉTIERS DE L'AMEUBLEMENT"
    assert readable_name(name) == "Lycée professionnel des métiers de l'ameublement"
