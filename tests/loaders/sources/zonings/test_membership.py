"""A list of communes gives its zones, whatever its year; no row is lost without a reason."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from loaders.errors import MissingColumnError, SourceError
from loaders.reading.tables import TOO_LONG
from loaders.reading.vintages import day_of_name, year_of
from loaders.sources.zonings.layers import BASIN
from loaders.sources.zonings.membership import (
    ATTRIBUTES,
    BROUGHT,
    LEFT,
    MERGED_OTHERWISE,
    OTHERWISE,
    REPEATED,
    SHARED,
    UNCLASSED,
    UNKNOWN,
    UNREADABLE,
    has_layer,
    read_zoning,
)
from tests.loaders.zoning_files import check_account, names, reasons, small_region, values, write

HEADER = "code_commune_insee;code_bassin_BMO;lib_bassin_BMO\n"
FULL = HEADER + "80001;1;NORD\n80002;1;NORD\n02003;2;SUD\n02004;2;SUD\n"


def read(path: Path, communes):
    return read_zoning(path, small_region(communes), [BASIN], vintage="essai")


def test_each_commune_has_its_zone_and_each_zone_its_name(tmp_path: Path, communes) -> None:
    parsed = read(write(tmp_path, FULL), communes)
    assert values(parsed, "bmo_basin") == {"80001": "1", "80002": "1", "02003": "2", "02004": "2"}
    assert names(parsed) == {"1": "NORD", "2": "SUD"}
    assert parsed.rejects.empty
    assert parsed.vintage == "essai"
    check_account(parsed)


@pytest.mark.parametrize("form", ["latin", "bom", "comma", "workbook", "columns"])
def test_any_usual_form_is_read_alike(tmp_path: Path, communes, form: str) -> None:
    text = FULL.replace("SUD", "SUD-ÉTÉ")
    if form == "workbook":
        book = Workbook()
        for line in text.splitlines():
            # A workbook keeps codes as numbers: their zeros are lost.
            book.active.append([int(c) if c.isdigit() else c for c in line.split(";")])
        path = tmp_path / "liste.xlsx"
        book.save(path)
    elif form == "columns":
        turned = "\n".join(";".join(reversed(line.split(";"))) for line in text.splitlines())
        path = write(tmp_path, turned.replace("code_commune_insee", "Code INSEE"))
    else:
        text = text.replace(";", ",") if form == "comma" else text
        path = write(
            tmp_path, text, encoding={"latin": "cp1252", "bom": "utf-8-sig"}.get(form, "utf-8")
        )
    assert has_layer(path, BASIN)
    parsed = read(path, communes)
    assert values(parsed, "bmo_basin") == {"80001": "1", "80002": "1", "02003": "2", "02004": "2"}
    assert names(parsed)["2"] == "SUD-ÉTÉ"


def test_codes_of_other_years_are_brought_to_today(tmp_path: Path, communes) -> None:
    """Bêta was 80011; Delta was a part of Gamma, which alone is listed."""
    parsed = read(
        write(tmp_path, HEADER + "80001;1;N\n80010;1;N\n80011;2;S\n02003;2;S\n"), communes
    )
    assert values(parsed, "bmo_basin") == {"80001": "1", "80002": "2", "02003": "2", "02004": "2"}
    assert values(parsed, "origin") == {
        "80001": "80001 80010", "80002": "80011", "02003": "02003", "02004": "02003"
    }  # fmt: skip
    assert parsed.corrections["reason"].tolist() == [BROUGHT] * 2
    assert parsed.rejects.empty
    check_account(parsed)


def test_what_cannot_be_kept_says_why(tmp_path: Path, communes) -> None:
    lines = {
        "80001;1;NORD": None,
        "80009;2;SUD": MERGED_OTHERWISE,  # Alpha is in 1
        "80999;1;NORD": UNKNOWN,
        "80012;1;NORD": LEFT,
        "abc;1;NORD": UNREADABLE,
        "80002;;": UNCLASSED,
        "02003;2;SUD": None,
        "2003;2;SUD": REPEATED,
        "02003;1;NORD": OTHERWISE,
        "02004;2;SUD;trop;large": TOO_LONG,
    }
    elsewhere = "75056;9;PARIS\n2A004;9;AJACCIO\n"
    parsed = read(write(tmp_path, HEADER + "\n".join(lines) + "\n" + elsewhere), communes)
    expected = {row: why for row, why in enumerate(lines.values(), start=1) if why}
    assert reasons(parsed) == expected
    assert parsed.elsewhere == 2
    assert "2 lignes hors de la région" in parsed.perimeter
    assert values(parsed, "bmo_basin") == {"80001": "1", "02003": "2", "02004": "2"}
    assert "9" not in names(parsed), "zones of other regions are not ours"
    check_account(parsed)


def test_a_zone_that_straddles_keeps_its_part(tmp_path: Path, communes) -> None:
    parsed = read(write(tmp_path, FULL + "75056;2;SUD\n75101;2;SUD\n"), communes)
    zones = parsed.tables["zones"].set_index("code")["communes_outside"]
    assert zones.to_dict() == {"1": 0, "2": 2}


def test_a_code_that_is_now_two_communes_is_reported(tmp_path: Path, communes) -> None:
    from dataclasses import replace

    import pandas as pd

    cut = [("80013", "80014"), ("80013", "80015"), ("80014", "80001"), ("80015", "80002")]
    moves = pd.DataFrame([(*pair, "devient") for pair in cut], columns=["old", "new", "kind"])
    region = replace(small_region(communes), nomenclatures={"commune_moves": moves})
    parsed = read_zoning(write(tmp_path, HEADER + "80013;1;N\n"), region, [BASIN])
    assert reasons(parsed) == {1: SHARED}
    assert parsed.tables[ATTRIBUTES].empty


def test_a_renamed_column_is_named_with_the_nearest(tmp_path: Path, communes) -> None:
    path = write(tmp_path, FULL.replace("code_bassin_BMO", "cod_bassin_BMO_2026"))
    assert has_layer(path, BASIN), "the names of basins still tell what it is"
    with pytest.raises(MissingColumnError, match=r"code_bassin_BMO ».*cod_bassin_BMO_2026"):
        read(path, communes)


def test_a_producers_workbook_is_read_from_the_sheet_of_communes(tmp_path: Path, communes) -> None:
    """Titles above the header, a sheet of zones, another of districts: as Insee publishes them."""
    book = Workbook()
    book.active.append(["Bassins d'emploi"])
    book.active.append(["code_bassin_BMO", "lib_bassin_BMO"])
    book.active.append([1, "NORD"])
    sheet = book.create_sheet("Composition_communale")
    for line in (["Composition communale"], ["Mise en ligne le 1er mars 2026"], []):
        sheet.append(line)
    for line in FULL.splitlines():
        sheet.append([int(c) if c.isdigit() else c for c in line.split(";")])
    districts = book.create_sheet("ARM")
    districts.append(HEADER.strip().split(";"))
    districts.append(["75101", 9, "PARIS"])
    book.save(tmp_path / "bassins_2026.xlsx")
    path = tmp_path / "telecharge.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "bassins_2026.xlsx", "bassins_2026.xlsx")
    assert has_layer(path, BASIN)
    parsed = read(path, communes)
    assert values(parsed, "bmo_basin") == {"80001": "1", "80002": "1", "02003": "2", "02004": "2"}
    assert names(parsed) == {"1": "NORD", "2": "SUD"}
    assert parsed.rows_read == 4
    assert year_of(path) == "2026"
    check_account(parsed)


def test_an_empty_list_gives_nothing(tmp_path: Path, communes) -> None:
    parsed = read(write(tmp_path, HEADER), communes)
    assert parsed.rows_read == 0
    assert parsed.tables[ATTRIBUTES].empty
    assert parsed.tables["zones"].empty


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("zrr_2022.csv", "2022"),
        ("ZRR_20221109.json", "2022"),
        ("liste.csv", ""),
        ("a1999.csv", ""),
        ("epci_2018_au_01-01-2025.xlsx", "2025"),
        ("120250.csv", ""),
        ("n5962025.csv", ""),
    ],
)
def test_the_year_is_the_one_that_the_name_bears(name: str, year: str) -> None:
    assert year_of(Path(name)) == year


CELLS = st.sampled_from(
    ["80001", "80002", "02003", "2004", "80009", "80010", "80012", "80999", "75056", "", "x", "1"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(CELLS, st.sampled_from(["1", "2", "", "é;"]), st.text(max_size=4))))
def test_every_row_is_accounted_for(tmp_path: Path, communes, rows) -> None:
    clean = ["".join(c for c in cell if c.isprintable() and c not in '";') for *_, cell in rows]
    lines = [f"{code};{zone};{name}" for (code, zone, _), name in zip(rows, clean, strict=True)]
    path = write(tmp_path, HEADER + "\n".join(lines))
    try:
        parsed = read(path, communes)
    except SourceError:
        return
    check_account(parsed)
    given_values = values(parsed, "bmo_basin")
    assert set(given_values) <= set(communes["code"])
    assert set(given_values.values()) <= set(parsed.tables["zones"]["code"])


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("kit_20240426.csv", "2024-04-26"),
        ("export-fiches-rncp-2026-01-15.csv", "2026-01-15"),
        ("rncp_rome_2021.csv", "2021"),
        ("x.csv", ""),
        ("n_20249999.csv", ""),
    ],
)
def test_the_day_is_the_one_that_the_name_bears(name: str, day: str) -> None:
    assert day_of_name(Path(name)) == day
