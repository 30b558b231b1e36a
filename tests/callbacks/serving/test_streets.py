"""The parts of a base map that a browser is given, and what it is told of other servers."""

import shutil
from dataclasses import replace

import pytest
from dash import Dash

from app import create_app
from callbacks.serving.security import content_policy, images_from
from callbacks.serving.streets import base_map, register
from geodata.streets import Streets
from loaders.store.streets import write_streets
from settings import ROOT, Settings, WrongSetting, read_settings

NEAR = bytes(range(250)) * 40_000


@pytest.fixture(scope="module")
def served(store_address, tmp_path_factory):
    """A client of a store that has streets, and their address."""
    store = shutil.copytree(store_address, tmp_path_factory.mktemp("with") / "store")
    written = write_streets(str(store), "ville.osm", {"near": NEAR}, (2.0, 49.0, 3.0, 50.0))
    return create_app(Settings(store=str(store))).server.test_client(), f"/rues/{written.id}"


def test_a_browser_reads_a_part(served):
    client, address = served
    reply = client.get(f"{address}/near.pmtiles", headers={"Range": "bytes=10-19"})
    assert reply.status_code == 206
    assert reply.data == NEAR[10:20]
    assert reply.headers["Content-Range"] == f"bytes 10-19/{len(NEAR)}"
    assert "Content-Encoding" not in reply.headers
    assert "immutable" in reply.headers["Cache-Control"]


@pytest.mark.parametrize("asked", [None, "bytes=0-", "bytes=99999999-", "bytes=5-2", "octets=1-2"])
def test_a_whole_file_or_nonsense_is_refused(served, asked):
    client, address = served
    headers = {"Range": asked} if asked else {}
    assert client.get(f"{address}/near.pmtiles", headers=headers).status_code == 416


@pytest.mark.parametrize("path", ["/rues/abc/near.pmtiles", "{}/far.pmtiles", "{}/../x.pmtiles"])
def test_what_is_not_there_is_not_found(served, path):
    client, address = served
    reply = client.get(path.format(address), headers={"Range": "bytes=0-9"})
    assert reply.status_code == 404


def test_a_file_that_is_gone_is_told(atlas):
    def gone(*_):
        raise FileNotFoundError("near")

    streets = Streets("abc", "ville.osm", {"near": 100}, (2.0, 49.0, 3.0, 50.0), gone)
    app = Dash(__name__, assets_folder=str(ROOT / "assets"))
    app.layout = []
    register(app, lambda: replace(atlas, streets=streets))
    client = app.server.test_client()
    reply = client.get("/rues/abc/near.pmtiles", headers={"Range": "bytes=0-9"})
    assert (reply.status_code, reply.headers["Cache-Control"]) == (404, "no-store")
    assert "rechargez la page" in reply.get_data(as_text=True)


def test_what_a_map_is_told_and_the_script_that_draws(atlas, client):
    assert base_map(atlas) == {"streets": None, "tiles": None}
    streets = Streets("abc", "ville.osm", {"near": 3}, (2.0, 49.0, 3.0, 50.0), lambda *_: b"")
    with client.application.app_context():
        told = base_map(replace(atlas, streets=streets))["streets"]
    assert told["files"] == {"near": "/rues/abc/near.pmtiles"}
    reply = client.get(told["script"])
    assert reply.mimetype == "text/javascript"
    assert b"protomapsL" in reply.data
    assert client.get("/paquets/rues/0.js").status_code == 404
    assert "protomaps" not in client.get("/").get_data(as_text=True)


def test_the_server_of_images_is_the_operators_and_alone_allowed():
    tiles = "https://{s}.tuiles.fr/{z}/{x}/{y}.png © IGN"
    assert images_from(tiles) == "https://*.tuiles.fr"
    assert images_from("") == ""
    assert "img-src 'self' data: blob: https://*.tuiles.fr;" in content_policy(
        [], (), "https://*.tuiles.fr"
    )


def test_a_person_is_told_the_name_of_the_server_of_images(atlas, app_over):
    app = app_over(tiles="https://{s}.tuiles.fr/{z}/{x}/{y}.png")
    with app.server.app_context():
        told = base_map(atlas)["tiles"]
    assert (told["host"], told["credit"]) == ("tuiles.fr", "tuiles.fr")
    assert told["address"].startswith("https://{s}.")


@pytest.mark.parametrize(
    "wrong", ["https://tuiles.fr", "ftp://t.fr/{z}/{x}/{y}.png", "https://t.fr/{z}/{x}/{y}.png <b>",
              "https://t.fr; script-src */{z}/{x}/{y}.png"],
)  # fmt: skip
def test_a_setting_that_is_no_server_of_images_is_told(wrong, monkeypatch):
    monkeypatch.setenv("ATLAS_TILES", wrong)
    with pytest.raises(WrongSetting, match="ATLAS_TILES doit être"):
        read_settings()
    monkeypatch.setenv("ATLAS_TILES", "https://t.fr/wmts?z={z}&x={x}&y={y} © IGN")
    assert read_settings().tiles.endswith("© IGN")
