"""What is promised of a running server: reloaded, wounded, swamped, it goes on answering."""

import os
import shutil
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from deploy.servers import LONG, Visitors, free_port, serving, wait_for

PATHS = ("/healthz", "/api/v1/offers?limit=1", "/robots.txt")


@pytest.fixture(scope="module")
def store(store_address, tmp_path_factory):
    """A copy of the demonstration, which tests may change."""
    return shutil.copytree(store_address, tmp_path_factory.mktemp("processes") / "store")


@pytest.fixture(scope="module")
def metrics():
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def server(store, metrics):
    settings = {"WEB_CONCURRENCY": "2", "ATLAS_METRICS": metrics, "ATLAS_LIMITS": "none"}
    with serving(store, store.parent, **settings) as running:
        yield running


def test_workers_are_replaced_without_one_failed_answer(server):
    before = server.workers()
    with Visitors(server.address, PATHS) as visitors:
        visitors.wait_for_more()
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: len(server.workers()) == 2 and not server.workers() & before, "workers")
        visitors.wait_for_more()
    assert visitors.failures == []
    assert set(visitors.statuses) == {200}


def test_a_worker_that_is_killed_is_replaced_and_the_server_goes_on(server):
    before = server.workers()
    os.kill(min(before), signal.SIGKILL)
    wait_for(lambda: len(server.workers()) == 2 and server.workers() != before, "a new worker")
    with Visitors(server.address, PATHS) as visitors:
        visitors.wait_for_more()
    assert (visitors.failures, set(visitors.statuses)) == ([], {200})


def test_a_store_that_is_swapped_under_requests_is_served(server, store):
    def served():
        return requests.get(f"{server.address}/healthz", timeout=LONG).json()["store"]["id"]

    build = store / "builds" / served()
    other = build.with_name("20990101T000000000000-abcdef")
    shutil.copytree(build, other)
    manifest = (store / "manifest.json").read_text(encoding="utf-8")
    changed = manifest.replace(build.name, other.name)
    (other / "manifest.json").write_text(changed, encoding="utf-8")
    with Visitors(server.address, PATHS) as visitors:
        visitors.wait_for_more()
        (store / "next").write_text(changed, encoding="utf-8")
        (store / "next").replace(store / "manifest.json")
        wait_for(lambda: served() == other.name, "the new store")
        visitors.wait_for_more()
    assert (visitors.failures, set(visitors.statuses)) == ([], {200})


def test_figures_are_read_apart_from_the_site(server, metrics):
    text = requests.get(f"http://{metrics}/metrics", timeout=LONG).text
    assert 'atlas_answers_total{kind="/healthz",method="GET",status="200"}' in text
    assert "atlas_answer_seconds_bucket" in text
    assert "atlas_store_built_timestamp_seconds" in text
    assert requests.get(f"{server.address}/metrics", timeout=LONG).status_code == 404


def test_a_burst_is_refused_in_part_and_over_at_once(store, tmp_path):
    settings = {"WEB_CONCURRENCY": "1", "TEST_THREADS": "1", "TEST_PATIENCE": "1"}
    with serving(store, tmp_path, **settings) as server:
        start = threading.Barrier(12)

        def ask(_):
            start.wait()
            return requests.get(f"{server.address}/lent", timeout=LONG)

        with ThreadPoolExecutor(12) as crowd:
            replies = list(crowd.map(ask, range(12)))
        served = [reply for reply in replies if reply.status_code == 200]
        refused = [reply for reply in replies if reply.status_code == 503]
        assert len(served) + len(refused) == 12
        assert served
        assert refused
        assert all(reply.headers["Retry-After"] == "5" for reply in refused)
        assert "Beaucoup de monde" in refused[0].text
        assert server.answers("/lent")
