"""Which requests name an establishment, and what they leave to search by."""

import pytest

from geodata.search.establishments import Establishments
from geodata.search.lexicon.everyday import Everyday, Nickname
from geodata.search.lexicon.words import terms
from loaders.project_data.everyday import read_everyday

NAMES = [
    ("Lycée Faidherbe", "Lille", 8),
    ("Lycée Gaston Berger", "Lille", 3),
    ("Lycée général et technologique Gaston Berger", "Lille", 31),
    ("Lycée Carnot", "Arras", 2),
    ("Lycée Carnot", "Bruay-la-Buissière", 5),
    ("Université de Lille", "Lille", 300),
    ("Site de Boulogne", "Boulogne-sur-Mer", 1),
]
KNOWN = {"cuisine", "universite", "lycee", "bts"}
TOWNS = {"lille", "arras", "boulogne", "bruay"}
READ = read_everyday()
MADE = Establishments(
    *zip(*NAMES, strict=True),
    KNOWN.__contains__,
    TOWNS.__contains__,
    Everyday(generic=READ.generic, leading=READ.leading),
)
CALLED = [
    ("Université du Littoral", "Dunkerque", 50),
    ("Université du littoral Site de Calais", "Calais", 5),
    ("IRTS HDF Site Artois", "Arras", 2),
    ("IRTS HDF Site Hainaut", "Anzin", 2),
    ("OGEC ST Luc Cambrai", "Cambrai", 3),
    ("Lycée Saint-Luc", "Cambrai", 20),
    ("Lycée Saint-Luc", "Lille", 4),
    ("MFR de Samer", "Samer", 2),
    ("Maison familiale rurale de Haussy", "Haussy", 1),
    ("École Supérieure des Arts Appliqués et du Textile", "Roubaix", 13),
    ("ESAA Boulle", "Paris", 9),
    ("ICAM Lille", "Lille", 1),
    ("Institut Central Anciens Mineurs", "Lens", 1),
    ("I.U.T Littoral (Calais)", "Calais", 3),
]
EVERYDAY = Everyday(
    nicknames=(Nickname(("ulco", "fac de Calais"), ("université du littoral",)),),
    abbreviations=(("st", "saint"), ("mfr", "maison familiale rurale")),
    generic=READ.generic,
    leading=READ.leading,
)
NICKNAMED = Establishments(
    *zip(*CALLED, strict=True),
    {*KNOWN, "littoral", "licence", "roubaix"}.__contains__,
    {*TOWNS, "saint", "cambrai", "calais", "anzin"}.__contains__,
    EVERYDAY,
)


def test_words_that_courses_have_name_a_school_in_its_town():
    made = Establishments(
        ["Lycée Cuisine", "Lycée Cuisine"], ["Lille", "Arras"], [1, 1],
        KNOWN.__contains__, TOWNS.__contains__, EVERYDAY,
    )  # fmt: skip
    assert made.named("cuisine Lille") is None
    assert list(made.in_town("cuisine Lille").rows) == [0]
    assert made.in_town("cuisine") is None
    assert made.in_town("lycée Lille") is None


@pytest.mark.parametrize("request_", ["ULCO fac de Calais", "ulco littoral"])
def test_what_an_establishment_is_also_called_is_not_searched_in_it(request_):
    assert NICKNAMED.named(request_).rest == ""


@pytest.mark.parametrize(
    ("request_", "rows", "rest"),
    [
        ("Faidherbe", [0], ""),
        ("lycée Faidherbe Lille", [0], ""),
        ("Faidherbe Arras", [0], ""),  # in no such town: the name alone counts
        ("BTS gaston berger", [1, 2], "BTS"),
        ("Carnot", [3, 4], ""),
        ("Carnot Arras", [3], ""),
        ("université de Lille", [5], ""),
        ("lycee gaston berger", [1], ""),  # a whole name is that name
        ("site Boulogne", [6], ""),  # and so it is without its small words
    ],
)
def test_what_a_request_names(request_, rows, rest):
    named = MADE.named(request_)
    assert named.rows.tolist() == rows
    assert named.rest == rest


@pytest.mark.parametrize(
    "request_", ["cuisine", "lycée", "lycée Lille xyz", "Lille", "", "cuisine Lille"]
)
def test_what_names_no_establishment(request_):
    assert MADE.named(request_) is None


@pytest.mark.parametrize(
    ("request_", "rest"), [("LGTGB", ""), ("lgtgb", ""), ("bac LGTGB", "bac"), ("BTS lgtgb", "BTS")]
)
def test_an_establishment_is_known_by_its_initials(request_, rest):
    named = MADE.named(request_)
    assert named.rows.tolist() == [2]
    assert named.rest == rest


def test_a_name_that_has_all_the_words_is_before_those_that_have_its_own_alone():
    names = [("Lycée Alain Savary", "Wattrelos", 9), ("Lycée Savary-Ferry", "Arras", 2)]
    known = {"ferry", "cuisine"}.__contains__
    made = Establishments(*zip(*names, strict=True), known, TOWNS.__contains__, EVERYDAY)
    for request, rows in [
        ("lycée Savary Ferry", [1]),
        ("savary", [0, 1]),
        ("savary cuisine", [0, 1]),
    ]:
        assert sorted(made.named(request).rows) == rows


def test_few_initials_name_nothing():
    assert MADE.named("lgb") is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("faiderbe", "faidherbe"),
        ("lycée Gaston Bergé", "lycée Gaston berger"),
        ("lycée gaston berjer", "lycée gaston berger"),
        ("cuisine", "cuisine"),
        ("Lille", "Lille"),
        ("zorglub", "zorglub"),
    ],
)
def test_misspelt_names_are_mended(typed, written):
    assert MADE.mended(typed) == written


def test_what_was_already_corrected_is_not_mended():
    assert MADE.mended("faiderbe", ["faiderbe"]) == "faiderbe"


def test_suggestions_are_the_most_offered_first_without_towns_alone():
    assert MADE.suggest("gaston", 3) == [NAMES[2][0], NAMES[1][0]]
    assert MADE.suggest("carn", 3) == ["Lycée Carnot"]
    assert MADE.suggest("boul", 3) == MADE.suggest("lycée", 3) == MADE.suggest("fa", 3) == []


def test_only_an_agricultural_cap_is_one():
    assert "agricol" not in terms("CAP Cuisine")
    assert "agricol" in terms("CAP agricole Travaux forestiers")


@pytest.mark.parametrize(
    ("request_", "rows", "rest"),
    [
        ("ULCO", [0, 1], ""),
        ("licence ulco", [0, 1], "licence"),
        ("ULCO Calais", [1], ""),  # of all those so called, the one that is there
        ("université du littoral", [0, 1], ""),
        ("IRTS Anzin", [3], ""),
        ("IRTS", [2, 3], ""),
        ("St Luc Cambrai", [4, 5], ""),
        ("Saint-Luc, Lille", [6], ""),
        ("mfr", [7, 8], ""),
        ("maison familiale rurale", [7, 8], ""),
        ("familiale samer", [7], ""),
        ("ESAAT", [9], ""),
        ("icam", [11], ""),  # a name's own word, before what the letters of another make
        ("IUT littoral", [13], ""),
        ("BTS esaat Roubaix", [9], "BTS"),  # though courses have the town's name too
        ("lycée saint luc", [5, 6], ""),
    ],
)
def test_establishments_are_found_as_people_call_them(request_, rows, rest):
    named = NICKNAMED.named(request_)
    assert named.rows.tolist() == rows
    assert named.rest == rest


def test_a_nickname_is_surely_the_establishment_and_is_suggested():
    assert NICKNAMED.named("licence ulco").whole
    assert NICKNAMED.suggest("ulco", 1) == ["Université du Littoral"]


def test_a_sigle_is_not_mended_into_another():
    assert NICKNAMED.mended("ESAAZ") == "ESAAZ"
    assert NICKNAMED.mended("familialle") == "familiale"
