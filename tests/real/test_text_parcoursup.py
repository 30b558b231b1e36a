"""Text search on the titles of the Parcoursup file, as they are written there: without accents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata.folding import fold
from geodata.text import Document, TextIndex

FILE = (
    Path(__file__).parents[3] / "shared" / "data" / "offre_formation"
    / "parcoursup_formations_hdf.csv"
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="../shared/data n'est pas là : le fichier Parcoursup manque"
)


@lru_cache(maxsize=1)
def index() -> TextIndex:
    counts = pd.read_csv(FILE)["formation"].value_counts()
    return TextIndex([Document(str(title), count=int(n)) for title, n in counts.items()], {})


def found(request: str) -> list[str]:
    scores = index().search(request)
    best = np.argsort(-scores, kind="stable")
    return [fold(index().documents[row].title) for row in best if scores[row] > 0]


@pytest.mark.parametrize(
    "request_", ["BTS management commercial opérationnel", "BTS MCO", "bts muc", "DUT GEA"]
)
def test_a_precise_request_finds_one_title(request_):
    (title,) = found(request_)
    words = "gestion des entreprises" if "GEA" in request_ else "management commercial operationnel"
    assert words in title


def test_every_title_finds_itself_first():
    missed = [
        document.title
        for document in index().documents
        if fold(document.title) not in found(document.title)[:3]
    ]
    assert len(missed) <= 0.01 * len(index().documents), missed


@pytest.mark.parametrize(
    ("request_", "part"),
    [
        ("fac de droit", "licence droit"),
        ("prof de sport", "activites physiques et sportives"),
        ("IDE", "infirmier"),
        ("prépa ingénieur", "mpsi"),
        ("esthéticienne", "esthetique"),
        ("éolienne", "eolien"),
        ("école d'ingénieurs", "formation d ingenieur"),
    ],
)
def test_everyday_words_find_real_titles(request_, part):
    assert any(part in title for title in found(request_)[:10])
