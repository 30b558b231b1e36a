"""A build over a cluster of real processes gives what one machine gives, whoever dies."""

import shutil
import subprocess
import sys

import pytest
from atlases.transit import fourmies_feed
from dask_cluster import LONG, ROOT, cluster, tell_who

from loaders.__main__ import main
from loaders.building import cluster as module
from loaders.building.cluster import ClusterError, computing
from loaders.store.regional import read_manifest, read_store


def quiet(_):
    pass


@pytest.fixture
def two(tmp_path):
    with cluster(tmp_path, 2) as running:
        yield running


def build(store, sources, *options, on_line=lambda _: None):
    """Run the command as a process; return its code and what it told."""
    command = [sys.executable, "-m", "loaders", "build", "--store", str(store)]
    told = []
    with subprocess.Popen(
        [*command, "--sources", str(sources), *options],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        for line in process.stderr:
            told.append(line)
            on_line(line)
    return process.returncode, "".join(told)


def times_of(store):
    """Return the checksums of the files of times, by name."""
    files = read_manifest(str(store)).files
    return {name: one["sha256"] for name, one in files.items() if name.startswith(("trav", "tran"))}


def test_a_cluster_builds_what_one_machine_does_one_worker_being_killed(
    store_address, two, tmp_path
):
    sources = tmp_path / "sources"
    sources.mkdir()
    fourmies_feed(read_store(str(store_address)), sources / "feed.zip")

    def kill(line):
        if "Temps de trajet : velo" in line:
            two.workers[0].kill()

    alone = build(tmp_path / "alone", sources)
    shared = build(tmp_path / "shared", sources, "--scheduler", two.address, on_line=kill)
    assert (alone[0], shared[0]) == (0, 0), alone[1] + shared[1]
    assert "2 calculateur(s)" in shared[1]
    assert two.workers[0].wait(LONG) != 0
    expected = times_of(tmp_path / "alone")
    assert len(expected) > 4
    assert times_of(tmp_path / "shared") == expected


def test_what_a_dead_worker_did_and_held_is_done_again(two):
    common = {"minutes": list(range(1000))}
    with computing(two.address, quiet) as run:
        answers = run(tell_who, common, range(40))
        found = [next(answers) for _ in range(6)]
        first = {pid for _, _, pid in found}
        two.workers[0].kill()
        found += answers
    assert [(part, told) for part, told, _ in found] == [(part, common) for part in range(40)]
    assert first == {one.pid for one in two.workers}, "both were at work"
    assert found[-1][2] == two.workers[1].pid


def test_a_worker_that_comes_late_helps(two):
    with computing(two.address, quiet) as run:
        answers = run(tell_who, None, range(60))
        next(answers)
        late = two.add_worker()
        assert late.pid in {pid for _, _, pid in answers}


def test_without_any_worker_left_the_build_ends_and_says_so(two, monkeypatch):
    monkeypatch.setattr(module, "_ALONE", 0.2)
    monkeypatch.setattr(module, "_LOOKING", 0.1)
    with computing(two.address, quiet) as run:
        answers = run(tell_who, None, range(60))
        next(answers)
        for worker in two.workers:
            worker.kill()
        with pytest.raises(ClusterError, match="Plus aucun calculateur"):
            list(answers)


def test_a_scheduler_that_stops_ends_the_build_and_says_so(two):
    with computing(two.address, quiet) as run:
        answers = run(tell_who, None, range(60))
        next(answers)
        two.scheduler.kill()
        with pytest.raises(ClusterError, match="L'ordonnanceur s'est arrêté"):
            list(answers)


def test_a_worker_of_another_code_is_refused(tmp_path):
    other = tmp_path / "other"
    for room in ("geodata", "loaders"):
        shutil.copytree(ROOT / room, other / room)
    shutil.copy(ROOT / "settings.py", other)
    with (other / "geodata" / "days.py").open("a") as file:
        file.write("# changed\n")
    (tmp_path / "cluster").mkdir()
    with (
        cluster(tmp_path / "cluster", 1, code=other) as one,
        computing(one.address, quiet) as run,
        pytest.raises(ClusterError, match="le même code"),
    ):
        list(run(tell_who, None, [1]))


def test_a_scheduler_that_is_not_there_leaves_the_store_as_it_was(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(module, "_CONNECTING", 0.5)
    assert main(["build", "--store", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert "ne répond pas" in capsys.readouterr().err
    assert main(["build", "--store", str(tmp_path), "--scheduler", "n'importe"]) == 1
    assert list(tmp_path.iterdir()) == []


def test_without_dask_the_message_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["build", "--store", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert "pip install -r requirements-dask.txt" in capsys.readouterr().err
