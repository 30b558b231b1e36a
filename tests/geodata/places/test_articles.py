"""Names of places after « de » and « à »."""

import pytest

from geodata.places.articles import at_place, of_place


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Abbeville", "d'Abbeville"),
        ("Étaples", "d'Étaples"),
        ("Œuilly", "d'Œuilly"),
        ("Le Touquet-Paris-Plage", "du Touquet-Paris-Plage"),
        ("Les Attaques", "des Attaques"),
        ("La Madeleine", "de La Madeleine"),
        ("L'Écluse", "de L'Écluse"),
        ("Lens", "de Lens"),
        ("Hirson", "d'Hirson"),
        ("Hénin-Beaumont", "d'Hénin-Beaumont"),
        ("Ham", "de Ham"),
        ("Haute-Avesnes", "de Haute-Avesnes"),
        ("Yvrench", "d'Yvrench"),
        ("Yaucourt-Bussus", "de Yaucourt-Bussus"),
        ("votre position", "de votre position"),
    ],
)
def test_a_name_after_de(name, written):
    assert of_place(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Lens", "à Lens"),
        ("Le Quesnoy", "au Quesnoy"),
        ("Les Attaques", "aux Attaques"),
        ("La Bassée", "à La Bassée"),
    ],
)
def test_a_name_after_to(name, written):
    assert at_place(name) == written
