"""The way to a place, in plain French."""

import pytest
from atlases.small import of_type, texts

from geodata.travel.router import Route, Step
from layouts.course.way import distance, no_way, step_words, way


def step(kind, side="", road="", metres=1_240.0, minutes=1.0, out=0, by="driving"):
    return Step(kind, side, road, out, metres, minutes, by)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (step("depart", road="Rue A"), "Partez sur Rue A, 1,2\u00a0km."),
        (step("turn", "left", "Rue Foch"), "Tournez à gauche sur Rue Foch, 1,2\u00a0km."),
        (step("turn", "sharp right"), "Tournez tout de suite à droite, 1,2\u00a0km."),
        (step("turn", "straight"), "Continuez tout droit, 1,2\u00a0km."),
        (step("turn", "uturn", "D 1"), "Faites demi-tour sur D 1, 1,2\u00a0km."),
        (step("new name", "straight", "D 940"), "Continuez sur D 940, 1,2\u00a0km."),
        (step("fork", "slight left", "A 16"),
         "À l'embranchement, serrez légèrement à gauche sur A 16, 1,2\u00a0km."),
        (step("on ramp", "right", "A 16"), "Prenez la bretelle à droite sur A 16, 1,2\u00a0km."),
        (step("roundabout", "right", "D 917", out=2),
         "Au rond-point, prenez la 2e sortie vers D 917, 1,2\u00a0km."),
        (step("rotary", out=1, metres=4), "Au rond-point, prenez la 1re sortie."),
        (step("turn", "left", "Bac du Port", minutes=15.2, by="ferry"),
         "Prenez le bac « Bac du Port », 15\u00a0min de traversée."),
        (step("arrive", "right"), "Vous êtes arrivé : c'est à droite."),
        (step("arrive"), "Vous êtes arrivé."),
        (step("teleport", "", ""), "Tournez, 1,2\u00a0km."),
    ],
)  # fmt: skip
def test_a_step_is_a_sentence(one, words):
    assert step_words(one) == words


def test_a_road_that_goes_on_is_one_step():
    steps = (
        step("depart", road="D 940", metres=600),
        step("new name", "straight", "D 940", metres=900),
        step("arrive"),
    )
    shown = way(Route(2.4, 1_500.0, steps), "en voiture", "Temps routiers OSRM")
    items = [texts(item) for item in of_type(shown, "Li")]
    assert items == ["Partez sur D 940, 1,5\u00a0km.", "Vous êtes arrivé."]
    assert "Le chemin en voiture : 1,5\u00a0km, 2\u00a0min" in texts(shown)
    assert "Temps routiers OSRM, sans les embouteillages." in texts(shown)


def test_distances_are_rounded_as_people_say_them():
    assert [distance(m) for m in (3, 348, 996, 9_940, 34_400)] == [
        "10\u00a0m", "350\u00a0m", "1,0\u00a0km", "9,9\u00a0km", "34\u00a0km",
    ]  # fmt: skip


def test_no_way_is_said():
    assert "ne répond pas" in texts(no_way())
