"""Text search: what matches, in which order, what is told, what is suggested."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.search import index
from geodata.search.index import Document, TextIndex
from geodata.search.lexicon.words import stem
from loaders.project_data.everyday import read_everyday

EVERYDAY = read_everyday()

ROMES = {
    "D1102": "Boulanger / Boulangère",
    "F1603": "Plombier / Plombière",
    "J1501": "Aide-soignant / Aide-soignante",
    "K1302": "Assistant / Assistante de vie auprès de personnes âgées",
    "N4101": "Conducteur / Conductrice de poids lourd",
    "G1601": "Chef / Cheffe de cuisine",
}

DOCUMENTS = [
    Document("BTS Management commercial opérationnel", rncp="RNCP38362", count=9),
    Document("BTS   Services   Management Commercial Operationnel"),
    Document("BTS Management en hôtellerie restauration"),
    Document("BTS Management opérationnel de la sécurité"),
    Document(
        "CAP Cuisine", "Certificat d'aptitude professionnelle Cuisine", romes=("G1601",), count=4
    ),
    Document("CAP Boulanger", romes=("D1102",), rncp="37537", count=5),
    Document("BP Boulanger", romes=("D1102",), count=2),
    Document("CAP Commercialisation et services en hôtel-café-restaurant", romes=("G1601",)),
    Document("TP Installateur en thermique et sanitaire", romes=("F1603",)),
    Document("D.E Aide-soignant", "Diplôme d'État d'aide-soignant", romes=("J1501",)),
    Document("TP Conducteur du transport routier de marchandises", romes=("N4101",)),
    Document("Licence Droit"),
    Document("Licence Génie civil"),
    Document("CAP Accompagnant éducatif petite enfance", words="crèche bébés"),
    Document("BUT Gestion des entreprises et des administrations"),
    Document("Bac pro Cuisine", romes=("G1601",)),
    Document("Brevet de technicien supérieur Tourisme"),
    Document("BTS Comptabilité et gestion"),
    Document("CAP Agricole Jardinier paysagiste"),
    Document("CAP Assistant technique en milieux familial et collectif", romes=("K1302",)),
    Document("BTS Électrotechnique"),
]

INDEX = TextIndex(
    DOCUMENTS, {**ROMES, "A1101": "Conducteur d'engins agricoles"}, ["Douai"], EVERYDAY
)


def found(request: str) -> list[str]:
    scores = INDEX.search(request)
    best = np.argsort(-scores, kind="stable")
    return [" ".join(DOCUMENTS[row].title.split()) for row in best if scores[row] > 0]


def test_scores_are_one_a_document():
    scores = INDEX.search("cuisine")
    assert scores.dtype == np.float32
    assert scores.shape == (len(DOCUMENTS),)


def test_every_word_is_needed():
    assert sorted(found("BTS management commercial opérationnel")) == [
        "BTS Management commercial opérationnel",
        "BTS Services Management Commercial Operationnel",
    ]
    assert found("CAP cuisine") == ["CAP Cuisine"]


@pytest.mark.parametrize(
    "request_",
    ["BTS management commercial operationnel", "bts   MANAGEMENT commercial - opérationnel"],
)
def test_accents_case_and_spaces_do_not_count(request_):
    assert found(request_) == found("BTS management commercial opérationnel")


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ("brevet de technicien supérieur électrotechnique", "BTS Électrotechnique"),
        ("BTS tourisme", "Brevet de technicien supérieur Tourisme"),
        ("certificat d'aptitude professionnelle boulanger", "CAP Boulanger"),
        ("baccalauréat professionnel cuisine", "Bac pro Cuisine"),
        ("diplôme d'état aide soignant", "D.E Aide-soignant"),
        ("DE aide soignant", "D.E Aide-soignant"),
        ("C.A.P. boulanger", "CAP Boulanger"),
        ("DUT GEA", "BUT Gestion des entreprises et des administrations"),
        ("titre professionnel installateur", "TP Installateur en thermique et sanitaire"),
        ("brevet pro boulanger", "BP Boulanger"),
        ("terminale pro cuisine", "Bac pro Cuisine"),
        ("bac prof cuisine", "Bac pro Cuisine"),
    ],
)
def test_a_diploma_has_several_names(request_, title):
    assert found(request_)[0] == title


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ("boulangère", "BP Boulanger"),
        ("boulangers", "BP Boulanger"),
        ("aides-soignantes", "D.E Aide-soignant"),
        ("conductrice routière", "TP Conducteur du transport routier de marchandises"),
        ("jardinière paysagiste", "CAP Agricole Jardinier paysagiste"),
    ],
)
def test_number_and_gender_do_not_count(request_, title):
    assert title in found(request_)


@pytest.mark.parametrize(
    ("one", "other"),
    [("employee", "employe"), ("privees", "prive"), ("chargee", "charges"), ("lycee", "lycees")],
)
def test_a_feminine_in_ee_is_its_masculine(one, other):
    assert stem(one) == stem(other)


def test_who_is_employed_says_nothing_of_which_course():
    assert INDEX.explain("salariée").vague
    assert found("cuisine salariée") == found("cuisine")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plombiier", "plombier"),
        ("bolanger", "boulanger"),
        ("cuisnie", "cuisine"),
        ("boulangre", "boulanger"),
        ("conptabilité", "comptabilité"),
        ("comptbilté", "comptabilité"),
    ],
)
def test_typing_errors_are_forgiven_and_told(typed, meant):
    assert found(typed) == found(meant) != []
    told = INDEX.explain(typed)
    assert told.corrected == ((typed, meant),)
    assert told.sentence == f"Résultats pour «\u202f{meant}\u202f»."


def test_the_small_words_are_kept_in_what_is_told():
    assert INDEX.explain("Fac de drooit").sentence == "Résultats pour «\u202fFac de droit\u202f»."


def test_a_word_that_is_known_is_never_corrected():
    assert INDEX.explain("cuisine droit").corrected == ()
    assert INDEX.explain("boulangers").corrected == ()


def test_a_correction_that_finds_nothing_is_not_told():
    told = INDEX.explain("chasse")
    assert told.corrected == ()
    assert told.left_out == ("chasse",)


def test_a_misspelling_is_heard():
    assert found("électrotaiknique") == ["BTS Électrotechnique"]


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ("fac de droit", "Licence Droit"),
        ("nounou", "CAP Accompagnant éducatif petite enfance"),
        ("chauffeur routier", "TP Conducteur du transport routier de marchandises"),
        ("compta", "BTS Comptabilité et gestion"),
        ("MUC", "BTS Management commercial opérationnel"),
        ("CAP ATMFC", "CAP Assistant technique en milieux familial et collectif"),
    ],
)
def test_everyday_words_find_official_names(request_, title):
    assert title in found(request_)
    assert "Licence Génie civil" not in found(request_)


def test_what_everyday_words_stand_for_is_told():
    (words, official), *_ = INDEX.explain("fac de droit").expanded
    assert words == "fac droit"
    assert "licence droit" in official


def test_the_label_of_a_metier_finds_its_courses():
    assert found("plombière") == ["TP Installateur en thermique et sanitaire"]


def test_words_of_two_metiers_are_not_mixed():
    index = TextIndex(
        [Document("TP Polyvalent", romes=("D1102", "K1302")), Document("Licence Droit")],
        ROMES,
        everyday=EVERYDAY,
    )
    assert not index.explain("assistant de vie").relaxed
    assert index.search("assistant de vie")[0] >= 2
    assert index.search("boulanger assistant")[0] < index.search("assistant de vie")[0]


def test_exact_titles_then_beginnings_then_the_rest():
    index = TextIndex(
        [
            Document("Assistant de cuisine collective"),
            Document("Autre chose", "Certification cuisine"),
            Document("Cuisine collective"),
            Document("Cuisine"),
            Document("Rien", romes=("G1601",)),
            Document("Droit", words="cuisine"),
        ],
        ROMES,
        everyday=EVERYDAY,
    )
    order = np.argsort(-index.search("cuisine"), kind="stable")
    assert order.tolist() == [3, 2, 0, 1, 4, 5]


def test_words_that_say_nothing_are_ignored():
    assert found("je cherche une formation de boulanger") == found("boulanger")
    assert "formation" in INDEX.explain("formation boulanger").ignored


@pytest.mark.parametrize(
    "request_", ["reconversion", "adulte débutant", "je cherche une formation"]
)
def test_words_that_say_nothing_alone_are_told_and_find_every_course(request_):
    assert INDEX.search(request_).tolist() == [1] * len(DOCUMENTS)
    assert INDEX.explain(request_).sentence.startswith(
        f"«\u202f{request_}\u202f» ne dit pas quelle formation : toutes sont montrées."
    )


@pytest.mark.parametrize(
    ("request_", "wishes"),
    [
        ("CAP cuisine ou boulanger", ("CAP cuisine", "CAP boulanger")),
        ("CAP ou bac pro cuisine", ("CAP cuisine", "bac pro cuisine")),
        ("bac pro cuisine ou CAP", ("bac pro cuisine", "CAP cuisine")),
        ("BTS ou BUT", ("BTS", "BUT")),
        ("cuisine ou boulanger", ("cuisine", "boulanger")),
    ],
)
def test_wishes_share_the_kind_or_the_subject_that_one_of_them_says(request_, wishes):
    assert INDEX.explain(request_).wishes == wishes


def test_words_are_left_out_when_nothing_has_them_all():
    told = INDEX.explain("boulanger Douai")
    assert found("boulanger Douai") == found("boulanger")
    assert told.relaxed
    assert told.left_out == told.places == ("Douai",)
    assert "«\u202fDouai\u202f» a été laissé de côté" in told.sentence
    assert "lieu" in told.sentence


def test_the_diploma_is_left_out_before_the_trade():
    assert found("CAP aide soignant") == ["D.E Aide-soignant"]
    assert INDEX.explain("CAP aide soignant").left_out == ("CAP",)


def test_nothing_is_found_for_nonsense():
    assert found("xqzjvw") == []
    assert INDEX.explain("xqzjvw").sentence == (
        "Aucune formation des sources chargées ne correspond à «\u202fxqzjvw\u202f»."
    )


@pytest.mark.parametrize("code", ["D1102", "d1102", " D1102 "])
def test_a_rome_code_finds_its_courses(code):
    assert found(code) == ["CAP Boulanger", "BP Boulanger"]


@pytest.mark.parametrize("code", ["RNCP38362", "rncp 38362", "38362"])
def test_a_rncp_code_finds_its_certification(code):
    assert found(code) == ["BTS Management commercial opérationnel"]


def test_codes_that_do_not_exist_are_told():
    assert found("Z9999") == found("Z9999 boulanger") == []
    told = INDEX.explain("Z9999")
    assert told.unknown_code == "Z9999"
    assert told.sentence.startswith("Le code ROME «\u202fZ9999\u202f» n'existe pas")
    assert "RNCP99999" in INDEX.explain("RNCP 99999").sentence


def test_a_metier_without_a_course_is_told():
    told = INDEX.explain("A1101")
    assert told.unknown_code == ""
    assert told.sentence.startswith("Aucune formation des sources chargées ne mène au métier")
    assert found("A1101") == []  # « conducteur » alone is not « d'engins agricoles »


def test_what_the_words_of_such_a_metier_find_is_shown():
    index = TextIndex(DOCUMENTS, {**ROMES, "G1699": "Commis de cuisine"}, ["Douai"], EVERYDAY)
    told = index.explain("G1699")
    titles = {DOCUMENTS[row].title for row in np.flatnonzero(index.search("G1699"))}
    assert "CAP Cuisine" in titles
    assert told.sentence.endswith(
        "voici celles que trouvent ses mots, «\u202fcommis de cuisine\u202f»."
    )


def texts(request: str, **options: int) -> list[str]:
    return [suggestion.text for suggestion in INDEX.suggest(request, **options)]


def test_suggestions_complete_the_last_word():
    assert texts("boul")[:2] == ["CAP Boulanger", "BP Boulanger"]
    assert "Boulanger / Boulangère" in texts("boul")
    assert texts("bts man")[0] == "BTS Management commercial opérationnel"
    assert "D.E Aide-soignant" in texts("aide s")


def test_suggestions_are_distinct_and_bounded():
    for request_ in ("b", "c", "bts", "cuisine", "CAP "):
        assert len(texts(request_, limit=3)) <= 3
        assert len(set(texts(request_))) == len(texts(request_))
    assert texts("bts management commercial op") == [
        "BTS Management commercial opérationnel",
        "BTS Services Management Commercial Operationnel",
    ]


def test_suggestions_know_everyday_words_and_codes():
    assert texts("nouno") == ["CAP Accompagnant éducatif petite enfance"]
    assert "Licence Droit" in texts("fac de dr")
    first = INDEX.suggest("D11")[0]
    assert (first.kind, first.text, first.detail) == ("code", "D1102", "Boulanger / Boulangère")
    assert first.count == 7


def test_a_suggestion_finds_what_it_suggests():
    for request_ in ("boul", "bts", "condu", "aide", "D11"):
        for suggestion in INDEX.suggest(request_):
            assert found(suggestion.text), suggestion
            assert not INDEX.explain(suggestion.text).relaxed


@pytest.mark.parametrize("request_", ["", "   ", "🙂", "\x00\x1b", "''", "«»", "/"])
def test_empty_requests_find_nothing(request_):
    assert not INDEX.search(request_).any()
    assert INDEX.suggest(request_) == []
    assert INDEX.explain(request_).sentence == ""


def test_an_empty_index_answers():
    index = TextIndex([], {}, everyday=EVERYDAY)
    assert index.search("cuisine").shape == (0,)
    assert index.suggest("cuis") == []


TYPED = """
boulanger bts cap de la D1102 Z9999 rncp 38362 fac droit formation plombiier D.E. TP permis c
Douai cuisiné é 𝔹ac ﬁn İ ß e-commerce lille 3
"""
WORDS = st.sampled_from(TYPED.split())


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=30).map(" ".join)))
def test_nothing_typed_raises(request_):
    scores = INDEX.search(request_)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()
    assert len(INDEX.explain(request_).request) <= 300
    assert len(INDEX.suggest(request_, limit=5)) <= 5


def test_ten_thousand_characters_are_read_up_to_a_point():
    assert INDEX.search("boulanger " + "x" * 10_000).any()
    assert not INDEX.search("x" * 10_000).any()
    assert INDEX.search("boulanger " * 1_000).any()


def test_the_words_of_a_text_are_read_once(monkeypatch):
    seen = []
    read = index.read
    monkeypatch.setattr(index, "read", lambda *given: seen.append(given[0]) or read(*given))
    asked = "bac pro de plombier en apprentissage, lu une fois"
    for _ in range(2):
        INDEX.without_diploma(asked)
        INDEX.without_facets(asked)
    assert seen == [asked]
