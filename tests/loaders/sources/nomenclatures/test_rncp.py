"""Files of links between RNCP sheets, diplomas, métiers and specialities."""

from pathlib import Path

import pytest

from loaders.catalogue import recognise
from loaders.sources.nomenclatures.rncp import read_kit, read_nsf, read_romes
from tests.loaders.diploma_sample import KIT, NSF, ROMES


def write(folder: Path, text: str) -> Path:
    path = folder / "x.csv"
    path.write_text(text)
    return path


def test_each_file_is_known_by_its_columns(tmp_path: Path) -> None:
    keys = [recognise(write(tmp_path / "a", text)).key for text in _each(tmp_path)]
    assert keys == ["rncp-cfd", "rncp-rome", "rncp-nsf"]


def _each(folder: Path) -> list[str]:
    (folder / "a").mkdir()
    return [KIT, ROMES + "\n", NSF + "\n\n"]


def test_the_active_sheet_comes_first(tmp_path: Path) -> None:
    parsed = read_kit(write(tmp_path, KIT), None)
    table = parsed.tables["rncp_cfd"]
    assert table[table["cfd"] == "40031213"]["rncp"].tolist() == ["RNCP38399", "RNCP100"]
    assert parsed.rejects["row"].tolist() == [4], "« NR » is no sheet"
    assert parsed.rows_kept == 3


def test_a_code_of_another_nomenclature_is_left_out(tmp_path: Path) -> None:
    parsed = read_romes(write(tmp_path, ROMES), None)
    assert parsed.tables["rncp_rome"].to_numpy().tolist() == [["RNCP38399", "D1403"]]
    assert parsed.rejects["content"].tolist() == ["RNCP1 |  | B11 | Ancien code"]


def test_a_repeated_link_is_one_and_refuses_nothing(tmp_path: Path) -> None:
    parsed = read_nsf(write(tmp_path, NSF.replace("RNCP38399,312m", "38399,312M", 1)), None)
    assert parsed.tables["rncp_nsf"].to_numpy().tolist() == [["RNCP38399", "312m"]]
    assert parsed.rows_kept == 2


@pytest.mark.parametrize(
    ("name", "vintage"),
    [
        ("rncp_2026.csv", "2026"),
        ("export-fiches-csv-2026-01-15.csv", "2026-01-15"),
        ("rncp_20240426.csv", "2024-04-26"),
        ("x.csv", "sans date"),
    ],
)
def test_the_name_of_a_file_says_its_date(tmp_path: Path, name: str, vintage: str) -> None:
    for read, text in ((read_kit, KIT), (read_romes, ROMES), (read_nsf, NSF)):
        path = write(tmp_path, text).rename(tmp_path / name)
        assert read(path, None).vintage == vintage
