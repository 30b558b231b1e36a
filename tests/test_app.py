import shutil

import pytest

from app import create_app
from settings import Settings


@pytest.fixture
def empty(tmp_path):
    return tmp_path / "store"


@pytest.mark.parametrize("path", ["/", "/donnees", "/selection", "/formation/x", "/ressources/a/b"])
def test_without_a_store_every_page_says_what_to_run(empty, path):
    reply = create_app(Settings(store=str(empty))).server.test_client().get(path)
    assert reply.status_code == 503
    assert reply.mimetype == "text/html"
    assert "python -m loaders build" in reply.get_data(as_text=True)
    assert '<html lang="fr">' in reply.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/offers", "/_dash-layout"])
def test_without_a_store_machines_get_the_same_sentence(empty, path):
    reply = create_app(Settings(store=str(empty))).server.test_client().get(path)
    assert reply.status_code == 503
    assert reply.json["status"] == "store missing"
    assert "python -m loaders build" in reply.json["error"]


def test_a_store_that_comes_later_is_served_without_a_restart(empty, store_address):
    client = create_app(Settings(store=str(empty))).server.test_client()
    assert client.get("/healthz").status_code == 503
    shutil.copytree(store_address, empty)
    assert client.get("/healthz").json["communes"] == 3782
    assert client.get("/").status_code == 200
    assert client.get("/_dash-layout").status_code == 200


def test_a_corrupt_store_says_what_to_run(empty, store_address):
    shutil.copytree(store_address, empty)
    for file in (empty / "builds").glob("*/offers.parquet"):
        file.write_bytes(b"x" * file.stat().st_size)
    reply = create_app(Settings(store=str(empty))).server.test_client().get("/healthz")
    assert reply.status_code == 503
    assert "python -m loaders build" in reply.json["error"]


def test_an_endless_address_is_refused_in_french(client):
    reply = client.get("/?q=" + "a" * 300_000)
    assert reply.status_code == 414
    assert "trop longue" in reply.get_data(as_text=True)
    assert client.get("/?q=" + "%F0%9F%98%80" * 10_000).status_code == 200


def test_the_document_is_french_and_described(client):
    page = client.get("/").get_data(as_text=True)
    assert '<html lang="fr">' in page
    assert '<meta name="description"' in page
    assert '<meta name="theme-color"' in page
    assert "Loading" not in page.split("_dash-config")[0]
    assert "<noscript>" in page
