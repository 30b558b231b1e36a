"""Which kinds of lesser words some stems are."""

import pytest

from geodata.search.lexicon.lesser_words import NO_LESSER_WORDS, LesserWords

WORDS = LesserWords(
    roles=frozenset({"agent", "cadr"}),
    technicians=frozenset({"agent"}),
    directors=frozenset({"cadr"}),
    manners=frozenset({"interim"}),
    working=frozenset({"travail"}),
    actions=frozenset({"vendr", "poser"}),
    selling=frozenset({"vendr"}),
    surroundings=frozenset({"filier"}),
    experts=frozenset({"expert"}),
    workplaces=frozenset({"usin"}),
)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({"agent"}, {"role", "technician"}),
        ({"agent", "cadr"}, {"role", "technician", "director"}),
        ({"agent", "fibr"}, {"technician"}),  # one is enough to tell who is led to which diplomas
        ({"cadr", "fibr"}, {"director"}),
        ({"interim"}, {"manner"}),
        ({"travail", "interim"}, {"manner"}),
        ({"travail"}, set()),
        ({"poser"}, {"action"}),
        ({"poser", "toit"}, set()),
        ({"vendr"}, {"action", "selling"}),
        ({"filier"}, {"surrounding", "frame"}),
        ({"expert"}, {"frame"}),
        ({"filier", "expert"}, {"frame"}),
        ({"usin"}, {"workplace"}),
    ],
)
def test_stems_are_of_a_kind_when_all_of_them_are(said, kinds):
    assert WORDS.kinds(frozenset(said)) == kinds


def test_without_words_nothing_is_lesser():
    assert not NO_LESSER_WORDS.kinds(frozenset({"agent"}))
