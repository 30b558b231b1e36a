"""What people say around a course: how it is entered, their situation, what they would sell."""

import numpy as np
import pytest

from geodata.search.documents import Document
from geodata.search.index import TextIndex
from geodata.search.lexicon.everyday import Everyday, EverydayWords
from geodata.search.lexicon.spelling import Vocabulary
from loaders.project_data.everyday import read_everyday

HELP = "Cap emploi accompagne."
DOCUMENTS = (
    Document("DE Infirmier", level=6),
    Document("FCIL Préparation aux concours de la sécurité", level=4),
    Document("CAP Opérateur logistique", level=3),
    Document("Formation Bac + 3", level=6),
    Document("CAP Équipier polyvalent, vente", level=3),
    Document("Bac pro Métiers de la mode - vêtements", level=4),
    Document("Master Chimie", level=7),
    Document("BTS Métiers de la chimie", level=5),
    Document("Bac pro Technicien constructeur bois", level=4),
    Document("BTS Gestion", level=5),
    Document("Bac pro Maintenance des véhicules routiers", level=4),
    Document("Bac pro Conducteur de transport lourd", level=4),
    Document("BP Coiffure", level=4),
    Document("Licence Sciences de l'homme", level=6),
    Document("CAP Hôtellerie", level=3),
    Document("BTS Management en hôtellerie", level=5),
    Document("Bac pro Métallerie", level=4),
    Document("Bac pro Serrurerie", level=4),
    Document("Titre Directeur de site", level=6),
)
WORDS = Everyday(
    (
        EverydayWords(("caces",), ("opérateur logistique",)),
        EverydayWords(("rqth", "travailleur handicapé"), (), note=HELP),
        EverydayWords(("bac stt",), ("gestion niveau3",), became="Bac technologique STMG"),
        EverydayWords(("mécanicien poids lourd",), ("maintenance véhicules routiers",)),
        EverydayWords(("forklift", "fork truck"), like=("caces",)),
        EverydayWords(("nurse",), like=("infirmier",)),
        EverydayWords(("hôtel",), ("hôtellerie",)),
    ),
    (("vendeur", "vente", "vendre"),),
    lesser=read_everyday().lesser,
)


@pytest.fixture(scope="module")
def index() -> TextIndex:
    return TextIndex(DOCUMENTS, {}, everyday=WORDS)


def titles(index: TextIndex, request: str) -> list[str]:
    scores = index.search(request)
    best = np.argsort(-scores, kind="stable")
    return [DOCUMENTS[row].title for row in best if scores[row] > 0]


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        ("concours infirmier", "DE Infirmier"),
        ("examen infirmier", "DE Infirmier"),
        ("concours CACES", "CAP Opérateur logistique"),
        ("concours sécurité", "FCIL Préparation aux concours de la sécurité"),
        ("CACES 3", "CAP Opérateur logistique"),
        ("vendre des vêtements", "CAP Équipier polyvalent, vente"),
        ("mécanicien poids lour", "Bac pro Maintenance des véhicules routiers"),
        ("réparer des vêtements", "Bac pro Métiers de la mode - vêtements"),
        ("btsgestion", "BTS Gestion"),
        ("caplogistique", "CAP Opérateur logistique"),
        ("coiffure homme", "BP Coiffure"),
        ("serrurerie métallerie", "Bac pro Serrurerie"),
        ("métallerie serrurerie", "Bac pro Métallerie"),
    ],
)
def test_what_is_asked_stays_when_other_words_are_left_out(index, request_, first):
    assert titles(index, request_)[0] == first


def test_who_wants_to_direct_is_shown_a_diploma_that_leads_to_it(index):
    assert titles(index, "hôtel")[0] == "CAP Hôtellerie"
    assert titles(index, "directrice d'hôtel")[0] == "BTS Management en hôtellerie"
    assert "CAP Hôtellerie" in titles(index, "directrice d'hôtel")
    assert titles(index, "CAP directeur hôtel")[0] == "CAP Hôtellerie"


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("forklift", "CAP Opérateur logistique"),
        ("fork truck", "CAP Opérateur logistique"),
        ("nurses", "DE Infirmier"),
        ("DE nurse", "DE Infirmier"),
    ],
)
def test_what_is_said_like_other_words_is_answered_as_they_are(index, request_, found):
    assert titles(index, request_) == [found]


@pytest.mark.parametrize("request_", ["CAP OL", "cap ol", "CAP O.L."])
def test_two_letters_after_a_diploma_are_its_initials(index, request_):
    assert titles(index, request_) == ["CAP Opérateur logistique"]


@pytest.mark.parametrize("asked", ["j'ai un CAP gestion", "titulaire d'un CAP gestion"])
def test_what_a_person_has_is_not_what_is_asked(asked):
    after = EverydayWords(("après un cap",), ("niveau5",))
    index = TextIndex(DOCUMENTS, {}, everyday=Everyday((after,)))
    assert titles(index, asked) == ["BTS Gestion"]


def test_a_town_in_a_wording_stays_a_town():
    works = EverydayWords(("usine douai",), ("vente",))
    index = TextIndex(DOCUMENTS, {}, places=["Douai"], everyday=Everyday((works,)))
    assert index.is_town("douai")


def test_two_letters_alone_are_no_initials(index):
    assert titles(index, "ol") == []


def test_a_technician_is_not_led_to_masters_first(index):
    assert titles(index, "chimie")[0] == "Master Chimie"
    assert titles(index, "technicienne chimie") == ["BTS Métiers de la chimie", "Master Chimie"]


@pytest.mark.parametrize(
    "request_", ["RQTH", "travailleuse handicapée", "RQTH à 40 ans", "RQTH 6 mois"]
)
def test_a_situation_finds_every_course_and_says_what_helps(index, request_):
    assert len(titles(index, request_)) == len(DOCUMENTS)
    assert index.explain(request_).sentence.endswith(HELP)


def test_a_situation_does_not_change_what_a_course_is_found_by(index):
    assert titles(index, "infirmier RQTH") == titles(index, "infirmier")
    assert index.explain("infirmier RQTH").sentence == HELP


def test_what_became_of_a_diploma_is_said_where_no_course_has_it(index):
    sentence = index.explain("bac stt").sentence
    assert not titles(index, "bac stt")
    assert sentence.startswith("Aucune formation des sources chargées")
    assert "est devenu «\u202fBac technologique STMG" in sentence


def test_a_long_word_that_no_course_has_is_well_written_or_mended():
    known = Vocabulary({"infirmier": 3}, {}, spelled=["puericultrice", "bloc"])
    assert known.nearest("puericultice") == "puericultrice"
    assert known.nearest("blocc") == ""


def test_a_word_that_no_course_has_is_known_by_its_sound():
    known = Vocabulary({"infirmier": 3}, {}, spelled=["orchestre", "choregraphe"])
    assert known.nearest("orkestre") == "orchestre"
    assert known.nearest("coregraphe") == "choregraphe"


def test_what_sounds_alike_goes_before_what_is_but_a_letter_away():
    known = Vocabulary({"chauffage": 1, "chomage": 9}, {})
    assert known.nearest("chofage") == "chauffage"
    assert known.nearest("chomagge") == "chomage"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("arquitecture", "architecture"),
        ("psicologue", "psychologue"),
        ("contable", "comptable"),
        ("fizik", "physique"),
    ],
)
def test_ch_is_heard_as_it_is_said(typed, meant):
    assert Vocabulary({meant: 1}, {}).nearest(typed) == meant
