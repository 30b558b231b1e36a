"""The words of a board: periods, essentials, what is late."""

from datetime import date
from types import SimpleNamespace

import pytest

from geodata.month.board import Line
from geodata.month.curves import Curve, Point
from geodata.month.lacks import lacks
from layouts.month import words


def line(values, level="departement", simulated=False):
    points = tuple(Point(period, value) for period, value in values.items())
    curve = Curve(points, "brut")
    return Line("indemnisation", "Dépenses", "", level, "Nord", 1.0, "€", curve, curve, "Unédic",
                "p", simulated)  # fmt: skip


def shown(*lines):
    return SimpleNamespace(lines=lines, essentials=lines, tension=None, lacks=lacks(lines, False))


@pytest.mark.parametrize(
    ("period", "told"),
    [("2024-03", "mars 2024"), ("2024-T1", "1er trimestre 2024"), ("2024", "2024")],
)
def test_a_period_is_told_as_published(period, told):
    assert words.period_words(period) == told


def test_there_are_three_sentences_whatever_is_loaded():
    one = line({"2022-12": 100e6, "2024-12": 105e6, "2025-12": 110e6})
    told = words.essentials(shown(one))
    assert len(told) == 3
    assert "110 M€" in told[0].replace("\xa0", " ")
    assert "10 % depuis décembre 2022" in told[0].replace("\xa0", " ")
    assert "département Nord" in told[0]
    assert "sur un an" in told[1]
    assert len(words.essentials(shown())) == 3


def test_a_simulated_figure_says_so_in_its_sentence():
    assert "simulé" in words.essentials(shown(line({"2024-01": 1.0}, simulated=True)))[0]


def test_a_month_that_did_not_come_is_said():
    one = line({"2025-10": 1.0, "2025-12": 1.0})
    late = words.not_come(shown(one), date(2026, 6, 1))
    assert any("novembre 2025" in text for text in late)
    assert any("rien depuis décembre 2025" in text for text in late)
    assert words.not_come(shown(line({"2025-11": 1.0, "2025-12": 1.0})), date(2026, 2, 1)) == []


def test_a_wider_place_is_never_named_as_the_spel():
    assert "pas le SPEL" in words.place_title(line({"2025-12": 1.0}))
    assert "somme de ses communes" in words.place_title(line({"2025-12": 1.0}, "spel"))
