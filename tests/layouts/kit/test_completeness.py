"""What is said where no figure can be."""

import pytest

from geodata.completeness.matrix import ABSENT, PARTIAL
from geodata.completeness.verdict import Verdict
from layouts.kit.completeness import silence


@pytest.mark.parametrize(
    ("state", "counts", "words"),
    [
        (ABSENT, (0,), "Cette offre n'est pas chargée"),
        (PARTIAL, (0,), "Aucune formation connue, mais"),
        (PARTIAL, (2, 5), "2 formations connues : trop peu"),
        (PARTIAL, (0, 1), "1 formation connue, sans lieu précis"),
        (PARTIAL, (0, 3), "3 formations connues, sans lieu précis"),
    ],
)
def test_courses_without_a_place_are_not_called_unknown(state, counts, words):
    said = repr(silence(Verdict(state), *counts)).replace("\\xa0", " ")
    assert words in said
