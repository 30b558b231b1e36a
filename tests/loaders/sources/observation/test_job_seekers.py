from pathlib import Path

import pandas as pd

from geodata.tables.observation import INDICATORS
from loaders.sources.observation.job_seekers import JOB_SEEKERS, read
from tests.loaders.needs_files import one, reasons, region, save

HEADER = ["code_bassin", "lib_bassin", "demandeurs_emploi", "secteur_libelle"]
ROWS = [
    ["3230", "MONTREUIL", "438", "Hébergement et restauration"],
    ["3230", "MONTREUIL", "269", "Commerce -  réparation d'automobiles"],
    ["3230", "MONTREUIL", "*", "Enseignement"],
    ["1101", "PARIS", "9", "Enseignement"],
    ["3230", "MONTREUIL", "438", "Hébergement et restauration"],
    ["3230", "MONTREUIL", "9", ""],
]


def test_job_seekers_of_a_basin_by_sector(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [HEADER, *ROWS])
    assert JOB_SEEKERS.recognises(path)
    parsed = read(path, region(communes))
    table = INDICATORS.validate(parsed.tables["indicators"])
    row = one(table, category="Hébergement et restauration")
    assert (row["value"], row["unit"], row["level"], row["code"]) == (
        438, "personnes", "bmo_basin", "3230",
    )  # fmt: skip
    assert (row["theme"], row["entry"], row["period"]) == ("marche-travail", "secteur", "")
    assert row["note"]  # the file gives no date, and it is said
    assert "Commerce ; réparation d'automobiles" in set(table["category"])
    secret = one(table, category="Enseignement")
    assert pd.isna(secret["value"])
    assert secret["status"] == "secret"
    assert reasons(parsed) == {
        4: "hors de la région",
        5: "secteur déjà donné pour ce bassin",
        6: "secteur absent",
    }


def test_a_dated_file(tmp_path: Path, communes) -> None:
    rows = [[*HEADER, "annee"], [*ROWS[0], "2023"]]
    parsed = read(save(tmp_path / "f.csv", rows), region(communes))
    assert parsed.vintage == "2023"
    (row,) = parsed.tables["indicators"].to_dict("records")
    assert (row["period"], row["note"]) == ("2023", "")


def test_the_year_of_a_file_s_name_is_said_to_be_so(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "demandeurs_2025.csv", [HEADER, ROWS[0]])
    assert read(path, region(communes)).vintage == "2025"
