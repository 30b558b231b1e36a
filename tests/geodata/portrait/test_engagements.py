"""The monitoring of the contract: T0, the newest value, the difference, what is missing."""

from portrait_atlas import figure, leavers, portrait_atlas

from geodata.portrait.engagements import TITLES, engagements

CONTRACTS = {
    "theme": "formations",
    "entry": "public",
    "category": "Contrats d'apprentissage par an",
    "unit": "contrats",
}
SIGNED = "Contrats d'apprentissage signés dans l'année"
TARGET = "Cible du contrat pour l'apprentissage"


def test_the_contract_s_own_start_and_target():
    rows = [
        figure(SIGNED, 45_000, "", **CONTRACTS),
        figure(SIGNED, 54_963, "2021", **CONTRACTS),
        figure(SIGNED, 61_948, "2022", **CONTRACTS),
        figure(TARGET, 60_000, "2028", **CONTRACTS),
    ]
    (found,) = [f for f in engagements(portrait_atlas(rows)) if f.figure.label == SIGNED]
    assert (found.start.value, found.figure.value, found.target.value) == (45_000, 61_948, 60_000)
    assert found.change == 16_948


def test_leavers_are_followed_from_their_first_cohort():
    rows = [leavers("0800001A", 30.0, "2018_2019"), leavers("0800001A", 45.0, "2021_2022")]
    found = [f for f in engagements(portrait_atlas(outcomes=rows)) if f.engagement == "1.2"]
    work = next(f for f in found if f.figure.label.startswith("Emploi à 6 mois – voie scolaire"))
    assert (work.start.value, work.change) == (30, 15)


def test_one_vintage_has_no_evolution():
    follows = engagements(portrait_atlas())
    rev3 = next(f for f in follows if f.engagement == "rev3" and not f.figure.missing)
    assert rev3.change is None
    assert rev3.figure.parts


def test_what_cannot_be_followed_names_its_source_and_comes_last():
    follows = engagements(portrait_atlas())
    assert {f.engagement for f in follows} <= set(TITLES)
    for key in TITLES:
        lost = [bool(f.figure.missing) for f in follows if f.engagement == key]
        assert lost == sorted(lost)
    assert all(f.figure.value is None for f in follows if f.figure.missing)
    assert any(f.figure.missing for f in follows if f.engagement == "2.1")
