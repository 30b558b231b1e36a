"""What documents publish: the newest value, earlier ones, those that contradict one another."""

import pytest
from atlases.portrait import figure, portrait_atlas

from geodata.portrait.published import moment, published


def of(rows):
    return published(portrait_atlas(rows), "region", "99", "marche-travail", "territoire", "Ici")


def test_contradictory_values_are_both_there():
    (found,) = of([
        figure("Pauvreté", 18.0, "2018", contradiction="pauvrete"),
        figure("Pauvreté", 18.3, "", contradiction="pauvrete"),
    ])  # fmt: skip
    assert found.value == 18.0
    assert [other.value for other in found.others] == [18.3]


def test_france_is_compared_for_the_same_period_only():
    rows = [
        figure("Chômage", 9.4, "T1 2021"),
        figure("Chômage", 7.8, "T1 2021", level="france", code="FR"),
        figure("Chômage", 7.2, "T2 2023", level="france", code="FR"),
    ]
    (found,) = of(rows)
    assert [one.value for one in found.beside] == [7.8]


def test_a_value_in_words_and_one_that_is_not_available():
    first, second = of([
        figure("Emplois", None, text="plus de 2 millions"),
        figure("Salariés formés", None, status="indisponible"),
    ])  # fmt: skip
    assert first.known
    assert first.text == "plus de 2 millions"
    assert not second.known


@pytest.mark.parametrize(
    ("before", "after"),
    [("2016", "2020-2021"), ("2020-2021", "T1 2021"), ("T1 2021", "T2 2021"), ("", "2016"),
     ("T2 2021", "septembre 2023")],
)  # fmt: skip
def test_periods_are_in_order(before, after):
    assert moment(before) < moment(after)
