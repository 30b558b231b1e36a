"""The real tensions of Dares (2019), against the file and against the contract's ten métiers."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import COMPLEMENTARY, TENSION
from loaders.sources.observation.contract import read_indicators
from tests.real.labour.needs_files import parsed, rows_of

COLUMNS = {
    "tension": "Catégorie Tension",
    "hiring_intensity": "Intensité d'embauches",
    "skills_mismatch": "Lien formation-emploi",
    "labour_shortage": "Manque de main-d'œuvre disponible",
    "job_instability": "Non-durabilité de l'emploi",
    "working_conditions": "Conditions de travail contraignantes",
    "geographic_mismatch": "Inadéquation géographique",
}
CODES = {
    "Ingénieurs du BTP, chefs de chantier et conducteurs de travaux (cadres)": "B7Z91",
    "Ingénieurs et cadres d'étude, recherche et développement en informatique, chefs de projets "
    "informatiques": "M2Z90",
    "Techniciens des assurances": "Q1Z81",
    "Techniciens en mécanique et travail des métaux": "D6Z70",
    "Représentants auprès des particuliers": "R2Z83",
    "Techniciens experts": "G1Z71",
    "Techniciens en électricité et en électronique": "C2Z70",
    "Ingénieurs et cadres technico-commerciaux": "R4Z91",
    "Ingénieurs des méthodes de production, et de la qualité": "H0Z92",
    "Cadres de la banque": "Q2Z90",
}


@pytest.fixture(scope="module")
def file(shared_data: Path) -> Path:
    return shared_data / "emploi" / "dares_tensions_fap_2019_hdf.csv"


@pytest.fixture(scope="module")
def table(file: Path) -> pd.DataFrame:
    found = parsed(file, "tension_dares")
    assert (found.rows_read, len(found.rejects), found.vintage) == (1841, 0, "2019")
    return TENSION.validate(found.tables["tension"])


def test_every_class_is_that_of_the_file(table: pd.DataFrame, file: Path) -> None:
    levels = {"nat": "france", "reg": "region", "dep": "departement"}
    assert tuple(COLUMNS) == ("tension", *COMPLEMENTARY)
    theirs = {
        (row["fap"], levels[row["niveau_geo"].strip()], row["dep"] or row["reg"][:2] or "FR"): [
            int(float(row[name])) if row[name] else None for name in COLUMNS.values()
        ]
        for row in rows_of(file)
    }
    ours = {
        (row["metier"], row["level"], row["code"]): [
            None if pd.isna(row[name]) else row[name] for name in COLUMNS
        ]
        for row in table.to_dict("records")
    }
    assert ours == theirs
    assert len(ours) == 1841


def test_486_metiers_have_no_class(table: pd.DataFrame) -> None:
    absent = table[list(COLUMNS)].isna().all(axis=1)
    assert absent.sum() == 486
    assert (table.loc[absent, "status"] == "indisponible").all()
    assert (table.loc[~absent, "status"] == "").all()
    assert (table["label"] != "").all()


def test_aides_soignants_in_the_region(table: pd.DataFrame) -> None:
    (row,) = table[(table["metier"] == "V0Z60") & (table["level"] == "region")].to_dict("records")
    assert [row[name] for name in COLUMNS] == [4, 2, 5, 4, 5, 5, 1]


def test_the_contract_s_ten_metiers_are_those_of_dares(table: pd.DataFrame) -> None:
    """The contract's words agree with Dares' classes but « faible » and « très faible »."""
    contract = read_indicators("hauts-de-france")
    contract = contract[contract["reference"].str.fullmatch(r"Contrat, l\. 9(7[7-9]|8[0-6])")]
    names = ["Tension globale", "Intensité des embauches", "Lien formation-emploi",
             "Manque de main-d'œuvre disponible", "Non-durabilité de l'emploi",
             "Conditions de travail contraignantes", "Inadéquation géographique"]  # fmt: skip
    region = table[table["level"] == "region"].set_index("metier")
    assert len(contract) == 70
    for row in contract.to_dict("records"):
        published = region.loc[CODES[row["category"]], list(COLUMNS)[names.index(row["indicator"])]]
        if row["contradiction"] == "classes-basses":
            assert {row["value"], published} == {1, 2}
            assert f"la Dares publie la classe {published}" in row["note"]
        else:
            assert row["value"] == published
