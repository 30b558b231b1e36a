"""Whether a server is ready: its store whole, its cache answering."""

from dataclasses import replace

import numpy as np

from app import create_app
from callbacks.api.ready import faults, readiness
from settings import Settings


def test_a_server_with_its_store_is_ready(client):
    reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json == {"status": "ready", "store": "ok", "cache": "ok"}
    assert reply.headers["Cache-Control"] == "no-cache"


def test_without_a_store_it_is_not(tmp_path):
    reply = create_app(Settings(store=str(tmp_path / "none"))).server.test_client().get("/readyz")
    assert reply.status_code == 503
    assert reply.json["status"] == "store missing"


def test_a_store_in_pieces_is_told(atlas):
    assert faults(atlas) == []
    assert faults(replace(atlas, zones=atlas.zones.iloc[:0])) == ["zones: empty"]
    assert len(faults(replace(atlas, travel={"voiture": np.zeros((1, 2), "uint8")}))) == 1
    assert readiness(["zones: empty"], True)[1] == 503


def test_a_redis_that_is_gone_is_told_and_takes_no_server_away(store_address):
    settings = Settings(store=str(store_address), cache="redis://127.0.0.1:1/0")
    reply = create_app(settings).server.test_client().get("/readyz")
    assert (reply.status_code, reply.json["status"]) == (200, "degraded")
    assert reply.json["cache"] == "unreachable"
    assert readiness([], None)[0]["cache"] == "none"
