"""A store on a server that speaks S3: built there, served from there, and lost."""

import subprocess
import sys

import pytest
import requests
from deploy.servers import LONG, ROOT, Visitors, serving, wait_for
from s3_server import S3

PATHS = ("/healthz", "/", "/api/v1/offers?limit=1")
STORE = f"{S3.address}/base"


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    server = S3(tmp_path_factory.mktemp("s3") / "server.log")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def put(s3, store_address):
    """Puts the demonstration, as a build that is named, on the server."""
    manifest = (store_address / "manifest.json").read_text(encoding="utf-8")
    present = next((store_address / "builds").iterdir())

    def put(name):
        files = s3.files()
        files.put(f"{present}/", f"{STORE}/builds/{name}/", recursive=True)
        files.pipe_file(f"{STORE}/manifest.json", manifest.replace(present.name, name).encode())
        return name

    return put


@pytest.fixture(scope="module")
def server(s3, put, tmp_path_factory):
    put("20260101T000000000000-aaaaaa")
    settings = {"WEB_CONCURRENCY": "2", "ATLAS_LIMITS": "none", **s3.settings}
    with serving(STORE, tmp_path_factory.mktemp("served"), **settings) as running:
        yield running


def health(server):
    return requests.get(f"{server.address}/healthz", timeout=LONG).json()


def test_the_command_builds_on_the_server_what_it_reads_back(s3, tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **s3.settings}
    s3.files()
    for command in ("build", "status"):
        (tmp_path / "sources").mkdir(exist_ok=True)
        told = subprocess.run(
            [sys.executable, "-m", "loaders", command, "--store", f"{S3.address}/built"]
            + (["--sources", str(tmp_path / "sources")] if command == "build" else []),
            cwd=ROOT, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert "Hauts-de-France" in told.stdout


def test_a_store_that_is_swapped_on_the_server_is_served(server, put):
    with Visitors(server.address, PATHS) as visitors:
        visitors.wait_for_more()
        name = put("20260102T000000000000-bbbbbb")
        wait_for(lambda: health(server)["store"]["id"] == name, "the new store")
        visitors.wait_for_more()
    assert (visitors.failures, set(visitors.statuses)) == ([], {200})


def agreed(server):
    """Return the store that is served, None while the two workers do not serve the same."""
    seen = [health(server)["store"] for _ in range(16)]
    return seen[0] if all(one == seen[0] for one in seen) else None


def telling(server):
    """Return the page of data if it says that the store is lost; each worker finds it by itself."""
    page = requests.get(f"{server.address}/donnees", timeout=LONG).text
    return page if "La base ne peut plus être relue depuis le" in page else None


@pytest.mark.parametrize("silent", [False, True], ids=["gone", "silent"])
def test_without_the_server_the_last_store_goes_on_and_says_so(server, s3, put, silent):
    before = wait_for(lambda: agreed(server), "the same store in both workers")
    with Visitors(server.address, PATHS) as visitors:
        visitors.wait_for_more()
        if silent:
            s3.freeze(True)
        else:
            s3.stop()
        visitors.wait_for_more(40)
        if not silent:
            wait_for(lambda: health(server)["unread_since"], "the notice")
            page = wait_for(lambda: telling(server), "the notice on the page")
            assert s3.settings["AWS_ENDPOINT_URL"] not in page, "where the store is concerns nobody"
        visitors.wait_for_more(40)
    assert (visitors.failures, set(visitors.statuses)) == ([], {200})
    assert health(server)["store"] == before
    # Another server, with all that it had: what is new is served, and nothing more is said.
    if silent:
        s3.freeze(False)
    else:
        s3.start()
    name = put(f"20260103T00000000000{int(silent)}-cccccc")
    wait_for(lambda: health(server)["store"]["id"] == name, "the new store")
    wait_for(lambda: health(server)["unread_since"] is None, "the end of the notice")


def test_without_the_driver_the_message_says_what_to_install(tmp_path, monkeypatch, capsys):
    from loaders.__main__ import main

    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    assert main(["status", "--store", STORE]) == 1
    assert "pip install -r requirements-s3.txt" in capsys.readouterr().err
