"""The words of « Complémentarité »."""

import pandas as pd
import pytest

from geodata.coverage.same_certification import Pairs
from layouts.coverage.complementarity import pairs_answer
from layouts.kit.markup import markup


@pytest.mark.parametrize(
    ("blind", "words"),
    [(1, "1\u00a0autre couple est dans"), (2, "2\u00a0autres couples sont dans")],
)
def test_pairs_whose_distance_is_not_known_are_told_apart(blind, words):
    found = Pairs(pd.DataFrame(), blind)
    assert words in markup(pairs_answer(found, pd.DataFrame(), 20, "voiture", "", ""))


def test_nothing_is_said_of_them_where_there_is_none():
    text = markup(pairs_answer(Pairs(pd.DataFrame(), 0), pd.DataFrame(), 20, "voiture", "", ""))
    assert "Aucune certification" in text
    assert "centre" not in text
