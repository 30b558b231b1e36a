import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.tables.observation import TENSION
from loaders.errors import MissingColumnError
from loaders.sources.observation.bmo import BMO, read
from tests.loaders.needs_files import one, reasons, region, save, save_book

HEADER = [
    "annee", "Code métier BMO", "Nom métier BMO", "Famille_met", "Lbl_fam_met", "REG", "NOM_REG",
    "Dept", "NomDept", "BE24", "NOMBE24", "met", "xmet", "smet",
]  # fmt: skip


def line(metier: str, dept: str, basin: str, *figures: str, year: str = "2024") -> list[str]:
    names = {"80": "Somme", "02": "Aisne", "2": "Aisne"}
    return [
        year, metier, f"Métier {metier}", "Z", "Autres", "32", "Petite-Région", dept,
        names.get(dept, "Ailleurs"), basin, f"BASSIN {basin}", *figures,
    ]  # fmt: skip


ROWS = [
    line("V0X60", "80", "3201", "51", "23", "33"),
    line("V0X60", "02", "3206", "46", "*", "*"),
    line("V0X60", "02", "3207", "79", "25", "15"),
    line("A0X40", "80", "3201", "*", "*", "*"),
    line("A0X40", "80", "3202", "10", "0", "4"),
]


def tension(parsed) -> pd.DataFrame:
    return TENSION.validate(parsed.tables["tension"])


@pytest.fixture
def parsed(tmp_path: Path, communes):
    return read(save(tmp_path / "f.csv", [HEADER, *ROWS]), region(communes))


def test_a_row_of_the_file(parsed) -> None:
    row = one(tension(parsed), metier="V0X60", level="bmo_basin", code="3201")
    assert (row["projects"], row["difficult"], row["seasonal"]) == (51, 23, 33)
    assert (row["label"], row["zone_name"]) == ("Métier V0X60", "BASSIN 3201")
    assert (row["year"], row["nomenclature"], row["vintage"]) == (2024, "fap", "2024, FAP 2021")
    assert row["status"] == row["partial"] == ""
    assert pd.isna(row["tension"])
    assert pd.isna(row["job_seekers"])


def test_a_secret_is_not_a_zero(parsed) -> None:
    hidden = one(tension(parsed), metier="V0X60", code="3206")
    assert hidden["projects"] == 46
    assert pd.isna(hidden["difficult"])
    assert hidden["status"] == "secret"
    zero = one(tension(parsed), metier="A0X40", code="3202")
    assert zero["difficult"] == 0
    assert zero["status"] == ""


def test_a_sum_says_what_it_leaves_out(parsed) -> None:
    whole = one(tension(parsed), metier="V0X60", level="departement", code="80")
    assert (whole["projects"], whole["status"], whole["partial"]) == (51, "", "")
    some = one(tension(parsed), metier="V0X60", level="departement", code="02")
    assert (some["projects"], some["difficult"], some["seasonal"]) == (125, 25, 15)
    assert (some["status"], some["partial"]) == ("partiel", "difficult seasonal")
    region_row = one(tension(parsed), metier="V0X60", level="region", code="32")
    assert (region_row["projects"], region_row["difficult"]) == (176, 48)
    assert region_row["zone_name"] == "Petite-Région"


def test_all_metiers_of_a_basin(parsed) -> None:
    total = one(tension(parsed), metier="total", level="bmo_basin", code="3201")
    assert (total["projects"], total["label"]) == (51, "Tous métiers")
    assert total["partial"] == "projects difficult seasonal"
    clear = one(tension(parsed), metier="total", level="bmo_basin", code="3202")
    assert (clear["projects"], clear["partial"], clear["status"]) == (10, "", "")


def test_a_sum_of_secrets_only_is_secret(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [HEADER, line("A0X40", "80", "3201", "*", "*", "*")])
    row = one(tension(read(path, region(communes))), metier="A0X40", level="region")
    assert pd.isna(row["projects"])
    assert (row["status"], row["partial"]) == ("secret", "")


LAYOUTS = {
    "2019": ([
        "annee", "code métier BMO ", "nom_metier BMO", "Famille_metier",
        "Libellé de famille de métier", "REG", "NOM_REG", "Dept", "NomDept", "BE19", "NOMBE19",
        "met", "xmet", "smet",
    ], None),
    "2020": ([
        "annee", "metier", "nommetier", "Famille_met", "Lbl_fam_met", "REG", "NOM_REG", "Dept",
        "NomDept", "BE20", "NOMBE20", "met", "xmet", "smet",
    ], None),
    "2023": (HEADER, [0, 1, 2, 3, 4, 9, 10, 7, 8, 5, 6, 11, 12, 13]),
}  # fmt: skip


@pytest.mark.parametrize("year", sorted(LAYOUTS))
def test_other_vintages(year: str, tmp_path: Path, communes) -> None:
    header, order = LAYOUTS[year]
    old = [[cell.replace("X", "Z") if i == 1 else cell for i, cell in enumerate(r)] for r in ROWS]
    rows = [header, *([year, *row[1:]] for row in old)]
    rows = [[row[i] for i in order] if order else row for row in rows]
    path = save(tmp_path / "f.csv", rows, separator=";", encoding="cp1252")
    assert BMO.recognises(path)
    parsed = read(path, region(communes))
    assert reasons(parsed) == {}
    assert parsed.vintage == year
    row = one(tension(parsed), metier="V0Z60", code="3207", level="bmo_basin")
    assert (row["projects"], row["year"], row["vintage"]) == (79, int(year), f"{year}, FAP 2009")


@pytest.mark.parametrize("packed", [False, True])
def test_a_workbook_whose_first_sheet_describes_it(packed: bool, tmp_path: Path, communes) -> None:
    header = ["BE26" if n == "BE24" else "NOMBE26" if n == "NOMBE24" else n for n in HEADER]
    header.insert(11, "clpe")
    numbers = [
        [2026, *row[1:9], int(row[9]), row[10], "x", *row[11:]] for row in ROWS
    ]  # a spreadsheet keeps codes as numbers
    path = save_book(
        tmp_path / "f.xlsx",
        {
            "Description_des_variables": [["Variables", "Description"]],
            "BMO_2026": [header, *numbers],
        },
    )
    if packed:
        archive = tmp_path / "f.zip"
        with zipfile.ZipFile(archive, "w") as file:
            file.write(path, "Donnees/f.xlsx")
        path = archive
    assert BMO.recognises(path)
    parsed = read(path, region(communes))
    assert parsed.rows_read == 5
    assert one(tension(parsed), metier="V0X60", code="3201")["projects"] == 51


def test_a_year_that_only_the_basins_give(tmp_path: Path, communes) -> None:
    rows = [row[1:] for row in [HEADER, *ROWS]]
    assert read(save(tmp_path / "f.csv", rows), region(communes)).vintage == "2024"


def test_rows_that_are_refused(tmp_path: Path, communes) -> None:
    rows = [
        HEADER,
        line("V0X60", "80", "3201", "51", "23", "33"),
        line("V0X60", "80", "3201", "51", "23", "33"),
        line("V0X60", "75", "1101", "51", "23", "33"),
        line("", "80", "3201", "51", "23", "33"),
        line("A0X40", "80", "3201", "beaucoup", "23", "33"),
        [*line("A0X41", "80", "3201", "5", "2", "3"), "de trop"],
        line("V0X60", "2", "3206", "46", "5", "6"),
    ]
    parsed = read(save(tmp_path / "f.csv", rows), region(communes))
    assert reasons(parsed) == {
        2: "métier déjà donné pour ce bassin",
        3: "hors de la région",
        4: "code du métier ou du bassin absent",
        5: "nombre illisible",
        6: "plus de colonnes que l'en-tête",
    }
    assert one(tension(parsed), metier="V0X60", level="departement", code="02")["projects"] == 46


def test_the_renamed_column_is_none_of_the_known_ones(tmp_path: Path, communes) -> None:
    header = ["nouveau met" if name == "met" else name for name in HEADER]
    with pytest.raises(MissingColumnError, match=r"« met ».*« nouveau met »"):
        read(save(tmp_path / "f.csv", [header, *ROWS]), region(communes))


def test_a_renamed_column_is_named(tmp_path: Path, communes) -> None:
    header = ["met_difficile" if name == "xmet" else name for name in HEADER]
    path = save(tmp_path / "f.csv", [header, *ROWS])
    assert BMO.recognises(path)
    with pytest.raises(MissingColumnError, match="« xmet »"):
        read(path, region(communes))


def test_another_table_is_not_recognised(tmp_path: Path) -> None:
    path = save(tmp_path / "f.csv", [["Dept", "NomDept", "REG"], ["80", "Somme", "32"]])
    assert not BMO.recognises(path)


FIGURE = st.one_of(st.just("*"), st.integers(0, 500).map(str))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(figures=st.lists(st.tuples(FIGURE, FIGURE, FIGURE), min_size=1, max_size=8))
def test_sums_are_what_is_published(figures, tmp_path: Path, communes) -> None:
    rows = [line("V0X60", "80", f"32{rank:02}", *three) for rank, three in enumerate(figures)]
    table = tension(read(save(tmp_path / "f.csv", [HEADER, *rows]), region(communes)))
    for level in ("departement", "region"):
        row = one(table, metier="V0X60", level=level)
        for rank, name in enumerate(("projects", "difficult", "seasonal")):
            said = [int(three[rank]) for three in figures if three[rank] != "*"]
            if said:
                assert row[name] == sum(said)
                assert (name in row["partial"].split()) == (len(said) < len(figures))
            else:
                assert pd.isna(row[name])
                assert row["status"] == "secret"


def test_a_row_of_totals_is_no_metier(tmp_path, communes) -> None:
    totals = [
        line("Total", "80", "3201", "5000", "2000", "1000"),
        ["Total général", *[""] * 10, "5000", "2000", "1000"],
    ]
    parsed = read(save(tmp_path / "f.csv", [HEADER, *ROWS, *totals]), region(communes))
    assert list(reasons(parsed).values()) == ["ligne de total"] * 2
    table = tension(parsed)
    whole = one(table, metier="total", level="region")
    assert whole["projects"] == 51 + 46 + 79 + 10
