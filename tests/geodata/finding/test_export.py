import csv
import io
import json

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.finding import export


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def table(**columns) -> pd.DataFrame:
    return pd.DataFrame(columns)


def offers(**changes) -> pd.DataFrame:
    """Two courses as `export_table` gives them: one at Lille, one at no place."""
    columns = {name: ["", ""] for name in export.HEADERS}
    columns |= {
        "offer": ["a", "b"],
        "title": ["CAP Cuisine", "BTS à distance"],
        "voie": ["scolaire", "continue"],
        "modality": ["presentiel", "distance"],
        "precision": ["address", ""],
        "commune_code": ["02381", ""],
        "source": ["demonstration", "demonstration"],
        "vintage": ["2026", "2026"],
        "publics": ["jeunes handicap", ""],
    }
    frame = pd.DataFrame(columns | changes)
    return frame.assign(
        level=pd.array([3, None], dtype="Int64"),
        entry_level=pd.array([None, None], dtype="Int64"),
        minutes=pd.array([12, None], dtype="Int64"),
        capacity=pd.array([24, None], dtype="Int64"),
        enrolled=pd.array([None, None], dtype="Int64"),
        conventionnee=pd.array([True, None], dtype="boolean"),
        start=pd.to_datetime(["2026-09-01", None]),
        end=pd.to_datetime([None, None]),
        lon=[3.06, np.nan],
        lat=[50.63, np.nan],
    )


def test_a_csv_opens_in_a_french_spreadsheet():
    content = export.to_csv(export.for_readers(offers()))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    header, first, second = lines_of(content)
    row, other = dict(zip(header, first, strict=True)), dict(zip(header, second, strict=True))
    assert header[-2:] == ["Source", "Millésime"]
    assert row["Longitude"] == "3,06"
    assert row["Début"] == "01/09/2026"
    assert row["Niveau"] == "3"
    assert row["Voie"] == "Voie scolaire"
    assert row["Conventionnée"] == "oui"
    assert row["Code commune"] == "02381"
    assert row["Publics"] == "Élèves et étudiants, Personnes en situation de handicap"
    assert other["Temps de trajet (min)"] == ""
    assert other["Conventionnée"] == ""
    assert {row["Source"], other["Source"]} == {"demonstration"}


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_no_formula_of_a_csv(text):
    assert lines_of(export.to_csv(table(title=[text])))[1] == ["'" + text]


def test_a_formula_among_empty_cells_is_not_run_either():
    mixed = pd.Series(["=1+1", None, -2], dtype=object)
    assert [row[0] for row in lines_of(export.to_csv(table(a=mixed, b=1)))[1:]] == [
        "'=1+1",
        "",
        "-2",
    ]


def test_a_negative_number_stays_a_number():
    assert lines_of(export.to_csv(table(lon=[-1.5], n=[-2]))) == [["lon", "n"], ["-1,5", "-2"]]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_comes_back_from_a_csv(texts):
    read = [row[0] if row else "" for row in lines_of(export.to_csv(table(a=texts, b=1)))[1:]]
    plain = [text.removeprefix("'") for text in read]
    assert plain == [text.removeprefix("'") for text in texts]
    assert not any(text.startswith(("=", "+", "-", "@")) for text in read)


def test_a_workbook_keeps_types_and_names_its_sources():
    notes = [("Filtres", [["Voie", "scolaire"]]), ("Sources", [["demonstration", "=1"]])]
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(export.for_readers(offers()), notes)))
    rows, about = book["Formations"], book["Sources et filtres"]
    cells = {rows.cell(1, c).value: rows.cell(2, c) for c in range(1, rows.max_column + 1)}
    assert rows.freeze_panes == "C2"
    assert cells["Début"].is_date
    assert cells["Début"].value.date().isoformat() == "2026-09-01"
    assert cells["Longitude"].value == 3.06
    assert cells["Code commune"].value == "02381"
    assert [[cell.value for cell in row] for row in about.iter_rows()] == [
        ["Filtres", None], ["Voie", "scolaire"], [None, None],
        ["Sources", None], ["demonstration", "=1"],
    ]  # fmt: skip


def test_a_workbook_takes_what_a_cell_cannot():
    hostile = offers(title=["=cmd|' /C calc'!A0", "a" * 40_000 + "\x00\x0b"])
    book = openpyxl.load_workbook(
        io.BytesIO(export.to_xlsx(export.for_readers(hostile), [("Filtres", [["\ud800"]])]))
    )
    assert book["Formations"]["B2"].value == "=cmd|' /C calc'!A0"
    assert book["Formations"]["B2"].data_type == "s"
    assert len(book["Formations"]["B3"].value) == 32_000


def test_an_empty_list_is_still_a_file():
    none = offers().iloc[:0]
    assert lines_of(export.to_csv(export.for_readers(none))) == [list(export.HEADERS.values())]
    assert openpyxl.load_workbook(io.BytesIO(export.to_xlsx(export.for_readers(none), [])))
    assert json.loads(export.to_geojson(none, total=0))["features"] == []
    assert len(gpd.read_parquet(io.BytesIO(export.to_parquet(none)))) == 0


def test_a_geojson_has_a_point_where_there_is_a_place():
    collection = json.loads(export.to_geojson(offers(), total=2))
    here, nowhere = collection["features"]
    assert collection["total"] == 2
    assert here["geometry"] == {"type": "Point", "coordinates": [3.06, 50.63]}
    assert nowhere["geometry"] is None
    assert here["properties"]["start"] == "2026-09-01"
    assert here["properties"]["minutes"] == 12
    assert nowhere["properties"]["minutes"] is None
    assert here["properties"]["conventionnee"] is True


def test_parquet_keeps_types_and_points():
    read = gpd.read_parquet(io.BytesIO(export.to_parquet(offers())))
    assert read.crs == "EPSG:4326"
    assert (read.geometry.iloc[0].x, read.geometry.iloc[0].y) == (3.06, 50.63)
    assert read.geometry.iloc[1] is None
    assert read["level"].iloc[0] == 3
    assert read["start"].iloc[0] == pd.Timestamp("2026-09-01")
