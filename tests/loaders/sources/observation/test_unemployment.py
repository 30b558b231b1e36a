from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import INDICATORS
from loaders.errors import MissingColumnError
from loaders.sources.observation.unemployment import UNEMPLOYMENT, read
from tests.loaders.needs_files import one, reasons, region, save

HEADER = ["codeDepartement", "libelleDepartement", "rentreeScolaire", "tauxChomage"]
ROWS = [
    ["002", "AISNE", "2023", "10,7"],
    ["002", "AISNE", "2022", "10,2"],
    ["080", "SOMME", "2023", "nd"],
    ["075", "PARIS", "2023", "5,5"],
    ["002", "AISNE", "2023", "10,7"],
    ["080", "SOMME", "2022", "neuf"],
    ["080", "SOMME", "l'an dernier", "9"],
]


def test_rates_by_departement_and_year(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [HEADER, *ROWS])
    assert UNEMPLOYMENT.recognises(path)
    parsed = read(path, region(communes))
    table = INDICATORS.validate(parsed.tables["indicators"])
    row = one(table, code="02", period="2023")
    assert (row["value"], row["unit"], row["level"]) == (10.7, "%", "departement")
    assert row["note"]
    absent = one(table, code="80")
    assert pd.isna(absent["value"])
    assert absent["status"] == "indisponible"
    assert parsed.vintage == "2023"
    assert reasons(parsed) == {
        4: "hors de la région",
        5: "taux déjà donné",
        6: "nombre illisible",
        7: "année illisible",
    }


def test_a_renamed_column_is_named(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [[*HEADER[:2], "rentree", HEADER[3]], *ROWS])
    assert UNEMPLOYMENT.recognises(path)
    with pytest.raises(MissingColumnError, match="rentreeScolaire"):
        read(path, region(communes))


def test_a_list_of_departements_is_not_recognised(tmp_path: Path) -> None:
    assert not UNEMPLOYMENT.recognises(save(tmp_path / "f.csv", [["Code", "Libellé", "Année"]]))
