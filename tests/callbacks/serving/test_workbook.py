"""Workbooks for office tools: codes are texts, nothing is run, a sheet says sources and method."""

import io

import openpyxl
import pandas as pd
import pytest
from flask import Flask

from callbacks.serving.workbook import NOTES, workbook

ADDRESSES = (
    "/api/v1/coverage?by=commune&departement=02&format=xlsx",
    "/couverture/sans-voiture-communes.csv?level=3&format=xlsx",
    "/tensions/metiers.xlsx",
    "/territoire/spel/025.xlsx",
    "/territoire/spel/025.xlsx?avec=departement:02",
)


def sheets_of(reply):
    assert reply.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(reply.data))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_workbook_has_its_table_and_its_sources(client, address):
    book = sheets_of(client.get(address))
    table, notes = book.worksheets
    assert notes.title == NOTES
    told = [str(cell.value) for (cell, *_) in notes.iter_rows()]
    assert {"À propos de ce tableau", "Méthode", "Sources et âge des données"} <= set(told)
    assert all(isinstance(cell.value, str) for cell in next(table.iter_rows(max_row=1)))
    assert not any(cell.data_type == "f" for row in table.iter_rows(max_row=200) for cell in row)


def test_a_code_keeps_its_zero(client):
    table = sheets_of(client.get(ADDRESSES[0])).worksheets[0]
    titles = [cell.value for cell in next(table.iter_rows(max_row=1))]
    first = [cell.value for cell in next(table.iter_rows(min_row=2, max_row=2))]
    assert first[0] == "02001"
    spel = titles.index("Bassin emploi-formation (SPEL) (code)")
    assert "025" in {row[spel].value for row in table.iter_rows(min_row=2)}
    population = first[2]
    assert isinstance(population, int)


def test_a_formula_stays_a_text_and_decimals_are_few(atlas):
    table = pd.DataFrame({"Code": ["02001"], "Nom": ["=1+1"], "Part": [24.356482617]})
    with Flask(__name__).test_request_context("/essai?x=1"):
        book = sheets_of(workbook(atlas, table, "essai", ["Une source, 2026."]))
    code, name, part = next(book["essai"].iter_rows(min_row=2))
    assert (code.value, code.data_type) == ("02001", "s")
    assert (name.value, name.data_type) == ("=1+1", "s")
    assert (part.value, part.number_format) == (24.3565, "0.0")
    told = [cell.value for row in book[NOTES].iter_rows() for cell in row]
    assert "Une source, 2026." in told
    assert "/essai?x=1" in told


def test_the_code_of_a_crossing_is_no_number_for_an_office_tool(client):
    address = "/api/v1/coverage?by=zrr,spel&format="
    table = sheets_of(client.get(address + "xlsx")).worksheets[0]
    codes = [row[0].value for row in table.iter_rows(min_row=2)]
    assert "0 · 022" in codes
    assert "0 · 022" in client.get(address + "csv").get_data(as_text=True)
    assert "0,022" in {row["code"] for row in client.get(address + "json").get_json()["rows"]}
