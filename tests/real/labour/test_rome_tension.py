"""The real tensions by ROME and basin (2021), against the file read without our code."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import TENSION
from tests.real.labour.needs_files import parsed, rows_of

COLUMNS = {
    "tension": "ind_tension_d",
    "hiring_intensity": "ind_int_emb_d",
    "skills_mismatch": "ind_specif_form_empl_d",
    "labour_shortage": "ind_main_oeuvre_d",
    "job_instability": "ind_dur_empl_d",
    "working_conditions": "ind_cond_travail_d",
    "geographic_mismatch": "ind_mismatch_geo_d",
}

# Tension of aides-soignants (J1501), read by eye in the file.
AIDES_SOIGNANTS = {
    "3201": 5, "3202": 5, "3203": 5, "3204": 4, "3205": 5, "3206": 4, "3207": 5, "3208": 5,
    "3210": 4, "3211": 4, "3212": 2, "3213": 3, "3214": 3, "3216": 5, "3217": 5, "3218": 4,
    "3219": 5, "3220": 4, "3221": 4, "3222": 5, "3223": 4, "3224": 5, "3225": 5, "3226": 5,
    "3227": 5, "3228": 3, "3229": 5, "3230": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def file(shared_data: Path) -> Path:
    return shared_data / "emploi" / "tension_rome_bassin_2021_hdf.csv"


@pytest.fixture(scope="module")
def table(file: Path) -> pd.DataFrame:
    found = parsed(file, "tension_rome")
    assert (found.rows_read, len(found.rejects), found.vintage) == (2198, 0, "2021")
    return TENSION.validate(found.tables["tension"])


def test_every_row_is_that_of_the_file(table: pd.DataFrame, file: Path) -> None:
    theirs = {
        (row["ROME"], row["cbassin"], row["lib_bassin"]): [int(row[n]) for n in COLUMNS.values()]
        for row in rows_of(file)
    }
    ours = {
        (row["metier"], row["code"], row["zone_name"]): [row[name] for name in COLUMNS]
        for row in table.to_dict("records")
    }
    assert ours == theirs
    assert len(ours) == 2198
    assert table["code"].nunique() == 28
    assert table["metier"].nunique() == len({row["ROME"] for row in rows_of(file)})


def test_aides_soignants_by_basin(table: pd.DataFrame) -> None:
    found = table[table["metier"] == "J1501"]
    assert dict(zip(found["code"], found["tension"], strict=True)) == AIDES_SOIGNANTS
    assert (found["level"] == "bmo_basin").all()
    assert (found["year"] == 2021).all()
    (lille,) = found[found["code"] == "3216"].to_dict("records")
    assert [lille[name] for name in COLUMNS] == [5, 3, 5, 5, 5, 4, 3]
    assert lille["job_seekers"] == 444  # 443,75 in the file


def test_every_metier_is_named(table: pd.DataFrame) -> None:
    assert (table["label"] != "").all()
