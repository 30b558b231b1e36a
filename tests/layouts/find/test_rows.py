"""The first rows of the list: what comes after them is counted as the page writes numbers."""

import pytest
from small_atlas import texts

from layouts.find.rows import rows


@pytest.mark.parametrize(
    ("more", "words"),
    [(1, "Et une autre formation."), (12345, "Et 12\u202f345 autres formations."), (0, "")],
)
def test_what_comes_after_the_first_rows_is_counted(more, words):
    assert texts(rows([], more)).strip() == words
