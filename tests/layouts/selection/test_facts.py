"""What is compared of courses: each fact in words, what is not known said so."""

from types import SimpleNamespace

import pytest
from lxml.html import fromstring

from geodata.selection.tension import Tension
from layouts.kit.markup import markup
from layouts.selection.facts import tension


def words(*metiers):
    shown = fromstring(markup(tension(SimpleNamespace(tension=metiers)).shown))
    return [" ".join(row.itertext()) for row in shown.iter("li")]


@pytest.mark.parametrize(("label", "named"), [("Boucherie", "Boucherie"), ("", "D1101")])
def test_a_metier_without_a_name_is_told_by_its_code(label, named):
    assert words(Tension("D1101", label, 5, "Nord", 2021)) == [
        f"{named} tension très élevée (Nord, 2021)"
    ]


def test_a_tension_that_nobody_publishes_is_unknown():
    assert words(Tension("D1101", "Boucherie", None, "", None)) == ["Boucherie tension inconnue"]
