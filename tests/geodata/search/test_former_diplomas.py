"""A diploma that is no more finds what it became, and takes nothing from the diplomas of today."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.search.documents import Document
from geodata.search.former_diplomas import with_former
from geodata.search.index import TextIndex
from geodata.search.lexicon.everyday import Everyday, EverydayWords
from loaders.project_data.everyday import read_everyday

TODAY = (
    "CAP Équipier polyvalent du commerce",
    "CAP Électricien",
    "CAP Cuisine",
    "CAP Menuisier fabricant",
    "CAP agricole Palefrenier soigneur",
    "Bac pro Maintenance des véhicules option A voitures",
    "Bac pro Maintenance des véhicules option B camions",
    "Bac pro Organisation du fret",
    "Bac pro Conducteur de transport",
    "BTS Tourisme",
    "BTS Comptabilité et gestion",
    "BTS Zoologie Urbaine",
    "BTS Support à l'action managériale",
    "BTS Métiers de la chimie",
    "BMA Spécialité verrier",
    "BMA Spécialité graveur",
)
FORMER = (
    ("CAP Employé de commerce multi-spécialités", TODAY[0]),
    ("CAP Préparation et réalisation d'ouvrages électriques en très basse tension", TODAY[1]),
    ("CAP Menuisier", TODAY[3]),
    ("CAP agricole Soigneur d'équidés", TODAY[4]),
    ("CAP agricole Menuisier", TODAY[4]),
    ("CAP Ferronnerie d'art", TODAY[1]),
    ("CAP agricole Ferronnerie d'art", TODAY[4]),
    ("Bac pro Réparation d'autos option : voitures", TODAY[5]),
    ("Bac pro Réparation d'autos option : camions", TODAY[6]),
    ("Bac pro Transport", TODAY[7]),
    ("Bac pro Agro-équipement", TODAY[5]),
    ("Bac pro Agro-équipement", TODAY[8]),
    ("BTS Ventes et productions touristiques", TODAY[9]),
    ("BTS Comptabilité et gestion des organisations", TODAY[10]),
    ("BTS Création graphique oculaire", TODAY[9]),
    ("BTS Zinguerie utile", TODAY[13]),
    ("BTS Chimie des eaux", TODAY[13]),
    ("BTS Assistant de direction", TODAY[12]),
    ("BTS Chimie", TODAY[13]),
    ("BTS Teinture", TODAY[13]),
    ("BMA Arts du verre", TODAY[14]),
    ("BMA Arts du verre", TODAY[15]),
    ("Bac pro Maintenance des véhicules (motos)", TODAY[5]),
    ("Bac pro Transport, conducteur", TODAY[7]),
    ("BTS Moulage et coulée du verre", TODAY[9]),
)
HAND = Everyday(
    (
        EverydayWords(("bts assistant de direction", "bts ad"), ("bts tourisme",), "à la main"),
        EverydayWords(("teinture",), ("métiers chimie",)),
        EverydayWords(("mcv",), ("cap cuisine",)),
    ),
    lesser=read_everyday().lesser,
)
DOCUMENTS = tuple(Document(title, level=3 + title.startswith("B")) for title in TODAY)
KNOWING = with_former(HAND, FORMER, TODAY)
INDEX = TextIndex(DOCUMENTS, {}, everyday=KNOWING)
BEFORE = TextIndex(DOCUMENTS, {}, everyday=HAND)


def titles(request: str) -> list[str]:
    scores = INDEX.search(request)
    best = np.argsort(-scores, kind="stable")
    return [TODAY[row] for row in best if scores[row] > 0]


def said(request: str) -> str:
    return INDEX.explain(request).sentence.replace("\u202f", " ")


@pytest.mark.parametrize(
    "request_",
    [
        "CAP employé de commerce multi-spécialités",
        "cap employee commerce multi specialite",
        "CAP employés de commerce multispécialités",
        "certificat d'aptitude professionnelle employé de commerce multi-spécialités",
        "je cherche un CAP employé de commerce multi-spécialités",
        "CAP ECMS",
    ],
)
def test_a_former_title_finds_what_it_became_and_says_it(request_):
    assert titles(request_) == [TODAY[0]]
    assert said(request_).startswith(
        "« CAP Employé de commerce multi-spécialités » est devenu "
        "« CAP Équipier polyvalent du commerce »."
    )


def test_a_title_of_many_words_is_found_whole():
    request = "CAP préparation et réalisation d'ouvrages électriques en très basse tension"
    assert titles(request) == [TODAY[1]]
    assert "est devenu « CAP Électricien »" in said(request)
    assert "laissé de côté" not in said(request)


def test_without_its_option_a_diploma_leads_to_all_that_its_options_became():
    assert titles("bac pro réparation d'autos") == [TODAY[5], TODAY[6]]
    assert "est devenu « Bac pro Maintenance des véhicules »." in said("bac pro réparation d'autos")
    request = "bac pro réparation d'autos option camions"
    assert titles(request) == [TODAY[6]]
    assert "est devenu « Bac pro Maintenance des véhicules option B camions »." in said(request)


def test_a_diploma_that_was_split_leads_to_each():
    assert set(titles("bac pro agro équipement")) == {TODAY[5], TODAY[8]}
    assert titles("bac pro agroéquipement") == titles("bac pro agro équipement")
    assert f"« {TODAY[5]} » ou « {TODAY[8]} »" in said("bac pro agro équipement")


def test_what_a_title_says_after_its_kind_is_what_names_it():
    became = "est devenu « BMA Spécialité verrier » ou « BMA Spécialité graveur »"
    assert became in said("BMA arts du verre")


@pytest.mark.parametrize("request_", ["capa soigneur d'équidés", "cap soigneur d'équidés"])
def test_the_kind_may_be_the_wider_one(request_):
    assert titles(request_) == [TODAY[4]]
    assert "« CAP agricole Soigneur d'équidés » est devenu" in said(request_)


def test_a_title_of_the_very_kind_comes_before_the_wider_one():
    assert titles("CAP ferronnerie d'art") == [TODAY[1]]
    assert titles("CAPA ferronnerie d'art") == [TODAY[4]]


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        ("BTS VPT", TODAY[9]),
        ("BTS CGO", None),  # two former titles, that became two diplomas
        ("BTS ZU", TODAY[11]),  # those of a diploma of today
        ("BTS CE", None),  # « ce » is a small word
        ("BTS AD", TODAY[9]),  # written by hand
        ("CAP ECL", None),
    ],
)
def test_initials_are_known_where_they_are_those_of_one(request_, first):
    found = titles(request_)
    assert found[0] == first if first else "est devenu" not in said(request_), found
    assert ("est devenu" in said(request_)) == (request_ in ("BTS VPT", "BTS AD"))


@pytest.mark.parametrize(
    "request_",
    [
        "CAP menuisier",  # begins a title of today
        "CAP agricole menuisier",
        "bac pro maintenance des véhicules",
        "bac pro transport",  # one word, which another title has
        "bac pro transport conducteur",  # another title of today has it
        "BTS MCV",  # letters that mean something by themselves
        "BTS chimie",  # one word, which titles have
        "BTS teinture",  # one word, which the everyday words have
        "transport",
        "employé de commerce",  # without the kind, it is no diploma
        "brevet de technicien supérieur assistant de direction",
        "bts assistant de direction",
        "mcv",
    ],
)
def test_what_means_something_today_is_answered_as_before(request_):
    assert INDEX.explain(request_) == BEFORE.explain(request_)
    assert (INDEX.search(request_) == BEFORE.search(request_)).all()


def test_what_is_written_by_hand_is_said_alone():
    assert said("bts assistant de direction").startswith(
        "« bts assistant direction » est devenu « à la main »."
    )


def test_words_of_former_titles_are_well_written_and_no_words_of_courses():
    assert INDEX.is_spelled("touristiques")
    assert not INDEX.knows("touristiques")
    assert not BEFORE.is_spelled("touristiques")


def test_a_former_title_being_typed_is_completed():
    assert TODAY[0] in [one.text for one in INDEX.suggest("cap employé de commerce mul")]


def test_without_former_titles_nothing_changes():
    assert with_former(HAND, (), TODAY) == HAND


_WORDS = st.sampled_from(["cuisine", "véhicules", "option", "A", "transport", "bois", "eau"])
_NAMES = st.builds(
    lambda kind, words: f"{kind} {' '.join(words)}",
    st.sampled_from(["CAP", "Bac pro", "BTS", "CAP agricole", "MC", "Licence"]),
    st.lists(_WORDS, min_size=1, max_size=8),
)


@given(st.lists(st.tuples(_NAMES, _NAMES), max_size=5), st.lists(_NAMES, min_size=1, max_size=5))
def test_titles_of_today_are_answered_as_before(rows, today):
    documents = [Document(title) for title in today]
    with_them = TextIndex(documents, {}, everyday=with_former(Everyday(), rows, today))
    without = TextIndex(documents, {})
    for title in today:
        assert (with_them.search(title) == without.search(title)).all()
        assert "est devenu" not in with_them.explain(title).sentence
