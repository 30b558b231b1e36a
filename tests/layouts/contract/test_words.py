"""The sentences of the contract's pages: targets, what moved, what is old, what is awaited."""

from datetime import date

import pytest
from atlases.portrait import figure, portrait_atlas
from samples.followed_contract import followed, published

from geodata.provenance.quality import Freshness
from layouts.contract.words import age_words, change_words, essentials, tally, target_words

TODAY = date(2026, 11, 28)
AIM = figure("Cible", 60_000, "2028", unit="contrats")
AWAITED = {"awaited": "Entrées", "source": "Base", "producer": "Dares"}


def signed(value, **more):
    rows = [figure("Signés", value, "2022", unit="contrats"), AIM]
    rows.append(figure("Signés", 50_000, "2021", unit="contrats"))
    (found,) = followed(portrait_atlas(rows), published("Signés", target="Cible", **more))
    return found


@pytest.mark.parametrize(
    ("value", "sentence", "cell"),
    [
        (61_948, "1\u202f948\u00a0contrats au-dessus", "atteinte dès 2022 (+\u00a01\u202f948"),
        (58_500, "1\u202f500\u00a0contrats en dessous", "pas encore atteinte (−\u00a01\u202f500"),
    ],
)
def test_a_target_is_told_first_with_its_date_and_its_gap(value, sentence, cell):
    found = signed(value)
    assert sentence in essentials([found], TODAY)[0]
    assert "(60\u202f000\u00a0contrats en 2028)" in essentials([found], TODAY)[0]
    assert cell in target_words(found)


def test_what_moved_says_between_which_years_and_what_did_not_says_why():
    assert change_words(signed(61_948)) == "+\u00a011\u202f948\u00a0contrats, de 2021 à 2022"
    assert any("signés (+\u00a011\u202f948" in text for text in essentials([signed(61_948)], TODAY))
    rows = [figure("Part", 10, "2020", perimeter="tous"), figure("Part", 11, "2021")]
    (other,) = followed(portrait_atlas(rows), published("Part"))
    assert change_words(other).startswith("Non comparables")
    (alone,) = followed(portrait_atlas(rows[:1]), published("Part"))
    assert change_words(alone) == "Une seule valeur"
    assert "pas d'évolution à dire" in " ".join(essentials([alone], TODAY))


def test_counts_and_who_has_what_is_awaited():
    found = followed(portrait_atlas([figure("Part", 10, "2024")]), published("Part"), AWAITED)
    words = essentials(found, TODAY)
    assert words[-2].startswith("1\u00a0indicateur se suit avec les données chargées, sur 2")
    assert "1\u00a0valeur est plus ancienne que le rythme de sa source" in words[-2]
    assert words[-1] == "1 attend une source. Qui l'a : Dares."
    assert tally(found) == "1\u00a0suivi, 1\u00a0attendu"
    assert tally(found[:1]) == "1\u00a0suivi"


def test_where_nothing_is_followed_no_zero_is_told():
    found = followed(portrait_atlas([figure("Part", 10, "2024")]), AWAITED)
    first, *_ = essentials(found, TODAY)
    assert first == "Aucun indicateur ne se suit avec les données chargées (1\u00a0attendu)."


def test_an_acronym_keeps_its_capitals_inside_a_sentence():
    (found,) = followed(
        portrait_atlas([figure("SPEL couverts", 26, "2024")]),
        published("SPEL couverts", asked="l. 1"),
    )
    assert essentials([found], TODAY)[0].startswith("Dernières valeurs : SPEL couverts")


@pytest.mark.parametrize(
    ("state", "months", "words"),
    [
        ("à jour", 3, "À jour"), ("en retard", 20, "En retard (20 mois)"),
        ("en retard", 47, "En retard (3\u00a0ans)"), ("date inconnue", None, "Date inconnue"),
    ],
)  # fmt: skip
def test_an_age_is_said_in_words(state, months, words):
    assert age_words(Freshness(state, months)) == words
