"""`python -m loaders fetch` and `sources`: killed at any moment, run twice, without network."""

import json
import random
import signal
import subprocess
import time

import pytest

from loaders.__main__ import main
from tests.loaders.fetch_sample import PARCOURSUP, ROOT, declare, shell
from tests.loaders.fetch_server import serving

BODY = PARCOURSUP + PARCOURSUP.split(b"\n")[1].join([b"\n"] * 3000)[1:]


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("ATLAS_FETCH_TEST_LOOPBACK", "1")
    with serving() as running:
        yield running


def run(command, environment) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def start(command, environment) -> subprocess.Popen[bytes]:
    # Tests run in the background may be deaf to Ctrl-C, and would hand that down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(condition, process, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.stderr.read().decode()
        assert time.monotonic() < until
        time.sleep(0.005)


def test_a_killed_fetch_is_taken_up_where_it_stopped(server, tmp_path) -> None:
    page = server.add("big.csv", BODY, pause=0.05, block=4_000)
    server.add("small.csv", PARCOURSUP)
    addresses = {name: f"{server.address}/{name}" for name in ("big.csv", "small.csv")}
    folder = tmp_path / "sources"
    command, environment = shell(folder, declare(tmp_path / "c.toml", addresses), "--json")
    process = start(command, environment)
    part = folder / ".fetch" / "part" / "big.csv"
    wait_for(lambda: (folder / "small.csv").exists() and part.exists(), process)
    wait_for(lambda: part.stat().st_size > 20_000, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert [p.name for p in folder.iterdir() if p.name != ".fetch"] == ["small.csv"]
    kept = part.stat().st_size
    assert 0 < kept < len(BODY)
    page.pause = 0
    done = run(command, environment)
    assert done.returncode == 0, done.stderr
    assert {one["file"]: one["state"] for one in json.loads(done.stdout)} == {
        "big.csv": "nouveau",
        "small.csv": "à jour",
    }
    assert (folder / "big.csv").read_bytes() == BODY
    sent = [asked.sent for asked in server.asked if asked.path == "/big.csv"]
    assert server.codes("big.csv") == [200, 206]
    assert sent[1] == len(BODY) - kept
    assert not part.exists()


def test_killed_at_any_moment_the_folder_holds_whole_files_only(server, tmp_path) -> None:
    """Two editions follow one another; whenever `fetch` dies, a file is one of them, whole."""
    editions = [BODY, BODY + PARCOURSUP.split(b"\n")[1] + b"\n"]
    names = [f"f{rank}.csv" for rank in range(6)]
    for name in names:
        server.add(name, editions[0], pause=0.01, block=30_000)
    folder = tmp_path / "sources"
    addresses = {name: f"{server.address}/{name}" for name in names}
    command, environment = shell(folder, declare(tmp_path / "c.toml", addresses))
    draw = random.Random(3)
    asked = 0
    for turn in range(5):
        process = start(command, environment)
        wait_for(lambda: len(server.asked) > asked, process)  # noqa: B023
        time.sleep(draw.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        asked = len(server.asked)
        for path in folder.glob("*.csv"):
            assert path.read_bytes() in editions
        if turn == 1:
            for name in names:
                server.pages[f"/{name}"].body = editions[1]
    done = run(command, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.read_bytes() for path in folder.glob("*.csv")} == {editions[1]}


def test_an_interruption_is_said(server, tmp_path) -> None:
    server.add("big.csv", BODY, pause=0.05, block=1_000)
    catalogue = declare(tmp_path / "c.toml", {"big.csv": f"{server.address}/big.csv"})
    command, environment = shell(tmp_path / "sources", catalogue)
    process = start(command, environment)
    wait_for(lambda: server.asked, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 1
    assert "Interrompu" in said.decode()


def test_two_fetches_do_not_mix(server, tmp_path) -> None:
    server.add("big.csv", BODY, pause=0.05, block=1_000)
    catalogue = declare(tmp_path / "c.toml", {"big.csv": f"{server.address}/big.csv"})
    command, environment = shell(tmp_path / "sources", catalogue)
    process = start(command, environment)
    wait_for(lambda: server.asked, process)
    second = run(command, environment)
    process.kill()
    process.communicate()
    assert second.returncode == 1
    assert "Un autre téléchargement est en cours" in second.stderr


def test_exit_codes_and_words(server, tmp_path, capsys) -> None:
    server.add("good.csv", PARCOURSUP)
    addresses = {name: f"{server.address}/{name}" for name in ("good.csv", "gone.csv")}
    catalogue = declare(tmp_path / "c.toml", addresses)
    common = ["fetch", "--sources", str(tmp_path / "s"), "--catalogue", str(catalogue)]
    assert main(common) == 1
    captured = capsys.readouterr()
    assert "1 fichier(s) sur 2" in captured.out
    assert "gone.csv (Formations de Parcoursup) : échec" in captured.out
    assert f"{server.address}/gone.csv" in captured.out
    assert "· good.csv" in captured.err
    assert "\r" not in captured.err
    assert main([*common, "--only", "good.csv"]) == 0
    capsys.readouterr()
    assert main([*common, "--only", "parcoursup", "--json"]) == 1
    [good, gone] = json.loads(capsys.readouterr().out)
    assert (good["state"], gone["done"]) == ("à jour", False)
    assert main([*common, "--only", "meteo"]) == 1
    assert "« meteo » n'est pas au catalogue" in capsys.readouterr().err
    assert main([*common[:2], str(tmp_path / "empty"), *common[3:], "--only", "gone.csv"]) == 3
    assert "Rien n'a changé" in capsys.readouterr().out
