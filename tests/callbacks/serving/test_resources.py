import gzip
import json
import re
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest

from callbacks.serving.compression import CompressedFiles
from callbacks.serving.resources import Resources, resource_addresses

ROOT = Path(__file__).resolve().parents[3]
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("name", ["communes.json", "contexte.json", "offres.json"])
def test_a_resource_is_the_same_in_every_encoding_and_kept_for_good(client, atlas, name):
    address = resource_addresses(atlas)[name]
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert json.loads(plain.data)
    for encoding, decode in DECODERS.items():
        reply = client.get(address, headers={"Accept-Encoding": encoding})
        assert reply.headers["Content-Encoding"] == encoding
        assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in reply.headers["Vary"]
        assert decode(reply.data) == plain.data
        assert len(reply.data) < len(plain.data) / 2


def test_the_table_of_courses_has_them_all(client, atlas):
    table = client.get(resource_addresses(atlas)["offres.json"]).json
    assert table["offers"]["id"] == atlas.offers["offer"].tolist()


def test_the_browser_copy_of_the_communes_is_light(client, atlas):
    address = resource_addresses(atlas)["communes.json"]
    assert len(client.get(address, headers={"Accept-Encoding": "gzip"}).data) < 300_000


@pytest.mark.parametrize("path", ["0123456789abcdef/communes.json", "x/y", "../app.py/z"])
def test_an_old_address_is_gone_and_not_kept(client, path):
    reply = client.get(f"/ressources/{path}")
    if reply.status_code == 404:
        assert reply.headers["Cache-Control"] == "no-store"
        assert "rechargez" in reply.get_data(as_text=True)
    assert b"Settings" not in reply.data


def test_a_page_opened_before_a_new_store_finds_its_resources(monkeypatch):
    def store(id):
        return SimpleNamespace(id=id, topology=id.encode(), context=b"{}", streets=None)

    monkeypatch.setattr("callbacks.serving.resources.browser_table", lambda atlas: {"id": atlas.id})
    monkeypatch.setattr("callbacks.serving.resources.zonings_table", lambda atlas: {})
    monkeypatch.setattr("callbacks.serving.resources.places_table", lambda atlas, key: {})
    kept = Resources()
    hashes = [kept.of(store(id))["offres.json"].hash for id in ("a", "b", "c")]
    found = [kept.at(hash, "offres.json") for hash in hashes]
    assert [resource is not None for resource in found] == [False, True, True]


def test_the_first_page_announces_its_resources(client, atlas):
    page = client.get("/").get_data(as_text=True)
    for name, address in resource_addresses(atlas).items():
        # Those are fetched when a layer is switched on, or when one looks from near.
        assert (address in page) == (name in ("communes.json", "contexte.json", "offres.json"))
    assert "/ressources/" not in client.get("/donnees").get_data(as_text=True)


def test_component_files_are_compressed_and_kept_for_good(client):
    page = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'"(/_dash-component-suites/[^"]+)"', page)
    assert addresses
    for address in addresses:
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        reply = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert reply.headers["Content-Encoding"] == "br"
        assert "immutable" in reply.headers["Cache-Control"]
        assert brotli.decompress(reply.data) == plain.data


def test_assets_with_their_date_are_kept_for_good_and_others_are_checked(client):
    address = "/assets/base/shell.js"  # as « make dev » names it
    with client.get(f"{address}?m=1") as dated, client.get(address) as plain:
        assert "immutable" in dated.headers["Cache-Control"]
        assert "immutable" not in plain.headers["Cache-Control"]


def test_fonts_and_the_icon_are_not_asked_again(client):
    page = client.get("/").get_data(as_text=True)
    icon = re.search(r'rel="icon"[^>]*href="([^"]+)"', page)[1]
    font = next((ROOT / "assets" / "fonts").glob("*.woff2")).name
    with client.get(icon) as first, client.get(f"/assets/fonts/{font}") as second:
        assert "immutable" in first.headers["Cache-Control"]
        assert "max-age=2592000" in second.headers["Cache-Control"]


def test_files_are_remembered_by_content_so_that_addresses_cannot_fill_the_memory(client):
    files: CompressedFiles = client.application.extensions["compressed_files"]
    address = "/assets/base/shell.js"
    br = {"Accept-Encoding": "br"}
    client.get(address, headers=br)
    before = len(files._bodies)
    for n in range(20):
        assert client.get(f"{address}?m={n}", headers=br).status_code == 200
    assert len(files._bodies) == before


def test_pages_forbid_every_third_party(client):
    page = client.get("/")
    policy = dict(
        part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Permissions-Policy"].startswith("geolocation=(self)")
    assert client.get("/healthz").headers["X-Content-Type-Options"] == "nosniff"
    # The address of the page itself is whole: search engines want it so.
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!localhost/)', page.text)
