"""Centres are placed from a table or a reply alike, and place the courses of other sources."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geodata.tables.schema import SITES
from loaders.building.ordering import enriched
from loaders.locating.gazetteer import FAR, OUTSIDE
from loaders.sources.apprenticeship.centres import (
    APPRENTICESHIP_PLACES,
    CLOSED,
    NO_CODE,
    read,
    recognises,
)
from tests.loaders.training_region import reasons, save_json, save_table, town

SIRETS = [f"1300227180001{digit}" for digit in range(8)]


def centre(communes: gpd.GeoDataFrame, number: int, **values: Any) -> dict[str, Any]:
    alpha = town(communes, "Alpha")
    return {
        "siret": SIRETS[number],
        "uai": f"080000{number}A",
        "rco_uai": "",
        "enseigne": "LP",
        "entreprise_raison_sociale": "LYCEE PROFESSIONNEL D ALPHA",
        "onisep_nom": "",
        "code_postal": "80100",
        "localite": "ALPHA",
        "code_insee_localite": "80001",
        "nda": "32590928359",
        "ferme": "false",
        "tags": '["2021", "2023"]',
        "lat": f"{alpha.lat:.6f}",
        "lon": f"{alpha.lon + 0.001 * number:.6f}",
        **values,
    }


def reply(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row as the interface gives it."""
    kept = {k: v or None for k, v in row.items() if k not in ("lat", "lon", "tags", "ferme")}
    return {
        **kept,
        "geo_coordonnees": f"{row['lat']},{row['lon']}",
        "ferme": row["ferme"] == "true",
        "tags": ["2021", "2023"],
        "updated_at": None,
    }


def test_a_table_and_a_reply_say_the_same(tmp_path: Path, region, communes) -> None:
    rows = [
        centre(communes, 0),
        centre(communes, 1, uai="", rco_uai="0801234b", onisep_nom="CFA d'Alpha"),
    ]
    table = save_table(tmp_path / "a", rows)
    json = save_json(tmp_path / "b", {"etablissements": [reply(row) for row in rows]})
    assert recognises(table)
    assert recognises(json)
    first, second = read(table, region), read(json, region)
    sites = SITES.validate(first.tables["sites"])
    assert sites.equals(SITES.validate(second.tables["sites"]))
    assert sites["uai"].tolist() == ["0800000A", "0801234B"]
    assert sites["siret"].tolist() == SIRETS[:2]
    assert sites["name"].tolist() == ["Lycée Professionnel d'Alpha", "CFA d'Alpha"]
    assert set(sites["commune"]) == {"80001"}
    assert set(sites["precision"]) == {"address"}
    assert "offers" not in first.tables
    assert first.vintage == second.vintage == "campagne 2023"


def test_what_is_refused_or_put_right_says_why(tmp_path: Path, region, communes) -> None:
    gamma = town(communes, "Gamma")
    rows = [
        centre(communes, 0, ferme="true"),
        centre(communes, 1, siret="12", uai="?"),
        centre(communes, 2, code_insee_localite="31555", code_postal="31400", localite="TOULOUSE"),
        centre(communes, 3, lat=str(gamma.lat), lon=str(gamma.lon)),
        centre(communes, 4, lat="", lon=""),
    ]
    parsed = read(save_table(tmp_path / "x", rows, ";"), region)
    assert reasons(parsed) == {1: CLOSED, 2: NO_CODE, 3: OUTSIDE}
    assert parsed.rows_kept == 2
    assert parsed.corrections["row"].tolist() == [4, 5]
    assert parsed.corrections["reason"].tolist()[0] == FAR
    assert parsed.tables["sites"]["precision"].tolist() == ["commune", "commune"]


def test_other_sources_find_the_places(tmp_path: Path, region, communes) -> None:
    rows = [centre(communes, 0), centre(communes, 1, lat="", lon="")]
    parsed = read(save_table(tmp_path / "x", rows), region)
    context = enriched(region, [(APPRENTICESHIP_PLACES, parsed)])
    assert context.places["siret"].tolist() == SIRETS[:1]
    assert context.nomenclatures["known_places"]["siret"].tolist() == SIRETS[:2]


@pytest.mark.parametrize(
    "row",
    [
        {"siret": "1", "nom": "x", "code_postal": "80100"},
        {"numero_uai": "1", "denomination_principale": "x", "commune": "80001"},
        {"uai": "1", "formation": "x", "lat": "1", "lon": "2", "etablissement": "y"},
    ],
)
def test_other_tables_are_not_taken_for_it(tmp_path: Path, row: dict[str, str]) -> None:
    assert not recognises(save_table(tmp_path / "x", [row]))
    assert not recognises(save_json(tmp_path / "y", [row]))


def test_a_table_in_capitals_is_the_same_table(communes, region, tmp_path: Path) -> None:
    rows = [centre(communes, 0), centre(communes, 1, ferme="true")]
    plain = save_table(tmp_path / "plain.csv", rows)
    header, *lines = plain.read_text(encoding="utf-8").splitlines()
    capitals = tmp_path / "capitals.csv"
    capitals.write_text("\n".join([header.upper(), *lines]), encoding="utf-8")
    assert recognises(capitals)
    kept, again = read(plain, region), read(capitals, region)
    assert (again.rows_read, again.rows_kept) == (kept.rows_read, kept.rows_kept) == (2, 1)


def test_the_referential_of_organisms_has_its_address_in_one_cell(tmp_path: Path, region) -> None:
    row = {
        "uai": "0800001A", "siret": SIRETS[0], "raison_sociale": "ECOLE D ALPHA", "enseigne": "",
        "nature": "formateur", "departement": "80", "commune": "Alpha",
        "adresse": "30 RUE D ENFER 80100 ALPHA", "prepa_apprentissage": "",
    }  # fmt: skip
    path = save_table(tmp_path / "x.csv", [row, {**row, "siret": "", "uai": ""}], ";")
    assert recognises(path)
    parsed = read(path, region)
    [site] = parsed.tables["sites"].to_dict("records")
    assert (site["name"], site["commune"], site["street"]) == (
        "École d'Alpha",
        "80001",
        "30 RUE D ENFER",
    )
    assert reasons(parsed) == {2: NO_CODE}
