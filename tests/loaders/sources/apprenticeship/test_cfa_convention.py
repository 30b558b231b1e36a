"""The register says the commune and the SIRET of a centre's UAI, and gives no course."""

from pathlib import Path
from typing import Any

import pytest

from geodata.tables.schema import SITES
from loaders.errors import MissingColumnError
from loaders.locating.gazetteer import OUTSIDE
from loaders.sources.apprenticeship.cfa_convention import CLOSED, NO_CODE, read, recognises
from tests.loaders.training_region import reasons, save_table


def centre(**values: Any) -> dict[str, Any]:
    return {
        "numero_uai": "0801302F",
        "nature_uai": "600",
        "commune": "80001",
        "commune_libe": "Alpha",
        "denomination_principale": "CTR DE FORMATION D APPRENTIS",
        "patronyme_uai": "BTP CFA 80",
        "numero_siren_siret_uai": "30809074500024",
        "date_ouverture": "27317",
        "date_fermeture": "",
        "adresse_uai": "1 rue",
        "code_postal_uai": "80007",
        "localite_acheminement_uai": "ALPHA CEDEX 2",
        **values,
    }


def test_centres_are_at_their_town_hall(tmp_path: Path, region) -> None:
    rows = [
        centre(),
        centre(numero_uai="0021923e", patronyme_uai="LYCEE DE GAMMA", commune="02003"),
        centre(numero_uai="0021924F", patronyme_uai="DU BETA", commune="", commune_libe=""),
        centre(numero_uai="0021925G", date_fermeture="39326"),
        centre(numero_uai="0021926H", date_fermeture="01/09/2090"),
        centre(numero_uai="x"),
        centre(numero_uai="0751234K", commune="75056"),
    ]
    path = save_table(tmp_path / "x", rows, ";")
    assert recognises(path)
    parsed = read(path, region)
    sites = SITES.validate(parsed.tables["known_places"])
    assert sites["uai"].tolist() == ["0801302F", "0021923E", "0021924F", "0021926H"]
    assert sites["name"].tolist()[:2] == ["BTP CFA 80", "CFA Lycée de Gamma"]
    assert sites["commune"].tolist() == ["80001", "02003", "80001", "80001"]
    assert set(sites["precision"]) == {"commune"}
    assert reasons(parsed) == {4: CLOSED, 6: NO_CODE, 7: OUTSIDE}
    assert "offers" not in parsed.tables


def test_a_renamed_column_is_named(tmp_path: Path, region) -> None:
    row = {("numero_uai_cfa" if k == "numero_uai" else k): v for k, v in centre().items()}
    path = save_table(tmp_path / "x", [row])
    assert recognises(path)
    with pytest.raises(MissingColumnError, match="numero_uai") as raised:
        read(path, region)
    assert raised.value.nearest == "numero_uai_cfa"


@pytest.mark.parametrize(
    "school",
    [
        {"denomination_principale": "COLLEGE", "nature_uai": "340", "patronyme_uai": "PASCAL"},
        {"denomination_principale": "LYCEE PRO", "nature_uai": "320", "patronyme_uai": "DU BETA"},
        {"denomination_principale": "ECOLE", "nature_uai": "", "patronyme_uai": "L'APPEL"},
    ],
)
def test_other_lists_of_the_register_are_not_taken_for_it(tmp_path: Path, school) -> None:
    schools = [centre(**school)] * 3
    assert not recognises(save_table(tmp_path / "x", schools, ";"))
    assert not recognises(save_table(tmp_path / "y", [centre(), *schools], ";")), "one of four"
    mixed = [*schools, *[centre(nature_uai="", denomination_principale="C.F.A")] * 4]
    assert recognises(save_table(tmp_path / "z", mixed, ";"))


def test_other_tables_are_not_taken_for_it(tmp_path: Path) -> None:
    row = {"siret": "1", "uai": "2", "commune": "x", "date_fermeture": ""}
    assert not recognises(save_table(tmp_path / "x", [row]))


@pytest.mark.parametrize(
    ("name", "vintage"),
    [("cfa_2023.csv", "2023"), ("cfa.csv", "date non précisée")],
)
def test_the_year_is_that_of_the_file_s_name(tmp_path: Path, region, name, vintage) -> None:
    assert read(save_table(tmp_path / name, [centre()]), region).vintage == vintage
