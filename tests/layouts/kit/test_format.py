"""Numbers, durations and dates read as French ones."""

from datetime import date

import pytest

from layouts.kit.format import count, day, duration, number, share, signed_minutes, signed_number


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234567, 0, "1\u202f234\u202f567"), (1234.5, 1, "1\u202f234,5"), (0, 0, "0"), (-3, 0, "-3")],
)
def test_numbers(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234, 0, "+1\u202f234"), (-3, 0, "−3"), (0, 0, "0"),
        (0.04, 1, "0,0"), (-0.04, 1, "0,0"), (-0.06, 1, "−0,1"), (0.06, 1, "+0,1"),
    ],
)  # fmt: skip
def test_a_difference_has_its_sign_unless_it_rounds_to_nothing(value, decimals, text):
    assert signed_number(value, decimals) == text


def test_a_difference_in_minutes():
    assert signed_minutes(-2.5) == "−2,5\u00a0min"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (150, "2 h 30")],
)
def test_durations(minutes, text):
    assert duration(minutes).replace("\u00a0", " ") == text


def test_days():
    assert day(date(2026, 9, 1)) == "1er septembre 2026"
    assert day(date(2026, 8, 22)) == "22 août 2026"


def test_zero_and_one_are_singular():
    assert count(0, "formation").endswith("formation")
    assert count(1, "formation").endswith("formation")
    assert count(2, "formation").endswith("formations")
    assert count(3, "lieu", "lieux").endswith("lieux")


def test_a_share_of_nothing_is_not_a_number():
    assert share(0, 0) == "—"
    assert share(1, 4) == "25\u00a0%"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 9, "0 %"), (1, 1000, "< 1 %"), (999, 1000, "> 99 %"), (9, 9, "100 %"), (5, 1000, "< 1 %")],
)
def test_a_few_are_not_nobody_and_nearly_all_not_all(part, whole, text):
    assert share(part, whole).replace("\u00a0", " ") == text
