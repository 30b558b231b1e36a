"""Métiers found by what people call them, though no course is named so."""

import pytest

from geodata.search.documents import Document
from geodata.search.index import TextIndex
from geodata.search.lexicon.appellations import Appellations
from geodata.search.lexicon.everyday import Everyday
from loaders.project_data.everyday import read_everyday

NAMES = [
    ("Apiculteur / Apicultrice", "A1429", "A1408"),
    ("Conducteur / Conductrice de train", "N4301", "N4301"),
    ("Courtier / Courtière en prêt", "C1206", "C1206"),
    ("Courtier / Courtière en crédit", "C1206", "C1206"),
    ("Courtier / Courtière en fret", "N1201", "N1201"),
    ("Agent / Agente de quai", "N1105", ""),
    ("Technicien / Technicienne cariste", "K2503", ""),
]
LESSER = read_everyday().lesser
MADE = Appellations(NAMES, LESSER)
INDEX = TextIndex(
    [
        Document("Bac pro Élevage", romes=("A1408",), level=4, voie="scolaire"),
        Document("CAP Élevage", romes=("A1408",), level=3, voie="scolaire"),
        Document("BTS Banque", romes=("C1206",), level=5, voie="superieur"),
        Document("CAP Agent de sécurité", romes=("K2503",), level=3, voie="scolaire"),
        Document("CAP Cariste", romes=("N1105",), level=3, voie="scolaire"),
    ],
    {"A1408": "Élevage d'animaux sauvages", "N4301": "Conduite sur rails"},
    everyday=Everyday(lesser=LESSER),
    appellations=MADE,
)


def titles(request: str) -> list[str]:
    scores = INDEX.search(request)
    return [d.title for d, score in zip(INDEX.documents, scores, strict=True) if score]


@pytest.mark.parametrize(
    "text", ["apiculteur", "apicultrices", "devenir Apicultrice", "APICULTEUR / APICULTRICE"]
)
def test_number_and_gender_do_not_count(text):
    assert MADE.named(text).codes == ("a1429", "a1408")


@pytest.mark.parametrize("text", ["courtier", "agent", "", "train", "apiculteur de train"])
def test_what_is_no_whole_appellation(text):
    assert MADE.named(text) is None


def test_the_beginning_of_many_is_the_metier_of_most():
    assert MADE.nearest("courtière").codes == ("c1206",)
    assert MADE.nearest("crédit") is not None
    assert MADE.nearest("agent") is MADE.nearest("zorglub") is None
    assert MADE.nearest("quai") is None  # too short to say which, without the word before


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("apicultrice", ["Bac pro Élevage", "CAP Élevage"]),
        ("CAP apiculteur", ["CAP Élevage"]),
        ("courtier", ["BTS Banque"]),
        ("agent de quai", ["CAP Cariste"]),  # « agent » alone is not what was asked
        ("agent de zorglub", []),
        ("conducteur de train", []),
    ],
)
def test_courses_that_lead_to_the_metier_answer(request_, found):
    assert titles(request_) == found


def test_what_is_named_so_but_for_a_role_comes_before_what_leads_to_it():
    scores = dict(zip(INDEX.documents, INDEX.search("technicien cariste"), strict=True))
    named, leading = INDEX.documents[4], INDEX.documents[3]
    assert scores[named] > scores[leading] > 0


def test_what_leads_to_it_is_said_or_that_nothing_does():
    assert "« Apiculteur / Apicultrice »" in INDEX.explain("apiculteur").sentence.replace(
        "\u202f", " "
    )
    assert (
        "Aucune formation des sources chargées ne mène"
        in INDEX.explain("conductrice de train").sentence
    )


def test_a_name_of_metier_is_not_a_misspelling():
    assert not INDEX.explain("courtier").corrected
    assert TextIndex([Document("CAP Coursier")], {}).explain("courtier").corrected
