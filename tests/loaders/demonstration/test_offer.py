"""The demonstration offer: the contract's totals, plausible courses, the same each time."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.domains import DOMAINS
from geodata.tables.schema import OFFERS, SITES
from geodata.vocabulary import MODALITIES, VOIES
from loaders.certifications.catalogue import read_certifications
from loaders.demonstration.kinds import TEACHINGS, families_of, teachings_of
from loaders.demonstration.offer import demonstrate, totals_of
from loaders.demonstration.places import Place, places_of
from loaders.demonstration.sessions import share_out
from loaders.embedding.base import Base, read_base
from loaders.project_data.profile import read_profile
from loaders.titles.capitals import readable_name

TODAY = date(2026, 11, 22)
Tables = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def base() -> Base:
    return read_base()


@pytest.fixture(scope="module")
def made(base: Base) -> Tables:
    return demonstrate(base, read_profile("hauts-de-france"), read_certifications(), today=TODAY)


def test_about_900_sites_and_8000_courses_that_fit_the_schema(made: Tables) -> None:
    sites, offers = made
    assert 800 <= len(sites) <= 1000
    assert 7000 <= len(offers) <= 9000
    SITES.validate(sites)
    OFFERS.validate(offers)
    assert set(offers["site"]) - {""} == set(sites["site"])
    assert np.isfinite(sites[["x", "y", "lon", "lat"]].to_numpy()).all()


def test_every_row_says_it_is_simulated(made: Tables) -> None:
    sites, offers = made
    assert set(sites["source"]) == set(offers["source"]) == {"demonstration"}
    assert set(offers["vintage"]) == {"simulation 2026"}
    assert (offers["url"] == "").all()
    invented = sites["uai"] == ""
    assert sites.loc[invented, "name"].str.contains("(simulé", regex=False).all()


def test_enrolments_are_the_contracts_figures(made: Tables) -> None:
    enrolled = made[1].groupby("voie")["enrolled"].sum().to_dict()
    assert enrolled == {
        "scolaire": 222_699,
        "apprentissage": 64_800,
        "superieur": 237_849,
        "continue": 106_777,
    }
    assert (made[1]["enrolled"] <= made[1]["capacity"]).all()


def test_every_voie_domain_level_and_modality_is_there(made: Tables) -> None:
    offers = made[1]
    assert set(offers["voie"]) == set(VOIES)
    assert set(offers["domain"]) == set(DOMAINS)
    assert set(offers["level"].dropna()) == {3, 4, 5, 6, 7, 8}
    assert set(offers["modality"]) == set(MODALITIES)


def test_proportions_are_plausible(made: Tables) -> None:
    offers = made[1]
    away = offers["modality"] != "presentiel"
    assert away.mean() == pytest.approx(0.12, abs=0.01)
    assert not (away & (offers["voie"] == "scolaire")).any()
    assert ((offers["modality"] == "distance") == (offers["site"] == "")).all()
    assert offers["conventionnee"].mean() == pytest.approx(0.25, abs=0.01)
    assert 0.05 < (offers["rev3"] != "").mean() < 0.25
    assert (offers["nsf"] != "").all()


def test_only_general_studies_and_key_skills_lead_to_no_metier(made: Tables) -> None:
    offers = made[1]
    none = offers[offers["romes"] == ""]
    general = {"general-insertion", "droit-lettres-langues", "informatique-numerique", "sciences"}
    assert len(none) < 0.1 * len(offers)
    assert set(none["domain"]) <= general


def test_sessions_begin_within_a_year_and_end_after(made: Tables) -> None:
    offers = made[1]
    assert offers["start"].min() >= pd.Timestamp(TODAY)
    assert offers["start"].max() <= pd.Timestamp(TODAY) + pd.Timedelta(days=365)
    assert (offers["end"] > offers["start"]).all()
    school = offers[offers["voie"] == "scolaire"]
    assert set(school["start"].dt.month) == {9}
    assert offers.loc[offers["voie"] == "continue", "start"].dt.month.nunique() == 12
    assert (offers["start"].dt.day_of_week < 5).all()


@pytest.mark.parametrize("today", [date(2026, 8, 31), date(2026, 9, 2), date(2028, 2, 29)])
def test_sessions_stay_within_the_year_whatever_the_day(base: Base, today: date) -> None:
    profile, catalogue = read_profile("hauts-de-france"), read_certifications()
    _, offers = demonstrate(base, profile, catalogue, today=today)
    assert offers["start"].between(str(today), str(date(today.year + 1, 9, 7))).all()


def test_the_same_seed_makes_the_same_offer(base: Base, made: Tables) -> None:
    profile, catalogue = read_profile("hauts-de-france"), read_certifications()
    again = demonstrate(base, profile, catalogue, today=TODAY)
    pd.testing.assert_frame_equal(made[0], again[0])
    pd.testing.assert_frame_equal(made[1], again[1])
    _, other = demonstrate(base, profile, catalogue, seed=1, today=TODAY)
    assert set(other["offer"]) != set(made[1]["offer"])


def test_a_place_keeps_its_courses_when_another_goes(base: Base, made: Tables) -> None:
    fewer = SimpleNamespace(communes=base.communes, lycees=base.lycees.iloc[10:])
    profile, catalogue = read_profile("hauts-de-france"), read_certifications()
    _, offers = demonstrate(fewer, profile, catalogue, today=TODAY)
    assert set(offers["offer"]) < set(made[1]["offer"])


def test_each_establishment_offers_what_its_kind_does(made: Tables) -> None:
    sites, offers = made
    named = offers.merge(sites[["site", "name", "uai"]], on="site")
    ifsi = named[named["name"].str.startswith("IFSI")]
    assert set(ifsi["domain"]) == {"sante"}
    assert (ifsi.groupby("site")["title"].agg(lambda t: "DE Infirmier" in set(t))).all()
    general = named[named["title"] == "Bac général"]
    assert (general["uai"] != "").all()
    pro = named[named["name"].str.startswith("Lycée professionnel")]
    assert not pro["title"].isin(["Bac général", "Licence Droit"]).any()
    farm = named[named["name"].str.contains("agricole") & named["uai"].ne("")]
    assert farm["domain"].eq("agriculture-nature").mean() > 0.5
    assert named.loc[named["title"].str.startswith("Licence "), "voie"].ne("scolaire").all()


def test_near_hirson_there_is_care_training(base: Base, made: Tables) -> None:
    sites, offers = made
    hirson = base.communes.loc[base.communes["name"] == "Hirson"].iloc[0]
    far = np.hypot(sites["x"] - hirson["x"], sites["y"] - hirson["y"])
    near = offers[offers["site"].isin(sites.loc[far < 25_000, "site"])]
    assert {"DE Aide-soignant", "DE Infirmier"} <= set(near["title"])
    assert len(set(near["voie"])) == 4


def test_the_lycees_are_the_real_ones(base: Base, made: Tables) -> None:
    real = made[0][made[0]["uai"] != ""]
    known = {uai.upper() for uai in base.lycees["uai"]}
    assert set(real["uai"]) <= known
    assert real["uai"].is_unique
    assert len(known) - len(real) <= 5  # rectorats and a university are no lycées
    assert not real["name"].str.contains("rectorat", case=False).any()


def _other_region() -> SimpleNamespace:
    """Ten towns of Provence: no list of places knows them."""
    rank = np.arange(10)
    return SimpleNamespace(
        communes=pd.DataFrame(
            {
                "code": [f"13{n:03d}" for n in rank],
                "name": [f"Ville {chr(65 + n)}" for n in rank],
                "departement": "13",
                "population": 1_000_000 // (rank + 1),
                "x": 900_000.0 + 5_000 * rank,
                "y": 6_250_000.0,
                "lon": 5.4 + 0.05 * rank,
                "lat": 43.3,
            }
        ),
        lycees=pd.DataFrame(
            {
                "uai": ["0130001A", "0130002B"],
                "name": ["LYCÉE THIERS", "LYCÉE PROFESSIONNEL BLAISE PASCAL"],
                "commune": ["13000", "13001"],
            }
        ),
    )


def test_another_region_takes_its_largest_towns_and_its_share() -> None:
    region = _other_region()
    profile = read_profile("provence-alpes-cote-d-azur")
    sites, offers = demonstrate(region, profile, read_certifications(), today=TODAY)
    assert "Université de Ville A (simulée)" in set(sites["name"])
    assert set(sites["commune"]) <= set(region.communes["code"])
    share = totals_of(int(region.communes["population"].sum()))
    assert offers.groupby("voie")["enrolled"].sum().to_dict() == share
    assert (offers["rev3"] == "").all()


def test_an_unknown_town_is_named(tmp_path) -> None:
    region = _other_region()
    places = tmp_path / "places.csv"
    places.write_text("kind,town,departement\nifsi,Nulle-Part,13\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Nulle-Part"):
        places_of(region.communes, region.lycees, 1, places)
    places.write_text("kind,town,departement\nchateau,Ville A,13\n", encoding="utf-8")
    with pytest.raises(ValueError, match="chateau"):
        places_of(region.communes, region.lycees, 1, places)


def test_recipes_name_families_and_domains_that_exist(base: Base) -> None:
    families = set(families_of(read_certifications()))
    recipes = [recipe for kind in TEACHINGS for recipe in teachings_of(kind)]
    assert {f for recipe in recipes for f in recipe.families.split()} <= families
    assert {d for recipe in recipes for d in recipe.domains.split()} <= {"*", *DOMAINS}
    places: list[Place] = places_of(base.communes, base.lycees, 1)
    assert {d for place in places for d in place.domains} <= set(DOMAINS)
    assert all(teachings_of(place.kind) for place in places)


@given(
    st.integers(0, 100_000),
    st.lists(st.floats(0.01, 1000.0), min_size=1, max_size=60).map(np.array),
)
def test_shares_are_whole_and_sum_to_the_total(total: int, weights: np.ndarray) -> None:
    shares = share_out(total, weights)
    assert shares.sum() == total
    assert (np.abs(shares - total * weights / weights.sum()) <= 1.0).all()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("LYCÉE PROFESSIONNEL DE L'ACHEULÉEN", "Lycée professionnel de l'Acheuléen"),
        ("LEGTA D'AIRION", "LEGTA d'Airion"),
        ("LYCÉE JEAN-BAPTISTE COROT", "Lycée Jean-Baptiste Corot"),
        ("Lycée déjà écrit", "Lycée déjà écrit"),
    ],
)
def test_names_in_capitals_are_made_readable(name: str, read: str) -> None:
    assert readable_name(name) == read
