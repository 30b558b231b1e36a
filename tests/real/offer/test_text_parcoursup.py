"""Text search on the titles of the Parcoursup file, as they are written there: without accents."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata.folding import fold
from geodata.search.index import Document, TextIndex
from loaders.project_data.everyday import read_everyday

Find = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def titles(shared_data: Path) -> dict[str, int]:
    """The titles of the file and how often each comes."""
    file = shared_data / "offre_formation" / "parcoursup_formations_hdf.csv"
    return pd.read_csv(file)["formation"].value_counts().to_dict()


@pytest.fixture(scope="module")
def found(titles: dict[str, int]) -> Find:
    """The folded titles that a request finds, the best first."""
    index = TextIndex(
        [Document(title, count=n) for title, n in titles.items()], {}, everyday=read_everyday()
    )

    def find(request: str) -> list[str]:
        scores = index.search(request)
        best = np.argsort(-scores, kind="stable")
        return [fold(index.documents[row].title) for row in best if scores[row] > 0]

    return find


@pytest.mark.parametrize(
    "request_", ["BTS management commercial opérationnel", "BTS MCO", "bts muc", "DUT GEA"]
)
def test_a_precise_request_finds_one_title(found, request_):
    (title,) = found(request_)
    words = "gestion des entreprises" if "GEA" in request_ else "management commercial operationnel"
    assert words in title


def test_every_title_finds_itself_first(found, titles):
    missed = [title for title in titles if fold(title) not in found(title)[:3]]
    assert len(missed) <= 0.01 * len(titles), missed


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
def test_everyday_words_find_real_titles(found, request_, part):
    assert any(part in title for title in found(request_)[:10])
