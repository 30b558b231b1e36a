"""« Les métiers en 2030 »: thousands become people, and rows that do not add up are refused."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.tables.observation import PROSPECTS
from loaders.errors import MissingColumnError
from loaders.sources.observation.prospects import PROSPECTS_2030, read
from tests.loaders.needs_files import one, reasons, region, save

HEADER = [
    "code_fap", "fap_libelle", "region", "effectifs_2019_milliers",
    "creations_destructions_milliers", "departs_fin_carriere_milliers",
    "jeunes_debutants_milliers", "solde_mobilites_inter_regions_milliers", "desequilibre_milliers",
    "postes_a_pourvoir_milliers", "niveau_tension_2019",
]  # fmt: skip
ROWS = [
    ["V0Z", "Aides", "Petite Région", "40", "2,5", "12", "-8,25", "-0,25", "6", "14,5", "5"],
    ["S1Z", "Cuisiniers", "Petite-Région", "20", "-1", "4", "-6", "0,5", "-2,5", "3", "hors champ"],
    ["V0Z", "Aides", "Ailleurs", "40", "2,5", "12", "-8,25", "-0,25", "6", "14,5", "5"],
    ["T1Z", "Aides à domicile", "Petite-Région", "40", "2,5", "12", "-8", "0", "6,5", "20", "4"],
    ["S1Z", "Cuisiniers", "Petite-Région", "20", "-1", "4", "-6", "0,5", "-2,5", "3", ""],
    ["?", "Rien", "Petite-Région", "20", "-1", "4", "-6", "0,5", "-2,5", "3", ""],
    ["A0Z", "Agriculteurs", "32", "n.d.", "-1", "4", "-6", "0,5", "-2,5", "3", ""],
]  # fmt: skip


def test_thousands_are_people_and_starters_are_counted(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [HEADER, *ROWS])
    assert PROSPECTS_2030.recognises(path)
    parsed = read(path, region(communes))
    table = PROSPECTS.validate(parsed.tables["prospects"])
    care = one(table, metier="V0Z")
    assert (care["jobs"], care["openings"], care["starters"], care["gap"]) == (
        40_000, 14_500, 8_250, 6_000,
    )  # fmt: skip
    assert (care["tension"], care["level"], care["code"], care["period"]) == (
        5, "region", "32", "2019-2030",
    )  # fmt: skip
    cooks = one(table, metier="S1Z")
    assert cooks["created"] == -1_000
    assert pd.isna(cooks["tension"])
    assert reasons(parsed) == {
        3: "hors de la région",
        4: "les colonnes ne s'additionnent pas",
        5: "métier déjà donné pour ce lieu",
        6: "code FAP absent ou inconnu",
        7: "nombre illisible",
    }
    assert parsed.rows_read == len(table) + len(parsed.rejects)


def test_a_renamed_column_is_named(tmp_path: Path, communes) -> None:
    header = ["partants" if name.startswith("departs") else name for name in HEADER]
    path = save(tmp_path / "f.csv", [header, *ROWS])
    assert PROSPECTS_2030.recognises(path)
    with pytest.raises(MissingColumnError, match="departs_fin_carriere_milliers"):
        read(path, region(communes))


def test_tensions_by_fap_are_not_taken_for_it(tmp_path: Path) -> None:
    header = ["Code FAP 87", "Libellé FAP 87", "Région", "Année", "Tension - discret"]
    assert not PROSPECTS_2030.recognises(
        save(tmp_path / "f.csv", [header, ["V0Z", "x", "32", "2019", "5"]])
    )


CELL = st.sampled_from(["V0Z", "S1Z", "", "Petite-Région", "32", "1", "-1", "2,5", "n.d.", "x"])


@given(st.lists(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=8))
def test_any_rows_are_kept_or_refused(tmp_path_factory, communes, rows) -> None:
    path = save(tmp_path_factory.mktemp("any") / "f.csv", [HEADER, *rows])
    parsed = read(path, region(communes))
    PROSPECTS.validate(parsed.tables["prospects"])
    empty = sum(not any(row) for row in rows)
    assert parsed.rows_read - empty <= len(parsed.tables["prospects"]) + len(parsed.rejects)
