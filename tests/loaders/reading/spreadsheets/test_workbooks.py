import zipfile
from pathlib import Path

import pytest

from loaders.errors import SourceError
from loaders.files.unpacking import parts_of
from loaders.reading.tables import has_table, read_tables
from loaders.sources.schools.parcoursup import PARCOURSUP
from tests.loaders.book_files import xlsx
from tests.loaders.needs_files import save, save_book


def wanted(header: object) -> bool:
    return {"code", "valeur"} <= set(header)  # type: ignore[call-overload]


def test_a_table_behind_a_sheet_of_explanations_and_under_titles(tmp_path: Path) -> None:
    book = save_book(
        tmp_path / "livre.xlsx",
        {
            "Lisez-moi": [["Variables", "Description"], ["code", "le code"]],
            "Région": [["Titre"], [], ["code", "valeur"], [1, 2.5], ["b", None]],
            "Départements": [["code", "valeur"], ["c", 3]],
        },
    )
    assert has_table(book, wanted)
    first, second = read_tables(book, wanted)
    assert first.rows["code"].tolist() == ["1", "b"]
    assert first.rows["valeur"].tolist() == ["2.5", ""]
    assert second.rows.index.tolist() == [3]  # numbers go on from a sheet to the next


def test_a_csv_is_its_only_table(tmp_path: Path) -> None:
    path = save(tmp_path / "f.csv", [["code", "valeur"], ["a", "1"]], separator=";")
    (sheet,) = read_tables(path, wanted)
    assert sheet.rows.loc[1].tolist() == ["a", "1"]


def test_a_workbook_in_an_archive(tmp_path: Path) -> None:
    book = save_book(tmp_path / "l.xlsx", {"x": [["rien"]], "y": [["code", "valeur"], ["a", 1]]})
    archive = tmp_path / "l.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(book, "dossier/l.xlsx")
    assert has_table(archive, wanted)
    assert read_tables(archive, wanted)[0].count == 1


def test_no_sheet_with_these_columns(tmp_path: Path) -> None:
    book = save_book(tmp_path / "l.xlsx", {"x": [["a", "b"], [1, 2]]})
    assert not has_table(book, wanted)
    with pytest.raises(SourceError, match="aucune feuille"):
        read_tables(book, wanted)


def test_a_damaged_workbook_is_refused_and_not_recognised(tmp_path: Path) -> None:
    book = save_book(tmp_path / "l.xlsx", {"x": [["code", "valeur"], [1, 2]]})
    content = book.read_bytes()
    book.write_bytes(content[: len(content) // 2])
    assert not has_table(book, wanted)
    with pytest.raises(SourceError):
        read_tables(book, wanted)


def test_a_formula_without_its_result_is_told_and_the_other_sheets_are_read(tmp_path: Path) -> None:
    table = [["uai", "etablissement", "region", "formation", "lat", "lon"]]
    row = ["0590010R", "Lycée", "Hauts-de-France", "BTS Tourisme", "50.6883", "2.87634"]
    path = tmp_path / "offres.xlsx"
    computed = [*row[:4], "=50+0.6883", "2.87634"]
    path.write_bytes(xlsx({"Calculs": [*table, computed], "Offres": [*table, row]}))
    told = {part.name: (part.source, part.reason) for part in parts_of(path, path.name)}
    assert told["offres.xlsx/Offres"] == (PARCOURSUP, "")
    source, reason = told["offres.xlsx/Calculs"]
    assert source is None
    assert reason.startswith("feuille « Calculs », cellule E2 : formule dont le résultat")
