"""Territories named where a commune is asked."""

import pandas as pd
import pytest

from geodata.places.territories import territories_named

ZONES = pd.DataFrame(
    [
        ("departement", "59", "Nord"), ("departement", "62", "Pas-de-Calais"),
        ("departement", "02", "Aisne"), ("departement", "60", "Oise"),
        ("departement", "80", "Somme"), ("epci", "1", "Communauté d'agglomération du Boulonnais"),
        ("epci", "2", "Métropole Européenne de Lille"), ("zone_emploi", "3", "Lens"),
        ("zone_emploi", "4", "Cambrai"), ("epci", "5", "Communauté de communes Flandre Lys"),
        ("epci", "6", "Communauté de communes des Hauts de Flandre"),
    ],
    columns=["level", "code", "name"],
)  # fmt: skip


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
        ("anglais", []),
        ("Lille 59", []),
        ("Bretagne", []),
        ("Alsace", []),
        ("communauté", []),
        ("", []),
    ],
)
def test_what_a_text_names(text, expected):
    found = territories_named(ZONES, text)
    assert [value for one in found for value in one.values] == expected
