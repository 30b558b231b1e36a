"""Every layout that InserJeunes had gives the same facts; nothing suppressed becomes a zero."""

import random
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from geodata.tables.observation import OUTCOMES
from loaders.catalogue import recognise
from loaders.errors import SourceError
from loaders.source import Context
from loaders.sources.observation.inserjeunes import NO_COHORT, OUT_OF_RANGE, TWICE, read
from loaders.sources.observation.inserjeunes_layouts import cohort_of

ID = "n°UAI de l'établissement;Libellé de l'établissement;Région"
ALPHA = "0800001A;Lycée d'Alpha;PETITE-REGION"
LAYOUTS = {
    "2018_2019 pro": f"""{ID};;;Taux;Taux attendu;Valeur ajoutée;;;
{ALPHA};ensemble;47;25;34;-9;27;37;42
""",
    "2019_2020 pro": f"""{ID};Dont apprentis en EPLE;;Taux;Taux attendu;Valeur ajoutée;
{ALPHA};ensemble;47;25;34;-9;27
""",
    "2020_2021 pro": f"""{ID};Dont apprentis en EPLE;Taux de poursuite d'études;Taux;\
Taux attendu;Valeur ajoutée;Part en poursuite d'études;Part en emploi 6 mois après la sortie;\
Part des autres situations
{ALPHA};ensemble;47;25;34;-9;47;16;37
""",
    "titles and two lines of header, sortants en 2018 et 2019": f"""InserJeunes : lycées,\
 sortants en 2018 et 2019;;;;;;;;;;
;;;Apprentis en EPLE;Taux de poursuite d'études;Taux d'emploi 6 mois;;;Taux d'emploi 12 mois;\
Taux d'emploi 18 mois;Taux d'emploi 24 mois
{ID};;;Taux;Taux attendu;Valeur ajoutée;;;
{ALPHA};ensemble;47 %;25,0 %;34 %;-9;27;37;42
""",
    "the portal's names": """annee,uai,libelle,region,taux_poursuite_etudes,taux_emploi_6_mois,\
taux_emploi_6_mois_attendu,va_emploi_6_mois,taux_emploi_12_mois,duree
cumul 2018-2019,0800001A,Lycée d'Alpha,PETITE-REGION,47,25,34,-9,27,2 ans
""",
}


@pytest.fixture
def region(communes) -> Context:
    profile = SimpleNamespace(name="Petite-Région", departements=("80", "02"), code="99")
    return Context(communes, pd.DataFrame(), pd.DataFrame(), profile)


def write(folder: Path, text: str, name: str = "ij 2018_2019.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_codes_that_lost_their_first_zero_are_read_as_they_were(
    layout: str, region, tmp_path: Path
) -> None:
    path = write(tmp_path, LAYOUTS[layout].replace("0800001A", "800001A"))
    assert recognise(path).key == "inserjeunes-etablissements"
    assert read(path, region).tables["outcomes"]["code"].tolist() == ["0800001A"]


@pytest.mark.parametrize("lost", ["", "?", "\ufffd"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_facts(layout, lost, region, tmp_path: Path) -> None:
    text = LAYOUTS[layout]
    if lost:  # accents, in an encoding that had none
        text = "".join(sign if sign.isascii() else lost for sign in text)
    path = write(tmp_path, text)
    assert recognise(path).key == "inserjeunes-etablissements"
    parsed = read(path, region)
    row = OUTCOMES.validate(parsed.tables["outcomes"]).iloc[0]
    assert (row["level"], row["code"], row["cohort"]) == ("establishment", "0800001A", "2018_2019")
    assert (row["continuing_rate"], row["employment_rate_6_months"]) == (47, 25)
    assert (row["expected_rate"], row["added_value"], row["status"]) == (34, -9, "")
    if "2020_2021" not in layout:
        assert row["employment_rate_12_months"] == 27
    if layout.startswith(("2018", "titles")):
        assert row[["employment_rate_18_months", "employment_rate_24_months"]].tolist() == [37, 42]
    assert parsed.rows_kept == 1


@pytest.mark.parametrize("layout", ["2020_2021 pro", "the portal's names"])
@pytest.mark.parametrize("seed", range(4))
def test_columns_are_told_by_their_name_whatever_their_order(
    layout: str, seed: int, region, tmp_path: Path
) -> None:
    separator = "," if "portal" in layout else ";"
    lines = [line.split(separator) for line in LAYOUTS[layout].splitlines()]
    lines = [[*line, "" if rank else "Taux de réussite"] for rank, line in enumerate(lines)]
    order = random.Random(seed).sample(range(len(lines[0])), len(lines[0]))
    permuted = [separator.join(line[rank] for rank in order) for line in lines]
    tables = []
    for name, text in (("a", LAYOUTS[layout]), ("b", "\n".join(permuted))):
        path = write(tmp_path, text, f"{name} 2018_2019.csv")
        assert recognise(path).key == "inserjeunes-etablissements"
        tables.append(read(path, region).tables["outcomes"])
    pd.testing.assert_frame_equal(*tables)


def moved(layout: str, order: list[int]) -> str:
    lines = [line.split(";") for line in LAYOUTS[layout].splitlines()]
    return "\n".join(";".join(line[rank] for rank in order) for line in lines)


def test_lost_names_are_told_by_the_place_of_the_named_ones(region, tmp_path: Path) -> None:
    # The school's columns now come last: those around the rates are still as published.
    text = moved("2018_2019 pro", [4, 5, 6, 7, 8, 9, 10, 3, 2, 1, 0])
    row = read(write(tmp_path, text), region).tables["outcomes"].iloc[0]
    assert (row["code"], row["voie"], row["continuing_rate"]) == ("0800001A", "scolaire", 47)
    rates = [f"employment_rate_{months}_months" for months in (6, 12, 18, 24)]
    assert row[rates].tolist() == [25, 27, 37, 42]


def test_lost_names_are_not_guessed_where_columns_were_moved(region, tmp_path: Path) -> None:
    text = moved("2018_2019 pro", [0, 1, 2, 10, 9, 5, 7, 6, 8, 4, 3])
    row = read(write(tmp_path, text), region).tables["outcomes"].iloc[0]
    assert (row["employment_rate_6_months"], row["expected_rate"], row["added_value"]) == (
        25, 34, -9,
    )  # fmt: skip
    assert row["voie"] == "scolaire", "its words tell the rows' kind"
    unknown = ["continuing_rate", "employment_rate_12_months", "employment_rate_24_months"]
    assert row[unknown].isna().all()


def test_the_kind_of_rows_is_known_under_another_name(region, tmp_path: Path) -> None:
    text = LAYOUTS["2020_2021 pro"].replace("Dont apprentis en EPLE", "Public")
    text += f"{ALPHA};dont apprentis;40;20;30;-10;40;10;50\n"
    table = read(write(tmp_path, text), region).tables["outcomes"]
    assert table["voie"].tolist() == ["", "apprentissage"]


def test_contracts_broken_off_are_no_rate_of_continuing(region, tmp_path: Path) -> None:
    text = f"{ID};;;Taux;Taux attendu;Valeur ajoutée;;;\n{ALPHA};31;37;53;62;-8;65;69;71\n"
    row = read(write(tmp_path, text), region).tables["outcomes"].iloc[0]
    assert (row["continuing_rate"], row["employment_rate_6_months"]) == (37, 53)
    assert row["voie"] == "apprentissage"
    assert row["employment_rate_24_months"] == 71


def test_the_parts_of_a_school_are_its_voies(region, tmp_path: Path) -> None:
    header = LAYOUTS["2020_2021 pro"].splitlines()[0]
    text = "\n".join(
        [
            header,
            f"{ALPHA};ensemble;47;25;34;-9;47;16;37",
            f"{ALPHA};dont élèves en voie pro sco;48;20;30;-10;48;10;42",
            f"{ALPHA};dont apprentis;nd;nd;nd;nd;nd;nd;nd",
            "0020003C;Lycée seul;PETITE-REGION;ensemble;;;;;;;",
        ]
    )
    table = read(write(tmp_path, text), region).tables["outcomes"]
    assert table["voie"].tolist() == ["", "scolaire", "apprentissage", "scolaire"]
    assert table["status"].tolist() == ["", "", "indisponible", "indisponible"]
    rates = table[["continuing_rate", "employment_rate_6_months", "added_value"]]
    assert rates.isna().all(axis=1).tolist() == [False, False, True, True]


def test_every_row_that_is_not_kept_has_its_reason(region, tmp_path: Path) -> None:
    text = LAYOUTS["2018_2019 pro"] + "\n".join(
        [
            f"{ALPHA};ensemble;1;1;1;1;1;1;1",
            "0020003C;Lycée;X;ensemble;147;25;34;-9;27;37;42",
            "0750001A;Lycée d'ailleurs;X;ensemble;47;25;34;-9;27;37;42",
            "total;;;;47;25;34;-9;27;37;42",
        ]
    )
    parsed = read(write(tmp_path, text), region)
    assert parsed.rejects["row"].tolist() == [2, 3, 5]
    assert parsed.rejects["reason"].tolist()[:2] == [TWICE, OUT_OF_RANGE]
    assert (parsed.rows_read, parsed.rows_kept, parsed.elsewhere) == (5, 1, 1)


def test_without_a_cohort_nothing_is_kept(region, tmp_path: Path) -> None:
    parsed = read(write(tmp_path, LAYOUTS["2018_2019 pro"], "x.csv"), region)
    assert parsed.rejects["reason"].tolist() == [NO_COHORT]
    assert parsed.tables["outcomes"].empty


def test_the_sheets_of_a_workbook(region, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["À lire"])
    for title, kind in (("Lycées", "ensemble"), ("Suite", "dont apprentis")):
        sheet = book.create_sheet(title)
        sheet.append(["Sortants 2021 et 2022"])
        sheet.append([*ID.split(";"), "Dont apprentis en EPLE", None, "Taux", "Taux attendu"])
        sheet.append([*ALPHA.split(";"), kind, 47.5, 25, "nd"])
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert recognise(path).key == "inserjeunes-etablissements"
    table = read(path, region).tables["outcomes"]
    assert table["voie"].tolist() == ["scolaire", "apprentissage"]
    assert table["continuing_rate"].tolist() == [47.5, 47.5]
    assert set(table["cohort"]) == {"2021_2022"}


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "uai;nom\n0800001A;Lycée\n", "0800001A;1;2\n"])
def test_other_files_are_not_of_it(text: str, region, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    assert recognise(path) is None or recognise(path).key != "inserjeunes-etablissements"
    with pytest.raises(SourceError):
        read(path, region)


@pytest.mark.parametrize(
    ("text", "cohort"),
    [
        ("cumul 2018-2019", "2018_2019"),
        ("depp-2022-etablissements-2018_2019-pro", "2018_2019"),
        ("2022_2018_2019", "2018_2019"),
        ("sortants en 2021 et 2022", "2021_2022"),
        ("2019 2021", ""),
        ("", ""),
    ],
)
def test_a_cohort_is_two_years_in_a_row(text: str, cohort: str) -> None:
    assert cohort_of(text) == cohort
