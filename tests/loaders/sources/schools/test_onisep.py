"""A lycée of specialities prepares one baccalauréat, which its options complete."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from loaders.errors import MissingColumnError
from loaders.locating.gazetteer import OUTSIDE
from loaders.sources.schools.onisep import (
    NO_UAI,
    NOTHING,
    TWICE,
    read_options,
    read_specialities,
    recognises_options,
    recognises_specialities,
)
from tests.loaders.training_region import checked, reasons, save_table, small_context

FIRST = "Enseignements de spécialité de classe de 1ère générale"
SECOND = "Enseignements optionnels et langues de classe de 2nde GT"


@pytest.fixture(scope="module")
def region(communes: gpd.GeoDataFrame):
    return small_context(communes)


def lycee(taught: str, column: str = FIRST, **values: Any) -> dict[str, Any]:
    return {
        "Identifiant action de formation": "AF.1",
        column: taught,
        "Identifiant et fiche onisep lieu de cours": "https://www.onisep.fr/slug/ENS.1",
        "UAI lieu de cours": "0800001A",
        "Libellé lieu de cours": "Lycée d'Alpha",
        "Code postal lieu de cours": "80100",
        "Commune lieu de cours": "Alpha",
        "Département lieu de cours": "Somme",
        "Région lieu de cours": "Petite-Région",
        "AF date création": "06/06/2020",
        "AF date de modification": "16/02/2026",
        **values,
    }


def test_one_course_a_lycee_with_its_specialities(tmp_path: Path, region) -> None:
    path = save_table(tmp_path / "x", [lycee("mathématiques / LLCER anglais / mathématiques")])
    assert recognises_specialities(path)
    assert not recognises_options(path)
    parsed = read_specialities(path, region)
    offers, sites = checked(parsed)
    offer = offers.iloc[0]
    assert (offer["title"], offer["level"], offer["voie"]) == (
        "Baccalauréat général",
        4,
        "scolaire",
    )
    assert (offer["publics"], offer["romes"], offer["url"]) == (
        "jeunes", "", "https://www.onisep.fr/slug/ENS.1",
    )  # fmt: skip
    assert parsed.tables["offers"]["details"].tolist() == [
        "Spécialités de première : mathématiques, LLCER anglais."
    ]
    assert sites["commune"].tolist() == ["80001"]
    assert sites["precision"].tolist() == ["commune"]
    assert parsed.vintage == "2026-02"


def test_options_complete_the_course_and_are_none_themselves(tmp_path: Path, region) -> None:
    path = save_table(
        tmp_path / "x", [lycee("Arts : théâtre / LV1 : anglais, allemand", SECOND)], ";"
    )
    assert recognises_options(path)
    parsed = read_options(path, region)
    assert "offers" not in parsed.tables
    assert parsed.rows_kept == 1
    assert parsed.tables["known_places"]["uai"].tolist() == ["0800001A"]
    context = replace(region, nomenclatures=parsed.tables)
    first = save_table(tmp_path / "y", [lycee("mathématiques")])
    details = read_specialities(first, context).tables["offers"]["details"][0]
    assert details.endswith(
        "Options et langues de seconde : Arts : théâtre, LV1 : anglais, allemand."
    )


def test_the_place_is_found_elsewhere_when_it_is_not_said_well(tmp_path: Path, communes) -> None:
    alpha = communes.iloc[0]
    known = {
        "site": "s", "uai": "0800001A", "siret": "", "name": "Lycée", "commune": alpha["code"],
        "x": alpha["x"] + 800, "y": alpha["y"], "lon": 2.9, "lat": 49.5, "precision": "address",
        "source": "x",
    }  # fmt: skip
    lycees = pd.DataFrame(
        [("0020002B", "Lycée", "Delta", "02004")], columns=["uai", "name", "city", "commune"]
    )
    context = small_context(communes, places=pd.DataFrame([known]), lycees=lycees)
    rows = [
        lycee("a"),
        lycee("a", **{"UAI lieu de cours": "0020002B", "Commune lieu de cours": "Inconnue",
                      "Code postal lieu de cours": "2999"}),
        lycee("a", **{"UAI lieu de cours": "0020003C", "Commune lieu de cours": "Gamma Cedex 1",
                      "Code postal lieu de cours": "2009"}),
    ]  # fmt: skip
    _, sites = checked(read_specialities(save_table(tmp_path / "x", rows), context))
    assert sites["commune"].tolist() == ["80001", "02004", "02003"]
    assert sites["precision"].tolist() == ["address", "commune", "commune"]
    assert sites["x"][0] == alpha["x"] + 800


def test_what_is_refused_says_why(tmp_path: Path, region) -> None:
    far = {"Code postal lieu de cours": "75005", "Commune lieu de cours": "Paris"}
    rows = [
        lycee("a"),
        lycee("b / a"),
        lycee("", **{"UAI lieu de cours": "0800002B"}),
        lycee("a", **{"UAI lieu de cours": "?"}),
        lycee("a", **far, **{"UAI lieu de cours": "0750003C"}),
    ]
    parsed = read_specialities(save_table(tmp_path / "x", rows), region)
    checked(parsed)
    assert reasons(parsed) == {2: TWICE, 3: NOTHING, 4: NO_UAI, 5: OUTSIDE}
    assert parsed.tables["offers"]["details"][0].endswith("a, b.")


def test_a_renamed_column_is_named(tmp_path: Path, region) -> None:
    row = {("UAI du lieu" if k == "UAI lieu de cours" else k): v for k, v in lycee("a").items()}
    path = save_table(tmp_path / "x", [row])
    assert recognises_specialities(path)
    with pytest.raises(MissingColumnError, match="UAI lieu de cours") as raised:
        read_specialities(path, region)
    assert raised.value.nearest == "UAI du lieu"
