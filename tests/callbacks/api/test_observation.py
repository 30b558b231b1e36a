"""Tension and indicators as data: as published, with their source, and never a 500."""

import pytest
from atlases.needs import needs_atlas
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.our_csv import rows_in

from callbacks.api import offers as api

TENSION, INDICATORS = "/api/v1/tension", "/api/v1/indicators"


@pytest.fixture(scope="module")
def needs_client():
    """A client of the API alone, over the small atlas of needs."""
    server, atlas = Flask(__name__), needs_atlas()
    api.register(server, lambda: atlas)
    return server.test_client()


def rows(client, address, **args):
    reply = client.get(address, query_string=args)
    assert reply.status_code == 200, reply.text
    assert reply.json["total"] >= len(reply.json["rows"])
    return reply.json["rows"]


def lines(client, address, **args):
    reply = client.get(address, query_string={**args, "format": "csv"})
    return rows_in(reply.data)


def test_tension_by_territory_and_year(needs_client):
    found = rows(needs_client, TENSION, level="bmo_basin", code="B1", year="2024")
    assert {row["code"] for row in found} == {"B1"}
    assert {row["year"] for row in found} == {2024}
    assert {row["source"] for row in found} == {"bmo"}


def test_a_metier_gives_the_rows_of_all_its_codes(needs_client):
    found = rows(needs_client, TENSION, metier="V0Z60")
    assert {row["metier"] for row in found} == {"V0Z60", "V0X60", "J1501"}
    assert {row["metier"] for row in rows(needs_client, TENSION, rome="J1501")} == {"J1501"}
    assert {row["metier"] for row in rows(needs_client, TENSION, fap="V0X60")} == {"V0X60"}


def test_a_secret_is_null_and_says_so(needs_client):
    (row,) = rows(needs_client, TENSION, fap="V0X60", code="B2")
    assert (row["projects"], row["status"]) == (None, "secret")
    (line,) = lines(needs_client, TENSION, fap="V0X60", code="B2")
    assert (line["Projets de recrutement"], line["État"]) == ("", "secret statistique")


def test_pages_of_rows(needs_client):
    every = rows(needs_client, TENSION)
    assert rows(needs_client, TENSION, limit=2, offset=1) == every[1:3]


def test_the_contract_s_figures(client):
    found = rows(client, INDICATORS, theme="marche-travail", entry="metier", level="region")
    assert found
    assert {row["theme"] for row in found} == {"marche-travail"}
    tense = rows(client, INDICATORS, indicator="tension globale", entry="metier")
    assert len(tense) == 10
    assert {row["value"] for row in tense} == {5}
    assert all("CPRDFOP" in row["source"] and row["reference"] for row in tense)
    assert len(lines(client, INDICATORS, indicator="Tension globale", entry="metier")) == 10


def test_a_name_with_a_comma_is_one_name(client):
    name = "Évolution de la population en un an, en %"
    found = rows(client, INDICATORS, indicator=name)
    assert {row["indicator"] for row in found} == {name}


def test_a_year_is_any_of_the_period(client):
    found = rows(client, INDICATORS, year="2021", indicator="Habitants")
    assert [row["period"] for row in found] == ["1/1/2021"]
    assert rows(client, INDICATORS, year="1789") == []


def test_without_needs_loaded_the_reply_is_empty_and_the_file_has_its_header(client):
    assert rows(client, TENSION) == []
    text = client.get(TENSION, query_string={"format": "csv"}).data.decode("utf-8-sig")
    assert text.startswith("Nomenclature;Code métier;Métier")


@pytest.mark.parametrize(
    ("address", "args", "status", "parameter"),
    [
        (TENSION, {"level": "canton"}, 400, "level"),
        (TENSION, {"year": "jadis"}, 400, "year"),
        (TENSION, {"code": "99999"}, 404, "code"),
        (TENSION, {"metier": "Z9999"}, 404, "metier"),
        (TENSION, {"rome": "Z9999"}, 404, "rome"),
        (TENSION, {"limit": "-1"}, 400, "limit"),
        (TENSION, {"format": "xml"}, 400, "format"),
        (TENSION, {"niveau": "region"}, 400, "niveau"),
        (INDICATORS, {"theme": "météo"}, 400, "theme"),
        (INDICATORS, {"entry": "tout"}, 400, "entry"),
        (INDICATORS, {"indicator": "Bonheur"}, 404, "indicator"),
        (INDICATORS, {"level": "region", "code": "xx"}, 404, "code"),
    ],
)
def test_what_is_wrong_is_named(client, address, args, status, parameter):
    reply = client.get(address, query_string=args)
    assert (reply.status_code, reply.json["parameter"]) == (status, parameter)
    assert reply.json["error"].endswith((".", "?"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    address=st.sampled_from([TENSION, INDICATORS]),
    args=st.dictionaries(
        st.sampled_from(
            ["level", "code", "metier", "rome", "fap", "year", "theme", "entry", "indicator",
             "category", "source", "limit", "offset", "format"]
        ),
        st.text(max_size=30),
    ),
)  # fmt: skip
def test_nothing_gives_a_500(needs_client, address, args):
    assert needs_client.get(address, query_string=args).status_code in (200, 400, 404)
