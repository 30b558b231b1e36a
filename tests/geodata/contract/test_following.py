"""The monitoring of the contract: T0, the newest value, the difference, what is missing."""

import datetime as dt
from dataclasses import replace

from atlases.portrait import figure, leavers, portrait_atlas
from samples.followed_contract import followed, published

from geodata.contract.following import follows

CONTRACTS = {
    "theme": "formations",
    "entry": "public",
    "category": "Contrats d'apprentissage par an",
    "unit": "contrats",
}
SIGNED = "Contrats d'apprentissage signés dans l'année"
TARGET = "Cible du contrat pour l'apprentissage"
TODAY = dt.date(2026, 11, 28)


def test_the_contract_s_own_start_and_target():
    rows = [
        figure(SIGNED, 45_000, "", **CONTRACTS),
        figure(SIGNED, 54_963, "2021", **CONTRACTS),
        figure(SIGNED, 61_948, "2022", **CONTRACTS),
        figure(TARGET, 60_000, "2028", **CONTRACTS),
    ]
    asked = published(SIGNED, category=CONTRACTS["category"], target=TARGET)
    (found,) = followed(portrait_atlas(rows), asked)
    assert (found.start.value, found.figure.value, found.target.value) == (45_000, 61_948, 60_000)
    # A difference needs two dated values: the contract does not date its 45,000.
    assert (found.since.value, found.change) == (54_963, 6_985)
    assert found.beyond == 1_948
    assert found.fresh(TODAY).state == "en retard"
    assert found.fresh(dt.date(2023, 6, 1)).state == "à jour"


def test_values_of_another_perimeter_or_source_make_no_evolution():
    rows = [
        figure("Part", 10, "2020", source="CPRDFOP d'essai (Région)"),
        figure("Part", 11.1, "2021", perimeter="stagiaires"),
    ]
    (found,) = followed(portrait_atlas(rows), published("Part"))
    assert (found.start.value, found.figure.value) == (10, 11.1)
    assert (found.since, found.change) == (None, None)


def test_a_single_value_of_the_first_year_or_before_is_t0_and_nothing_newer():
    old, new = figure("Vieux", 12, "2020"), figure("Neuf", 13, "2024")
    first, second = followed(portrait_atlas([old, new]), published("Vieux"), published("Neuf"))
    assert first.only_start
    assert first.start.value == 12
    assert (second.start, second.only_start) == (None, False)


def test_leavers_are_followed_from_their_first_cohort():
    rows = [leavers("0800001A", 30.0, "2018_2019"), leavers("0800001A", 45.0, "2021_2022")]
    asked = {"computed": "pupils_at_work", "producer": "Depp"}
    (work,) = followed(portrait_atlas(outcomes=rows), asked)
    assert work.figure.label.startswith("Emploi à 6 mois – voie scolaire")
    assert (work.start.value, work.change) == (30, 15)


def test_a_calculation_may_start_from_what_the_contract_publishes():
    rows = [leavers("0800001A", 45.0, "2021_2022")]
    told = figure("Emploi des lycéens", 36.6, "2018-2019", theme="formations")
    asked = {"computed": "pupils_at_work", "start": "Emploi des lycéens", "producer": "Depp"}
    (work,) = followed(portrait_atlas([told], outcomes=rows), asked)
    assert (work.start.value, work.figure.value, work.change) == (36.6, 45, None)
    (alone,) = followed(portrait_atlas([told]), asked)
    assert (alone.figure.value, alone.only_start) == (36.6, True)


def test_one_vintage_has_no_evolution():
    (rev3,) = followed(portrait_atlas(), {"computed": "rev3", "producer": "Atlas"})
    assert rev3.change is None
    assert rev3.figure.parts


def test_what_cannot_be_followed_names_its_source_and_comes_last():
    found = followed(
        portrait_atlas([figure("Là", 1, "2021")]),
        {"awaited": "Entrées", "source": "Base Brest", "producer": "Dares"},
        published("Là"),
        published("Nulle part"),
    )
    assert [(one.figure.label, one.known) for one in found] == [
        ("Là", True), ("Entrées", False), ("Nulle part", False),
    ]  # fmt: skip
    assert found[1].figure.missing == "Base Brest"
    assert all(one.figure.value is None for one in found if not one.known)


def test_without_a_contract_nothing_is_followed():
    assert follows(replace(portrait_atlas(), contract=None)) == ()
