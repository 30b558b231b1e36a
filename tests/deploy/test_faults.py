"""What fails around a server that runs: its disk, its clock, its Redis, its router."""

import html
import json
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest
import requests
from deploy.servers import LONG, ROOT, Visitors, free_port, serving, wait_for

PATHS = ("/", "/healthz", "/api/v1/offers?limit=1", "/territoire/departement/62")
HOUR, DAY = 3_600, 86_400


def ready(server):
    return requests.get(f"{server.address}/readyz", timeout=LONG).json()


def all_served(visitors):
    return (visitors.failures, set(visitors.statuses)) == ([], {200})


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("il faut pouvoir monter un disque (root) pour en remplir un")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk):
    """Leave no room at all on a disk; returns what to remove to make some."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"0" * 4096):
            pass
    assert shutil.disk_usage(disk).free == 0
    return ballast


def test_a_full_disk_loses_no_answer_and_no_store(store_address, small_disk, tmp_path):
    store = shutil.copytree(store_address, small_disk / "store")
    before = json.loads((store / "manifest.json").read_text(encoding="utf-8"))["id"]
    settings = {
        "WEB_CONCURRENCY": "2",
        "ATLAS_LIMITS": "none",
        "ATLAS_CACHE": str(small_disk / "answers"),
        "ATLAS_USAGE": str(small_disk / "usage.sqlite"),
    }
    with serving(store, tmp_path, **settings) as server:
        assert ready(server)["status"] == "ready"
        ballast = fill(small_disk)
        with Visitors(server.address, PATHS) as visitors:
            wait_for(lambda: ready(server)["status"] == "degraded", "the state to be told")
            (tmp_path / "sources").mkdir()
            command = [sys.executable, "-m", "loaders", "build", "--force", "--store", str(store)]
            built = subprocess.run(
                [*command, "--sources", str(tmp_path / "sources")],
                cwd=ROOT, capture_output=True, text=True,
            )  # fmt: skip
            visitors.wait_for_more()
        assert built.returncode == 1
        assert "ne peut pas être écrite" in built.stderr
        assert "Traceback" not in built.stderr + server.written()
        assert all_served(visitors)
        assert (
            requests.get(f"{server.address}/healthz", timeout=LONG).json()["store"]["id"] == before
        )
        assert [build.name for build in (store / "builds").iterdir()] == [before]
        ballast.unlink()
        wait_for(lambda: ready(server)["status"] == "ready", "the end of it")


def test_a_clock_that_jumps_stops_nothing_and_shuts_nobody_out(store_address, tmp_path):
    clock = tmp_path / "clock"
    ahead(clock, 40 * DAY)
    settings = {"WEB_CONCURRENCY": "1", "ATLAS_LIMITS": "api=40/hour", "TEST_CLOCK": str(clock)}
    with serving(store_address, tmp_path, **settings) as server:
        before = server.workers()
        with Visitors(server.address, ("/", "/healthz")) as visitors:
            asked = [asking(server) for _ in range(41)]
            ahead(clock, 0)
            visitors.wait_for_more()
            asked += [asking(server) for _ in range(3)]
            ahead(clock, 400 * DAY)
            visitors.wait_for_more()
            asked += [asking(server) for _ in range(2)]
        statuses = [status for status, _ in asked]
        assert statuses == [*[200] * 40, 429, 429, 200, 200, 200, 200]
        assert max(wait for _, wait in asked) <= HOUR, "nobody is told to come back in forty days"
        assert all_served(visitors)
        assert server.workers() == before


def ahead(clock, seconds):
    """Set how far the clock of a server is ahead, at once: it is read at any time."""
    new = clock.with_suffix(".new")
    new.write_text(str(seconds))
    new.replace(clock)


def asking(server):
    """Return the status of an answer of the API, and after how long it says to ask again."""
    reply = requests.get(f"{server.address}/api/v1/sources", timeout=LONG)
    return reply.status_code, int(reply.headers.get("Retry-After", 0))


@contextmanager
def redis_at(port, folder):
    if not (program := shutil.which("redis-server")):
        pytest.skip("Redis n'est pas installé : apt-get install redis-server")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder)
    try:
        yield process
    finally:
        process.kill()
        process.wait(LONG)


def test_a_redis_that_dies_takes_no_answer_away_and_is_used_again(store_address, tmp_path):
    port = free_port()
    settings = {
        "WEB_CONCURRENCY": "2",
        "ATLAS_CACHE": f"redis://127.0.0.1:{port}/0",
        "ATLAS_LIMITS": "api=1000/minute",
    }
    with redis_at(port, tmp_path) as redis, serving(store_address, tmp_path, **settings) as server:
        wait_for(lambda: ready(server)["status"] == "ready", "Redis")
        with Visitors(server.address, PATHS) as visitors:
            visitors.wait_for_more()
            redis.kill()
            redis.wait(LONG)
            wait_for(lambda: ready(server)["status"] == "degraded", "the state to be told")
            visitors.wait_for_more(40)
            with redis_at(port, tmp_path):
                wait_for(lambda: ready(server)["status"] == "ready", "Redis again")
                visitors.wait_for_more()
        assert all_served(visitors)
        assert "Traceback" not in server.written()


def test_a_router_that_is_gone_is_said_and_the_estimate_serves(store_address, tmp_path):
    gone = f"http://127.0.0.1:{free_port()}"
    settings = {"WEB_CONCURRENCY": "1", "ATLAS_ROUTER": gone, "ATLAS_LIMITS": "none"}
    near = {"lieu": "62041", "mode": "voiture", "max_minutes": "30"}
    with serving(store_address, tmp_path, **settings) as server:

        def ask(path, **asked):
            reply = requests.get(server.address + path, asked, timeout=LONG)
            assert reply.status_code == 200
            return reply

        found = ask("/api/v1/offers", **near, limit=1000).json()["features"]
        course = max(found, key=lambda one: one["properties"]["minutes"] or 0)["id"]
        for path, asked in (("/", near), (f"/formation/{course}", near)):
            page = html.unescape(ask(path, **asked).text)
            assert "serveur d'itinéraires ne répond pas" in page.replace("’", "'"), path
            assert gone not in page
        assert "Traceback" not in server.written()
