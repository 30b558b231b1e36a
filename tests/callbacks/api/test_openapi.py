"""The contract of the API is what it does: its parameters, its replies, its errors."""

import pytest
import schemathesis
from atlases.needs import needs_atlas, outcomes
from atlases.small import texts
from flask import Flask
from hypothesis import HealthCheck, given, settings

from callbacks.api import offers as api
from callbacks.api.openapi import ADDRESS, OPERATIONS, specification
from callbacks.api.page import page

PATHS = [one.path for one in OPERATIONS]


def serve(shared_with=None):
    server, atlas = Flask(__name__), needs_atlas(outcomes=outcomes())
    api.register(server, lambda: atlas, shared_with)
    return server


@pytest.fixture(scope="module")
def server():
    return serve()


@pytest.mark.parametrize("path", PATHS)
def test_the_api_does_what_its_contract_says(server, path):
    contract = schemathesis.openapi.from_wsgi(ADDRESS, server)

    @settings(
        max_examples=25, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=contract[path]["GET"].as_strategy())
    def check(case):
        case.call_and_validate()

    check()


def test_every_address_is_in_the_contract(server):
    rules = {rule.rule for rule in server.url_map.iter_rules()}
    assert {rule for rule in rules if rule.startswith("/api/v1/")} == {*PATHS, ADDRESS, "/api/v1/"}
    assert set(specification()["paths"]) == set(PATHS)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_every_example_is_answered_as_its_model_says(client, one):
    reply = client.get(one.example)
    assert reply.status_code == 200
    one.reply.model_validate_json(reply.data, strict=True)


def test_the_contract_is_not_sent_twice(server):
    client = server.test_client()
    first = client.get(ADDRESS)
    assert first.json == specification()
    assert client.get("/api/v1/").location == "/api"
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_page_says_every_parameter_and_every_error():
    told = texts(page())
    contract = specification()
    for path, methods in contract["paths"].items():
        assert path in told
        for parameter in methods["get"]["parameters"]:
            assert parameter["name"] in told
    assert all(status in told for status in ("400", "404", "414", "503"))


def test_the_page_is_served_and_found(client):
    assert client.get("/api").status_code == 200
    assert "<loc>http://localhost/api</loc>" in client.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("setting", "origin", "told"),
    [
        (None, "https://a.example", None),
        ("*", "https://a.example", "*"),
        ("https://a.example, https://b.example/", "https://b.example", "https://b.example"),
        ("https://a.example", "https://c.example", None),
        ("https://a.example", "", None),
    ],
)
def test_pages_of_other_sites_read_the_api_if_a_setting_says_so(setting, origin, told):
    client = serve(setting).test_client()
    reply = client.get("/api/v1/sources", headers={"Origin": origin})
    assert reply.headers.get("Access-Control-Allow-Origin") == told
    asked = client.options("/api/v1/sources", headers={"Origin": origin})
    assert asked.headers.get("Access-Control-Allow-Methods") == (told and "GET, HEAD")
