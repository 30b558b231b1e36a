"""Territories named where a commune is asked."""

import pandas as pd
import pytest

from geodata.places.territories import Land, Territories

ZONES = pd.DataFrame(
    [
        ("departement", "59", "Nord"), ("departement", "62", "Pas-de-Calais"),
        ("departement", "02", "Aisne"), ("departement", "60", "Oise"),
        ("departement", "80", "Somme"), ("epci", "1", "Communauté d'agglomération du Boulonnais"),
        ("epci", "2", "Métropole Européenne de Lille"), ("zone_emploi", "3", "Lens"),
        ("zone_emploi", "4", "Cambrai"), ("epci", "5", "Communauté de communes Flandre Lys"),
        ("epci", "6", "Communauté de communes des Hauts de Flandre"), ("spel", "7", "Saint-Omer"),
    ],
    columns=["level", "code", "name"],
)  # fmt: skip

LANDS = (
    Land("Picardie", "departement", ("02", "60", "80")),
    Land("Nord-Pas-de-Calais", "departement", ("59", "62")),
    Land("Alsace", "departement", ("67", "68")),
    Land("Audomarois", "spel", ("7",)),
    Land("Flandre maritime", "epci", ("6",)),
    Land("Sud de l'Oise", "epci", ("2", "9")),
)

TERRITORIES = Territories(ZONES, LANDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nord", ["departement:59"]),
        ("le nord", ["departement:59"]),
        ("dans l'Aisne", ["departement:02"]),
        ("pas de calais", ["departement:62"]),
        ("Picardie", ["departement:02", "departement:60", "departement:80"]),
        ("nord-pas-de-calais", ["departement:59", "departement:62"]),
        ("59", ["departement:59"]),
        ("le Boulonnais", ["epci:1"]),
        ("métropole européenne", ["epci:2"]),
        ("Lens", []),  # a town first
        ("Lensois", ["zone_emploi:3"]),
        ("le Cambrésis", ["zone_emploi:4"]),
        ("métropole lensoise", ["zone_emploi:3"]),
        ("Flandres", ["epci:5", "epci:6"]),
        ("l'Audomarois", ["spel:7"]),
        ("flandre maritime", ["epci:6"]),
        ("sud de l'Oise", []),  # one of its territories is not here
        ("anglais", []),
        ("Lille 59", []),
        ("Bretagne", []),
        ("Alsace", []),
        ("communauté", []),
        ("", []),
    ],
)
def test_what_a_text_names(text, expected):
    found = TERRITORIES.named(text)
    assert [value for one in found for value in one.values] == expected


def test_a_land_says_what_it_stands_for():
    said = [TERRITORIES.named(text)[0].words for text in ("Picardie", "Audomarois")]
    assert said == ["Picardie (3 départements)", "Audomarois (SPEL Saint-Omer)"]
