"""Recall and precision of the text search on requests as people word them.

`requests.csv`: what is typed; what titles or certifications must be among the first twenty (parts
of folded names, separated by « ; »); what must not.
"""

import numpy as np
import pytest
from samples.text_corpus import index, requests, rome_labels

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


def test_every_title_finds_itself():
    documents = index().documents
    missed = []
    for row, document in enumerate(documents):
        for name in (document.title, document.certification):
            scores = index().search(name)
            if scores[row] < np.sort(scores)[-3:].min() or scores[row] == 0:
                missed.append(name)
    assert not missed


def test_every_metier_finds_the_courses_that_lead_to_it():
    for code in {code for document in index().documents for code in document.romes}:
        leading = np.array([code in document.romes for document in index().documents])
        assert (index().search(rome_labels()[code])[leading] > 0).all(), rome_labels()[code]
        assert (index().search(code)[leading] > 0).all(), code
