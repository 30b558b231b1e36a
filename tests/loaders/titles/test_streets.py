"""An address in capitals is set as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.titles.streets import named_in, readable_street


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("8 AV DU GENERAL LECLERC", "8 avenue du Général Leclerc"),
        ("30 RUE D ENFER", "30 rue d'Enfer"),
        ("6BIS PLACE DES VOSGES", "6bis place des Vosges"),
        ("PL ROGER SALENGRO", "place Roger Salengro"),
        ("PL DU HUIT MAI 45", "place du Huit mai 45"),
        ("124B R DE PARIS BP 331", "124B rue de Paris BP 331"),
        ("6 AVENUE JEAN MOULIN - TORCY", "6 avenue Jean Moulin - Torcy"),
        ("292 RUE CAMILLE GUERIN, ST-SO BAZAAR", "292 rue Camille Guerin, ST-SO Bazaar"),
        ("129 Rue Jean JAURES", "129 Rue Jean Jaurès"),
        ("6 Rue du Général DE GAULLE", "6 Rue du Général de Gaulle"),
        ("12 rue de la Paix", "12 rue de la Paix"),
        ("ZAC DES MOULINS", "ZAC des Moulins"),
        ("", ""),
    ],
)
def test_an_address_is_set_as_people_write_it(given: str, read: str) -> None:
    assert readable_street(given) == read


@given(st.text("AÉRUE DLa-12,'", max_size=30))
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    once = readable_street(text)
    assert "  " not in once
    assert readable_street(once).casefold() == once.casefold()


@pytest.mark.parametrize(
    ("given", "name", "street"),
    [
        ("Ufa Albert de Mun 2 Rue d'Olivet", "Ufa Albert de Mun", "2 Rue d'Olivet"),
        ("CFA propreté 34 Boulevard Gorki", "CFA propreté", "34 Boulevard Gorki"),
        ("51 rue de Belloy", "", "51 rue de Belloy"),
        ("Rue du 8 mai 1945", "", "Rue du 8 mai 1945"),
        ("rue des rosati 14 rue basse", "", "rue des rosati 14 rue basse"),
        ("ZAC de Mercières 6 rue Vaucanson", "", "ZAC de Mercières 6 rue Vaucanson"),
    ],
)
def test_an_address_that_begins_with_a_name(given: str, name: str, street: str) -> None:
    assert named_in(given) == (name, street)
