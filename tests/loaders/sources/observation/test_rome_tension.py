from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import TENSION
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.observation.rome_tension import TENSION_ROME, read
from tests.loaders.needs_files import one, reasons, region, save

HEADER = [
    "annee", "ROME", "cbassin", "lib_bassin", "oee", "defm_abc", "ind_tension_d", "ind_int_emb_d",
    "ind_main_oeuvre_d", "ind_dur_empl_d", "ind_cond_travail_d", "ind_mismatch_geo_d",
    "ind_specif_form_empl_d",
]  # fmt: skip
ROWS = [
    ["2021", "J1501", "3221", "VALENCIENNES", "405,56", "269,25", *"4254542"],
    ["2021", "J1501", "3220", "DOUAI", "405,56", "185,5", *"425454", ""],
    ["2021", "J1501", "3219", "FLANDRE LYS", "", "", "*", *"254542"],
    ["2021", "J1501", "1101", "PARIS", "1", "2", *"4254542"],
    ["2021", "soins", "3221", "VALENCIENNES", "1", "2", *"4254542"],
    ["2021", "J1501", "3221", "VALENCIENNES", "1", "2", *"4254542"],
]


@pytest.fixture
def parsed(tmp_path: Path, communes):
    return read(save(tmp_path / "f.csv", [HEADER, *ROWS]), region(communes))


def tension(parsed) -> pd.DataFrame:
    return TENSION.validate(parsed.tables["tension"])


def test_a_metier_in_a_basin(parsed) -> None:
    row = one(tension(parsed), code="3221")
    assert (row["metier"], row["label"], row["nomenclature"]) == ("J1501", "Aide-soignant", "rome")
    assert (row["level"], row["zone_name"], row["year"]) == ("bmo_basin", "VALENCIENNES", 2021)
    assert row["tension"] == 4
    assert (row["hiring_intensity"], row["labour_shortage"], row["job_instability"]) == (2, 5, 4)
    assert (row["working_conditions"], row["geographic_mismatch"]) == (5, 4)
    assert row["skills_mismatch"] == 2
    assert row["job_seekers"] == 269  # 269,25 on average in the year


def test_what_is_missing_is_null(parsed) -> None:
    absent = one(tension(parsed), code="3220")
    assert pd.isna(absent["skills_mismatch"])
    assert absent["status"] == "indisponible"
    secret = one(tension(parsed), code="3219")
    assert pd.isna(secret["tension"])
    assert pd.isna(secret["job_seekers"])
    assert secret["status"] == "secret"


def test_rows_that_are_refused(parsed) -> None:
    assert reasons(parsed) == {
        4: "hors de la région",
        5: "code ROME absent ou inconnu",
        6: "métier déjà donné pour ce bassin",
    }


def test_the_basins_of_the_communes_tell_the_region(tmp_path: Path, communes) -> None:
    placed = communes.assign(bmo_basin="1101")
    parsed = read(save(tmp_path / "f.csv", [HEADER, *ROWS]), region(placed))
    assert set(tension(parsed)["code"]) == {"1101"}


def test_the_older_name_of_the_basins(tmp_path: Path, communes) -> None:
    header = ["lib_bassin_bmo19" if name == "lib_bassin" else name for name in HEADER]
    path = save(tmp_path / "f.csv", [header, *ROWS], separator=";", mark="\ufeff")
    assert TENSION_ROME.recognises(path)
    assert one(tension(read(path, region(communes))), code="3221")["zone_name"] == "VALENCIENNES"


@pytest.mark.parametrize("column", ["ind_dur_empl_d", "ROME", "cbassin", "annee"])
def test_a_renamed_column_is_named(tmp_path: Path, communes, column: str) -> None:
    header = [f"{name}_2" if name == column else name for name in HEADER]
    path = save(tmp_path / "f.csv", [header, *ROWS])
    source = recognise(path)
    assert source is not None
    assert source.key == "tension_rome", "tensions by FAP have the same measures"
    with pytest.raises(MissingColumnError, match=f"« {column} ».*« {column}_2 »"):
        read(path, region(communes))
