"""A school is at another source's address, else in the centre of its commune, else unknown."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.schema import SITES
from loaders.locating.courses import KNOWN_PLACES
from loaders.locating.schools import Schools, departement_of
from loaders.source import Context
from tests.loaders.diploma_sample import sample_context


@pytest.fixture
def region(communes, tmp_path: Path) -> Context:
    return sample_context(communes, tmp_path)


def place(uai: str, commune: str, x: float, precision: str = "address") -> dict[str, object]:
    values = dict.fromkeys(SITES.columns, "")
    return {
        **values,
        **{"site": f"p-{uai}-{x}", "uai": uai, "name": "CFA DE GAMMA", "commune": commune},
        **{"x": x, "y": 7_001_000.0, "lon": 2.8, "lat": 50.1, "precision": precision},
        "source": "autre",
    }


def test_a_uai_begins_with_its_departement() -> None:
    uais = ("0020003C", "0590010R", "9710001A", "6200001A", "7200001A")
    assert [departement_of(uai) for uai in uais] == ["02", "59", "971", "2A", "2B"]


def test_the_centre_of_its_commune(region: Context, communes) -> None:
    site = Schools(region).site_of("0800001A")
    assert site is not None
    assert (site["site"], site["precision"], site["commune"]) == (
        "uai-0800001A",
        "commune",
        "80001",
    )
    assert (site["x"], site["y"]) == (communes["x"][0], communes["y"][0])
    assert site["name"] == "Lycée d'Alpha", "capitals are set as a sign would"


def test_another_source_s_address_in_its_commune(region: Context) -> None:
    places = pd.DataFrame(
        [place("0800001A", "80002", 695_000.0), place("0800001A", "80001", 681_000.0)]
    )
    site = Schools(replace(region, places=places)).site_of("0800001A")
    assert site is not None
    assert (site["x"], site["precision"]) == (681_000.0, "address")


def test_an_address_elsewhere_does_not_move_a_lycee(region: Context) -> None:
    places = pd.DataFrame([place("0800001A", "80002", 695_000.0)])
    site = Schools(replace(region, places=places)).site_of("0800001A")
    assert site is not None
    assert (site["commune"], site["precision"]) == ("80001", "commune")


def test_a_school_that_only_other_sources_know(region: Context) -> None:
    known = {**region.nomenclatures}
    known[KNOWN_PLACES] = pd.DataFrame([place("0020009Z", "02003", 682_000.0, "commune")])
    site = Schools(replace(region, nomenclatures=known)).site_of("0020009Z")
    assert site is not None
    assert (site["name"], site["precision"]) == ("CFA de Gamma", "commune")
    both = replace(
        region,
        nomenclatures=known,
        places=pd.DataFrame([place("0020009Z", "02003", 683_000.0)]),
    )
    assert Schools(both).site_of("0020009Z")["x"] == 683_000.0, "an address comes first"


def test_a_school_that_nobody_places_is_unknown(region: Context) -> None:
    schools = Schools(region)
    assert schools.site_of("0020009Z") is None
    assert schools.site_of("0020003C") is None, "its commune is not of the region"
    sites = schools.sites_of(pd.Series(["0800001A", "0020009Z", "0800001A"]), "essai")
    assert SITES.validate(sites)["site"].tolist() == ["uai-0800001A"]


def test_of_several_addresses_the_first_that_a_source_gives_is_kept(region: Context) -> None:
    rows = [
        place("0800001A", "80001", 680_500.0, "commune"),
        place("0800001A", "80001", 684_000.0),
        place("0800001A", "80001", 681_000.0),
    ]
    site = Schools(replace(region, places=pd.DataFrame(rows))).site_of("0800001A")
    assert (site["x"], site["precision"]) == (684_000.0, "address")
