"""The places that help, as data: JSON, GeoJSON, CSV, and what is known of each kind."""

import pytest
from atlases.guided import guided_atlas
from flask import Flask

from callbacks.api import offers as api
from callbacks.serving import answers


@pytest.fixture(scope="module")
def client():
    atlas = guided_atlas()
    server = Flask(__name__)
    answers.register(server, "none")
    api.register(server, lambda: atlas)
    return server.test_client()


def test_rows_and_what_is_known(client):
    told = client.get("/api/v1/guidance?lieu=02003&kind=mission_locale,mdph&limit=1").get_json()
    assert told["total"] == 2
    (row,) = told["rows"]
    assert (row["name"], row["minutes"], row["simulated"]) == ("Chez Gamma", 0, False)
    assert {one["kind"]: one["state"] for one in told["known"]} == {
        "mission_locale": "complete", "mdph": "absent",
    }  # fmt: skip


def test_other_formats(client):
    geojson = client.get("/api/v1/guidance?public=jeunes&format=geojson").get_json()
    assert geojson["features"][0]["geometry"]["type"] == "Point"
    csv = client.get("/api/v1/guidance?kind=gare&format=csv").get_data(as_text=True)
    assert "Gare d'Alpha" in csv


@pytest.mark.parametrize(
    "asked", ["kind=chateau", "public=martiens", "lieu=99999", "mode=transports", "autre=1"]
)
def test_what_cannot_be_read_is_told(client, asked):
    reply = client.get(f"/api/v1/guidance?{asked}")
    assert reply.status_code in (400, 404)
    assert reply.get_json()["parameter"] == asked.split("=")[0]
