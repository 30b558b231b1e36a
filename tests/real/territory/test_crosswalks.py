"""The real tables of correspondences, against pairs counted without our code."""

import re
from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import CROSSWALKS
from tests.real.labour.needs_files import parsed, rows_of


def pairs(table: pd.DataFrame, from_kind: str, to_kind: str) -> set[tuple[str, str]]:
    kept = table[(table["from_kind"] == from_kind) & (table["to_kind"] == to_kind)]
    return set(zip(kept["from_code"], kept["to_code"], strict=True))


def read(shared_data: Path, name: str, key: str) -> pd.DataFrame:
    found = parsed(shared_data / name, key)
    return CROSSWALKS.validate(found.tables["crosswalks"])


def test_fap_and_rome(shared_data: Path) -> None:
    table = read(shared_data, "emploi/fap225_rome.csv", "fap_rome")
    rows = rows_of(shared_data / "emploi" / "fap225_rome.csv", ";")
    theirs = {(r["Fap"], r["Rome"]) for r in rows if re.fullmatch(r"[A-N]\d{4}", r["Rome"])}
    assert pairs(table, "fap2009", "rome") == theirs
    assert ("V0Z60", "J1501") in theirs  # aides-soignants


def test_groups_of_fap_and_rome(shared_data: Path) -> None:
    table = read(shared_data, "emploi/rome_fap.csv", "fap87_rome")
    rows = rows_of(shared_data / "emploi" / "rome_fap.csv")
    assert pairs(table, "fap2009_87", "rome") == {(r["fap87"], r["rome"]) for r in rows}
    assert pairs(table, "fap2009_87", "fap2009_22") == {(r["fap87"], r["fap22"]) for r in rows}


def test_fap_and_pcs(shared_data: Path) -> None:
    table = read(shared_data, "emploi/fap_pcs.csv", "fap_pcs")
    rows = rows_of(shared_data / "emploi" / "fap_pcs.csv", ";")
    assert pairs(table, "fap2009", "pcs") == {(r["Fap"], r["PCS"]) for r in rows}


def test_levels_of_the_fap_2021(shared_data: Path) -> None:
    table = read(shared_data, "emploi/intitules_fap2021.csv", "fap2021")
    rows = rows_of(shared_data / "emploi" / "intitules_fap2021.csv", ";")
    theirs = {(r["Code_FAP341"], r["Code_FAP228"]) for r in rows}
    assert pairs(table, "fap2021_341", "fap2021") == theirs
    assert len(pairs(table, "fap2021", "fap2021_22")) == 228
    same = pairs(table, "fap2021", "fap2009_homonyme")
    assert ("V0X60", "V0Z60") in same
    assert not any(new == "H0X90" for new, _ in same)
    assert len(same) == 96


def test_every_metier_of_the_bmo_has_its_place_in_the_fap_2021(shared_data: Path) -> None:
    table = read(shared_data, "emploi/intitules_fap2021.csv", "fap2021")
    known = {new for new, _ in pairs(table, "fap2021", "fap2021_86")}
    bmo = {r["Code métier BMO"] for r in rows_of(shared_data / "emploi" / "bmo_2024_hdf.csv")}
    assert bmo <= known


@pytest.mark.parametrize("name", ["rome.csv", "rome_v460.csv"])
def test_the_rome(name: str, shared_data: Path) -> None:
    table = read(shared_data, f"emploi/{name}", "rome")
    rows = rows_of(shared_data / "emploi" / name)
    assert pairs(table, "rome", "rome_parent") == {
        (r["code_rome"], r["code_rome_parent"]) for r in rows if r["code_rome_parent"]
    }
    green = {a for a, b in pairs(table, "rome", "transition") if b == "emploi-vert"}
    assert green == {r["code_rome"] for r in rows if r["transition_eco"] == "Emploi Vert"}


def test_the_workbook_of_the_c2rp(shared_data: Path) -> None:
    name = "emploi/c2rp_table_supra_def_fap_pcs_rome.xlsx"
    table = read(shared_data, name, "c2rp_fap_pcs_rome")
    assert len(pairs(table, "fap2009", "def")) == 7
    assert ("A0Z41", "A1403") in pairs(table, "fap2009", "rome")
    assert ("A0Z40", "691e") in pairs(table, "fap2009", "pcs")


def test_the_old_rome_and_the_formacode(shared_data: Path) -> None:
    name = "lheo/dict/RomeFCod-utf-8.csv"
    table = read(shared_data, name, "rome_v2_formacode")
    theirs = set()
    for line in (shared_data / name).read_text(encoding="utf-8").splitlines():
        code, _, formacodes = line.split(";")
        theirs |= {(code, one[-5:]) for one in formacodes.split("$")}
    faulty = {pair for pair in theirs if not pair[1].isdigit()}
    assert faulty == {("32141", "1326u")}
    assert pairs(table, "rome_v2", "formacode") == theirs - faulty
