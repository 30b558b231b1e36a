"""Recall and precision of the text search on requests as people word them.

`requests.csv`: what is typed; what titles or certifications must be among the first twenty (parts
of folded names, separated by « ; »); what must not.
"""

from __future__ import annotations

import numpy as np
import pytest
from text_corpus import index, requests

from geodata.folding import fold

FIRST = 20
ROWS = requests()


def names_found(request: str, first: int = FIRST) -> list[str]:
    scores = index().search(request)
    best = np.argsort(-scores, kind="stable")[:first]
    found = [index().documents[row] for row in best if scores[row] > 0]
    return [fold(f"{document.title} | {document.certification}") for document in found]


def expectations() -> list[tuple[str, str]]:
    return [(row["request"], name) for row in ROWS for name in row["expected"].split(";") if name]


def test_the_file_asks_enough():
    assert len(ROWS) >= 120
    assert len({row["request"] for row in ROWS}) == len(ROWS)


def test_what_is_expected_exists_in_the_catalogue():
    known = [fold(f"{d.title} | {d.certification}") for d in index().documents]
    absent = [pair for pair in expectations() if not any(pair[1] in name for name in known)]
    assert len(absent) <= 0.02 * len(expectations()), absent


def test_recall_in_the_first_twenty():
    missed = [
        (request, name)
        for request, name in expectations()
        if not any(name in found for found in names_found(request))
    ]
    recall = 1 - len(missed) / len(expectations())
    assert recall >= 0.95, f"{recall:.1%}: {missed}"


@pytest.mark.parametrize("row", [row for row in ROWS if row["never"]], ids=lambda r: r["request"])
def test_precise_requests_stay_precise(row):
    found = names_found(row["request"], first=len(index().documents))
    assert found
    for unwanted in row["never"].split(";"):
        assert not [name for name in found if unwanted in name]
