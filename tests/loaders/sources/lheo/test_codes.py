"""Coded values of LHEO in our vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.vocabulary import PUBLICS, VOIES
from loaders.reading.values import rncp_code, uai_code
from loaders.sources.lheo.codes import (
    codes_like,
    funder_of,
    level_of,
    nsf_of,
    publics_of,
    siret_of,
    url_of,
    voie_of,
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("4", 3),
        ("5", 4),
        ("6", 5),
        ("7", 6),
        ("8", 7),
        ("13", 3),
        ("14", 4),
        ("15", 5),
        ("16", 6),
        ("17", 7),
        ("18", 8),
        ("04", 3),
        ("0", None),
        ("1", None),
        ("3", None),
        ("12", None),
        ("", None),
        ("V", 3),
        ("niveau V bis (préqualification)", None),
    ],
)
def test_levels(code, level):
    assert level_of(code) == level


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        (["334t"], "334"),
        (["334", "221"], "334"),
        (["000", "221"], "221"),
        (["999"], ""),
        (["33454", "G1602", "NSF", ""], ""),
        ([], ""),
    ],
)
def test_nsf_is_the_first_group_that_is_one(codes, group):
    assert nsf_of(codes) == group


def test_funders():
    assert funder_of("2") == ("Région", True)
    assert funder_of("98005") == ("Région", True)
    assert funder_of("5") == ("Entreprise", False)
    assert funder_of("0") == ("Autre financeur", None)
    assert funder_of("1") is None
    assert funder_of("") is None


def test_publics():
    assert publics_of(["82044", "80006", "80003"]) == "demandeurs_emploi salaries"
    assert set(publics_of(["83056"]).split()) == set(PUBLICS) - {"apprentis"}
    assert publics_of(["81014", "", "xxxxx"]) == ""


@pytest.mark.parametrize(
    ("publics", "contract", "initial", "level", "voie"),
    [
        (["80006"], False, False, 3, "continue"),
        (["80006"], True, False, 3, "apprentissage"),
        (["82027"], False, False, 3, "apprentissage"),
        (["82027", "80006"], False, False, 3, "continue"),
        (["82027", "83056"], False, False, 3, "continue"),
        (["81061"], False, False, 3, "scolaire"),
        (["81061"], False, False, 5, "superieur"),
        ([], False, True, None, "scolaire"),
        ([], False, False, None, "continue"),
    ],
)
def test_voies(publics, contract, initial, level, voie):
    assert voie_of(publics, contract, initial, level) == voie


@given(st.lists(st.text(max_size=6)), st.booleans(), st.booleans(), st.none() | st.integers(3, 8))
def test_any_codes_give_words_of_the_vocabulary(codes, contract, initial, level):
    assert voie_of(codes, contract, initial, level) in VOIES
    assert set(publics_of(codes).split()) <= set(PUBLICS)


def test_identifiers():
    assert rncp_code("RNCP37553") == rncp_code("37553") == rncp_code("rncp 037553") == "RNCP37553"
    assert rncp_code("RS5000") == rncp_code("0") == rncp_code("") == ""
    assert siret_of("824 228 142 01874") == "82422814201874"
    assert siret_of("00000000000000") == siret_of("8242281420187") == ""
    assert uai_code("0801234a") == "0801234A"
    assert uai_code("801234A") == "0801234A"  # a spreadsheet stripped its zero
    assert codes_like(["G1602", "g1602", "23221", "G16O2"], r"[A-N]\d{4}") == "G1602"


def test_web_addresses():
    assert url_of(["", "https://a.fr/x?y=1"]) == "https://a.fr/x?y=1"
    assert url_of(["lycee.exemple.fr/page"]) == "http://lycee.exemple.fr/page"
    for bad in ("javascript:alert(1)", 'https://a.fr/"onclick', "aucun", "-", "a b.fr"):
        assert url_of([bad]) == ""
