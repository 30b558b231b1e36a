"""Where to open, as data: the figures of the page, in its formats."""

import io

import pytest
from openpyxl import load_workbook
from samples.our_csv import rows_in

ADDRESS = "/api/v1/siting"
ASKED = {"domain": "transport-logistique", "level": "3", "p": "2"}


@pytest.fixture(scope="module")
def found(application):
    reply = application.server.test_client().get(ADDRESS, query_string=ASKED)
    assert reply.status_code == 200, reply.text
    return reply.json


def test_the_rows_add_up_and_each_alternative_follows_its_commune(found):
    proposed = [row for row in found["rows"] if row["role"] == "proposée"]
    assert len(proposed) == 2
    assert sum(row["people"] for row in proposed) == found["gained"]
    assert found["gained_least"] <= found["gained"] <= found["gained_most"]
    assert found["gained"] < found["beyond"]
    ranks = [row["rank"] for row in found["rows"]]
    assert ranks == sorted(ranks)
    assert all(row["share"] <= 1 for row in found["rows"] if row["role"] != "proposée")
    assert sum(row["gained"] for row in found["effects"]["spel"]) == found["gained"]
    assert found["demand"] == "0_19"


def test_the_files_have_the_same_rows(client, found):
    reply = client.get(ADDRESS, query_string={**ASKED, "format": "csv"})
    table = rows_in(reply.data)
    assert [line["Commune"] for line in table] == [row["name"] for row in found["rows"]]
    reply = client.get(ADDRESS, query_string={**ASKED, "format": "xlsx"})
    book = load_workbook(io.BytesIO(reply.data))
    rows, notes = (list(sheet.values) for sheet in book)
    assert [row[2] for row in rows[1:]] == [row["code"] for row in found["rows"]]
    assert sum(row[3] for row in notes if isinstance(row[3], int)) == 2 * found["gained"]
    told = "\n".join(str(cell) for row in notes for cell in row if cell is not None)
    for words in ("Effet par SPEL", "Church et ReVelle", "moins de 20 ans", "Temps de trajet"):
        assert words in told, words


@pytest.mark.parametrize(
    ("args", "status", "parameter"),
    [
        ({"p": "0"}, 400, "p"),
        ({"candidates": "chosen"}, 404, "choisies"),
        ({"candidates": "chosen", "choisies": "75056"}, 404, "choisies"),
        ({"dans": "spel:999"}, 404, "dans"),
        ({"target": "mission_locale"}, 404, "target"),
    ],
)
def test_what_is_wrong_is_named(client, args, status, parameter):
    reply = client.get(ADDRESS, query_string=args)
    assert (reply.status_code, reply.json["parameter"]) == (status, parameter)
