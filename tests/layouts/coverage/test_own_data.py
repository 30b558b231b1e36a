"""Figures whose unit is not ours are written without losing what they say."""

import math

import pytest

from layouts.coverage.own_data import figure_text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (1234567, "1\u202f234\u202f567"), (12.345, "12,3"), (0.0123, "0,0123"),
     (-3.5, "-3,50"), (math.nan, "—"), (150.4, "150")],
)  # fmt: skip
def test_a_figure_keeps_three_digits(value, text):
    assert figure_text(value) == text
