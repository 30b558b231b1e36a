"""A voie that what answers best is not known in."""

import numpy as np
import pytest

from geodata.search.documents import Document
from geodata.search.index import TextIndex
from loaders.project_data.everyday import read_everyday

TOLD = "Ce qui répond le mieux n'est pas connu pour « alternance » dans les sources chargées"


def course(title: str, voie: str, words: str = "") -> Document:
    return Document(title=title, words=words, voie=voie)


@pytest.fixture(scope="module")
def index() -> TextIndex:
    courses = [
        course("Master Tourisme", "superieur"),
        course("Master Sciences humaines", "apprentissage", "tourisme"),
        course("CAP Boulanger", "apprentissage"),
        course("Bac pro Boulanger-pâtissier", "scolaire"),
    ]
    return TextIndex(courses, {}, everyday=read_everyday())


def titles(index: TextIndex, request: str) -> list[str]:
    scores = index.search(request)
    best = np.argsort(-scores, kind="stable")
    return [index.documents[row].title for row in best if scores[row] > 0]


def test_what_answers_better_in_another_voie_comes_first_and_it_is_said(index):
    assert titles(index, "tourisme alternance") == ["Master Tourisme", "Master Sciences humaines"]
    assert index.explain("tourisme alternance").sentence.replace("\u202f", " ").startswith(TOLD)


def test_what_answers_as_well_in_that_voie_is_alone(index):
    assert titles(index, "boulanger alternance") == ["CAP Boulanger"]
    assert not index.explain("boulanger alternance").sentence
    assert titles(index, "alternance") == ["Master Sciences humaines", "CAP Boulanger"]
