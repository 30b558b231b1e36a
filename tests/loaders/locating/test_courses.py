"""A place is where its source says, else where others know the establishment, in its commune."""

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from loaders.locating.courses import BY_CODE, BY_NAME, KNOWN, Locator, Where, site_row
from loaders.locating.gazetteer import ABSENT, NOWHERE
from loaders.locating.place import Place
from tests.loaders.training_region import small_context, town


def known(commune: Any, away: float = 800.0, **values: Any) -> dict[str, Any]:
    return {
        "site": "s", "uai": "0800001A", "siret": "", "name": "Lycée", "commune": commune.code,
        "x": commune.x + away, "y": commune.y, "lon": 2.9, "lat": 49.5, "precision": "address",
        "source": "x", **values,
    }  # fmt: skip


@pytest.fixture
def alpha(communes: gpd.GeoDataFrame):
    return town(communes, "Alpha")


def placed(context, **place: str):
    return Locator(context).place([Where(Place(**place), "0800001A")])[0]


def test_the_position_of_another_source_in_the_same_commune(communes, alpha) -> None:
    context = small_context(communes, places=pd.DataFrame([known(alpha)]))
    result = placed(context, insee="80001")
    assert (result.spot.x, result.spot.precision) == (alpha.x + 800, "address")
    assert result.corrections == [KNOWN]


def test_a_position_in_another_commune_is_that_of_another_site(communes, alpha) -> None:
    beta = town(communes, "Bêta")
    context = small_context(communes, places=pd.DataFrame([known(beta)]))
    result = placed(context, insee="80001")
    assert (result.spot.x, result.spot.precision) == (alpha.x, "commune")
    assert result.corrections == [ABSENT]


def test_several_sites_far_apart_leave_the_town_hall(communes, alpha) -> None:
    rows = [known(alpha), known(alpha, 1_500)]
    result = placed(small_context(communes, places=pd.DataFrame(rows)), insee="80001")
    assert result.spot.precision == "commune"
    rows = [known(alpha), known(alpha, 1_200)]
    result = placed(small_context(communes, places=pd.DataFrame(rows)), insee="80001")
    assert result.spot.x == alpha.x + 800


@pytest.mark.parametrize(
    ("name", "city", "found"),
    [
        ("Gamma-lez-Ville", "GAMMA LES VILLE CEDEX 2", True),
        ("Gamma-sur-Mer", "Gamma", True),
        ("Gamma-sur-Mer", "Gam", False),
        ("Saint-Gamma", "ST GAMMA", True),
    ],
)
def test_towns_written_in_other_ways(communes, name: str, city: str, found: bool) -> None:
    renamed = communes.assign(name=communes["name"].replace("Gamma", name))
    result = placed(small_context(renamed), postcode="02999", city=city)
    assert (result.spot.commune if result.spot else "") == ("02003" if found else "")
    assert found or result.reason == NOWHERE


def test_two_towns_that_begin_alike_are_not_guessed(communes) -> None:
    names = {"Gamma": "Ville-sur-Mer", "Delta": "Ville-sous-Bois"}
    renamed = communes.assign(name=communes["name"].replace(names))
    assert placed(small_context(renamed), postcode="02999", city="Ville").spot is None


def test_the_commune_that_others_know(communes) -> None:
    lycees = pd.DataFrame(
        [("0800001A", "Lycée", "Delta", "02004")], columns=["uai", "name", "city", "commune"]
    )
    result = placed(small_context(communes, lycees=lycees), city="Inconnue")
    assert result.spot.commune == "02004"
    assert BY_CODE in result.corrections
    assert BY_NAME not in result.corrections


def test_the_id_of_a_site_is_made_of_its_content(communes) -> None:
    spot = placed(small_context(communes), insee="80001").spot
    one = site_row(Where(Place(), "0800001A", "", "Lycée d'Alpha"), spot)
    two = site_row(Where(Place(), "0800001A", "", "Lycée Alpha"), spot)
    other = site_row(Where(Place(), "", "", "Lycée Alpha"), spot)
    assert one["site"] == two["site"] != other["site"]
    assert one["site"].startswith("0800001A-")
