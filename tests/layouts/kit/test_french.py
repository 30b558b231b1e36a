"""Names of places after « de »."""

import pytest

from layouts.kit.french import of_place


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
        ("Hirson", "de Hirson"),
        ("Yvrench", "d'Yvrench"),
        ("Yaucourt-Bussus", "de Yaucourt-Bussus"),
        ("votre position", "de votre position"),
    ],
)
def test_a_name_after_de(name, written):
    assert of_place(name) == written
