"""The first rows of the list: what each says, and what comes after them."""

from datetime import date

import pytest
from atlases.small import texts

from layouts.find.rows import Row, rows


@pytest.mark.parametrize(
    ("more", "words"),
    [(1, "Et une autre formation."), (12345, "Et 12\u202f345 autres formations."), (0, "")],
)
def test_what_comes_after_the_first_rows_is_counted(more, words):
    assert texts(rows([], more)).strip() == words


@pytest.mark.parametrize(
    ("start", "year", "said", "unsaid"),
    [
        (None, 2020, "Données", "Session"),
        (date(2026, 9, 1), 2020, "Session", "Données"),
        (None, -1, "Voie scolaire", "Données"),
    ],
)
def test_a_row_says_its_session_else_the_year_of_its_data(start, year, said, unsaid):
    row = Row("/formation/a", "CAP", "Arras", "scolaire", 3, start, 12, False, year=year)
    text = texts(rows([row], 0))
    assert said in text
    assert unsaid not in text


def test_a_row_says_which_wish_it_answers_before_what_may_be_cut():
    row = Row("/formation/a", "CAP", "Arras", "scolaire", 3, None, 12, False, ("cuisine",), 2020)
    text = texts(rows([row], 0))
    assert text.index("cuisine") < text.index("Niveau") < text.index("Données")
