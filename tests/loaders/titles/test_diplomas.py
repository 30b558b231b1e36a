"""Titles in capitals become titles that people write."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.folding import fold
from loaders.titles.diplomas import from_capitals, spelled, stem, without_common_year

FORMS = {"metiers": "métiers", "carrieres": "carrières", "mecanique": "mécanique"}


def accented(text: str) -> str:
    return " ".join(FORMS.get(word, word) for word in text.split())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("CUISINE (CAP)", "CAP Cuisine"),
        ("METIERS DU BOIS (BAC PRO)", "Bac pro Métiers du bois"),
        ("CONDUCTEUR DE CARRIERES OPTION A : ROCHE (CAP)", None),
        ("MECANIQUE OPTION B (BTS)", "BTS Mécanique option B"),
        ("DESSERTS DE RESTAURANT (CS3)", "Certificat de spécialisation Desserts de restaurant"),
        ("COMPTABILITE (DIPLÔME DE) (DCG)", "Comptabilite (diplôme de) (dcg)"),
        ("Déjà en minuscules (BTS)", "BTS Déjà en minuscules"),
        ("", ""),
    ],
)
def test_a_title_of_the_nomenclature(written: str, read: str | None) -> None:
    expected = read if read is not None else "CAP Conducteur de carrières option A : roche"
    assert from_capitals(written, accented) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("CAP cuisine", "CAP Cuisine"),
        ("Bac pro métiers de l'accueil", "Bac pro Métiers de l'accueil"),
        ("BTSA aquaculture", "BTSA Aquaculture"),
        ("BTS Banque", "BTS Banque"),
        ("diplôme d'État d'aide-soignant", "Diplôme d'État d'aide-soignant"),
        ("capitaine", "Capitaine"),
    ],
)
def test_an_official_title_gets_its_capital(written: str, read: str) -> None:
    assert spelled(written) == read


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("MAINTENANCE DES VEHICULES 2NDE COMMUNE (BAC PRO)", "maintenance des vehicules"),
        ("COMMUNICATION BTS 1ERE ANNEE COMMUNE", "communication"),
        ("ESTHETIQUE BTS 1E ANNEE COMMUNE", "esthetique"),
        ("SERVICES INFORMATIQUES BTS 1ERE ANNEE", "services informatiques"),
        ("METIERS DE LA MER 2NDE COMMUNE (BAC PRO)", "metiers de la mer"),
        ("SERVICES AUX COMMUNES (CAP)", "services aux communes"),
    ],
)
def test_a_common_year_and_its_diploma_have_the_same_stem(written: str, plain: str) -> None:
    assert stem(written) == plain


@given(st.text(max_size=60))
@example("bac pro a")
@example("cap x")
def test_any_text_gives_a_title(text: str) -> None:
    for title in (spelled(text), from_capitals(text, str), without_common_year(text)):
        assert title == " ".join(title.split())
    assert spelled(spelled(text)) == spelled(text)
    assert stem(text) == fold(stem(text))
