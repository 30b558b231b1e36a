"""The real nomenclatures of diplomas and their links, against the csv module alone."""

import csv
from pathlib import Path

import pytest

from loaders.sources.nomenclatures.bcn import (
    read_diplomas,
    read_mef,
    recognises_diplomas,
    recognises_mef,
)
from loaders.sources.nomenclatures.certif_info import read as read_certif_info
from loaders.sources.nomenclatures.certif_info import recognises as recognises_certif_info
from loaders.sources.nomenclatures.rncp import (
    read_kit,
    read_nsf,
    read_romes,
    recognises_kit,
    recognises_nsf,
    recognises_romes,
)

FILES = {
    "bcn_n_mef.csv": (recognises_mef, read_mef, 10_067),
    "bcn_n_formation_diplome.csv": (recognises_diplomas, read_diplomas, 4_023),
    "certif_info.csv": (recognises_certif_info, read_certif_info, 10_067),
    "kit_apprentissage_rncp_cfd_20240426.csv": (recognises_kit, read_kit, 5_942),
    "rncp_rome_2021.csv": (recognises_romes, read_romes, 45_165),
    "rncp_nsf_2021.csv": (recognises_nsf, read_nsf, 50_925),
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_alone_is_recognised_and_every_row_is_accounted_for(
    shared_data: Path, name: str
) -> None:
    recognises, read, count = FILES[name]
    files = [path for path in shared_data.rglob("*") if path.is_file()]
    (path,) = (path for path in files if recognises(path))
    assert path.name == name
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert sum(1 for row in csv.reader(lines) if any(row)) - 1 == count
    parsed = read(path, None)
    assert parsed.rows_read == count
    assert len(parsed.rejects) + parsed.rows_kept == count
    assert parsed.rows_kept > 0.96 * count


def test_common_years_are_those_that_the_nomenclature_marks(shared_data: Path) -> None:
    path = shared_data / "offre_formation" / "bcn_n_formation_diplome.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        marked = {
            row["FORMATION_DIPLOME"]
            for row in csv.DictReader(lines)
            if row["NATURE_FORMATION_DIPLOME"] == "T"
        }
    table = read_diplomas(path, None).tables["diplomas"]
    assert set(table.loc[table["common"], "cfd"]) == marked
    family = table.set_index("cfd").loc["40031211"]
    assert family["members"] == "40031213 40031214 40031212"
