"""The BCN's two files are known by their columns, and every code keeps its meaning."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.nomenclatures.bcn import NO_CODE, TWICE, dates, read_diplomas, read_mef
from tests.loaders.diploma_sample import DIPLOMAS, MEF


@pytest.fixture
def mef(tmp_path: Path) -> Path:
    path = tmp_path / "x.csv"
    path.write_text(MEF)
    return path


@pytest.fixture
def diplomas(tmp_path: Path) -> Path:
    path = tmp_path / "y.csv"
    path.write_text(DIPLOMAS, encoding="cp1252")
    return path


def test_files_are_known_by_their_columns(mef: Path, diplomas: Path) -> None:
    assert [recognise(path).key for path in (mef, diplomas)] == ["bcn-mef", "bcn-diplomes"]
    diplomas.write_text(DIPLOMAS.replace("LIBELLE_LONG_200", "LIBELLE_LONG_250"))
    assert recognise(diplomas).key == "bcn-diplomes", "with one column renamed"
    with pytest.raises(MissingColumnError, match=r"LIBELLE_LONG_200.*LIBELLE_LONG_250"):
        read_diplomas(diplomas, None)


@pytest.mark.parametrize("column", ["MEF", "MEF_STAT_11", "FORMATION_DIPLOME", "LIBELLE_LONG"])
def test_modules_are_known_with_any_column_renamed(mef: Path, column: str) -> None:
    mef.write_text(MEF.replace(f"{column};", f"{column}_BIS;", 1))
    assert recognise(mef).key == "bcn-mef"
    if column == "MEF":  # which no course is joined by
        assert read_mef(mef, None).rows_kept == 12
    else:
        with pytest.raises(MissingColumnError, match=rf"{column} ».*{column}_BIS"):
            read_mef(mef, None)


def test_a_module_gives_its_diploma_and_its_year(mef: Path) -> None:
    parsed = read_mef(mef, None)
    table = parsed.tables["mef"].set_index("mef")
    assert (parsed.rows_read, parsed.rows_kept) == (12, 12)
    assert table.loc["23820031212", ["cfd", "year"]].tolist() == ["40031212", 2]
    assert parsed.vintage == "mise à jour du 2025-02-01"


def test_of_modules_that_share_a_code_the_open_one_speaks(mef: Path) -> None:
    again = "9;241;50099999;2;2;FERME;31/08/2001;23820031212;01/02/2024\n"
    blank = "9;241;;2;2;SANS DIPLOME;;23820031219;01/02/2024\n"
    mef.write_text(MEF.replace("2412213921", again + blank + "2412213921", 1))
    parsed = read_mef(mef, None)
    table = parsed.tables["mef"].set_index("mef")
    assert table.loc["23820031212", "cfd"] == "40031212"
    assert sorted(parsed.rejects["reason"]) == sorted([TWICE, NO_CODE])
    assert parsed.rows_kept == len(table)


def test_codes_lost_their_zeros_in_a_spreadsheet(diplomas: Path) -> None:
    diplomas.write_text(DIPLOMAS.replace("\n01034401;010", "\n1034401;10"))
    table = read_diplomas(diplomas, None).tables["diplomas"].set_index("cfd")
    assert table.loc["01034401", "level"] == 4


def test_a_diploma_has_level_dates_links_and_a_common_year_its_members(diplomas: Path) -> None:
    parsed = read_diplomas(diplomas, None)
    table = parsed.tables["diplomas"].set_index("cfd")
    assert table.loc["50022139", "closed"] == pd.Timestamp("2025-08-31")
    assert pd.isna(table.loc["50022146", "closed"])
    assert table.loc["50020001", "after"] == "50020002 50020003"
    assert table.loc["50022146", ["level", "nsf", "before"]].tolist() == [3, "221", "50022139"]
    assert table.index[table["common"]].tolist() == ["40031211", "40025218", "32032612"]
    assert table.loc["40031211", "members"] == "40031213 40031212"
    assert parsed.rows_read == parsed.rows_kept == len(table)


def test_without_its_column_the_level_is_that_of_1969(diplomas: Path) -> None:
    diplomas.write_text(DIPLOMAS.replace("NIVEAU_QUALIFICATION_RNCP", "AUTRE"))
    table = read_diplomas(diplomas, None).tables["diplomas"].set_index("cfd")
    assert table.loc[["50022146", "40031212", "32032613"], "level"].tolist() == [3, 4, 5]
    assert pd.isna(table.loc["01034401", "level"]), "0 is no level"


def test_dates_of_both_writings() -> None:
    read = dates(pd.Series(["31/08/2025", "2025-08-31", "2025-08-31T00:00:00", "", "demain"]))
    assert read[:3].eq(pd.Timestamp("2025-08-31")).all()
    assert read[3:].isna().all()
