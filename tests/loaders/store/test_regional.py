"""The store is whole or not at all, and a reader never sees anything between."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import loaders.store.regional as store_module
from loaders.store.regional import (
    StoreError,
    StoreWatcher,
    Tables,
    read_manifest,
    read_store,
    read_whole_store,
    refuse_build,
    write_store,
)
from loaders.store.tables import checked, empty_table
from loaders.store.watcher import Watcher


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "store")


def test_what_is_written_is_read_back(address: str, tables: Tables, meta) -> None:
    manifest = write_store(address, tables, meta)
    store = read_store(address)
    assert store.manifest == manifest
    assert manifest.counts["offers"] == 3
    assert not manifest.demonstration
    assert list(store.communes["name"]) == ["Alpha", "Bêta", "Gamma", "Delta"]
    assert store.communes.crs.to_epsg() == 2154
    assert store.offers["level"].tolist()[0] == 3
    assert store.offers["level"].isna().tolist() == [False, True, True]
    assert store.offers["start"][0] == pd.Timestamp("2026-09-01")
    assert store.communes["zrr"].tolist() == [False, False, False, True]
    assert store.communes["frr"].isna().all()
    np.testing.assert_array_equal(store.travel["voiture"], tables.travel["voiture"])
    assert store.travel["voiture"].dtype == np.uint8
    assert store.topology == tables.topology
    assert store.profile == tables.profile


def test_tables_of_observation_are_kept_and_may_be_empty(
    address: str, tables: Tables, meta
) -> None:
    row = {**dict.fromkeys(empty_table("outcomes").columns, ""), "level": "establishment"}
    rates = {name: None for name in row if "rate" in name or name in ("last_year", "leavers")}
    facts = {"code": "0800001A", "voie": "scolaire", "cohort": "2020_2021", "added_value": None}
    outcomes = pd.DataFrame([{**row, **rates, **facts, "employment_rate_6_months": 51}])
    write_store(address, replace(tables, outcomes=outcomes), meta)
    store = read_store(address)
    assert store.outcomes["employment_rate_6_months"].tolist() == [51.0]
    assert store.outcomes["continuing_rate"].isna().all()
    assert store.manifest.counts["outcomes"] == 1
    assert store.tension.empty
    assert list(store.tension.columns) == list(empty_table("tension").columns)


@pytest.mark.parametrize("broken", [pd.DataFrame(), pd.DataFrame({"rome": [], "other": []})])
def test_a_table_without_a_row_must_have_its_columns_too(
    address: str, tables: Tables, meta, broken: pd.DataFrame
) -> None:
    with pytest.raises(StoreError, match=r"« skills » ne respecte pas son schéma"):
        write_store(address, replace(tables, skills=broken), meta)


def test_columns_of_a_table_without_a_row_are_typed(tables: Tables) -> None:
    typed = empty_table("outcomes")
    kept = checked(replace(tables, outcomes=typed.astype(object))).outcomes
    assert list(kept.dtypes) == list(typed.dtypes)


def test_a_store_of_before_these_tables_is_read(address: str, tables: Tables, meta) -> None:
    manifest = write_store(address, tables, meta)
    path = Path(address, "manifest.json")
    values = json.loads(path.read_text())
    optional = ("outcomes", "tension", "indicators", "crosswalks", "former_diplomas")
    values["files"] = {
        name: facts for name, facts in values["files"].items() if name[:-8] not in optional
    }
    path.write_text(json.dumps(values))
    store = read_store(address)
    assert store.manifest.id == manifest.id
    assert all(getattr(store, name).empty for name in optional)


def test_any_fsspec_address_will_do(tables: Tables, meta) -> None:
    manifest = write_store("memory://region/store", tables, meta)
    assert read_store("memory://region/store").manifest.id == manifest.id


def test_a_missing_store_says_what_to_run(address: str) -> None:
    with pytest.raises(StoreError, match="python -m loaders build"):
        read_store(address)


def test_an_unknown_kind_of_address_is_a_clear_error() -> None:
    with pytest.raises(StoreError, match="ATLAS_STORE"):
        read_store("gopher://somewhere/store")


@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
@pytest.mark.parametrize("file", ["offers.parquet", "travel-voiture.parquet", "topology.json"])
def test_a_damaged_file_is_refused(address: str, tables, meta, file: str, damage: str) -> None:
    manifest = write_store(address, tables, meta)
    path = Path(address, "builds", manifest.id, file)
    content = bytearray(path.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(content[:-3])
    else:
        path.unlink()
    with pytest.raises(StoreError, match=f"{file}.*python -m loaders build"):
        read_store(address)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "nonsense", '{"version": 1}', '{"version": 1, "id": 3}']
)
def test_an_unreadable_manifest_is_refused(address: str, content: str) -> None:
    Path(address).mkdir()
    Path(address, "manifest.json").write_text(content)
    with pytest.raises(StoreError, match="python -m loaders build"):
        read_store(address)


def test_another_version_is_refused(address: str, tables: Tables, meta) -> None:
    write_store(address, tables, meta)
    path = Path(address, "manifest.json")
    values = json.loads(path.read_text())
    path.write_text(json.dumps({**values, "version": 99}))
    with pytest.raises(StoreError, match="autre version"):
        read_store(address)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("offers", "voie", "voie-inconnue"),
        ("offers", "level", 9),
        ("offers", "offer", "an id with spaces"),
        ("offers", "site", "site-2"),
        ("offers", "publics", "jeunes martiens"),
        ("sites", "commune", "99999"),
        ("sites", "precision", "à peu près"),
        ("sources", "rows_kept", -1),
    ],
)
def test_a_table_that_breaks_its_schema_changes_nothing(
    address: str, tables: Tables, meta, table: str, column: str, value: object
) -> None:
    first = write_store(address, tables, meta)
    wrong = getattr(tables, table).copy()
    wrong[column] = wrong[column].astype(object)
    wrong.loc[0, column] = value
    with pytest.raises(StoreError):
        write_store(address, replace(tables, **{table: wrong}), meta)
    assert read_store(address).manifest.id == first.id


def test_a_matrix_of_another_shape_is_refused(address: str, tables: Tables, meta) -> None:
    short = {"voiture": np.zeros((1, 3), dtype=np.uint8)}
    with pytest.raises(StoreError, match="voiture"):
        write_store(address, replace(tables, travel=short), meta)


@pytest.mark.parametrize("write", range(13))
def test_a_build_that_fails_at_any_file_leaves_the_old_store(
    address: str, tables: Tables, meta, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    first = write_store(address, tables, meta)
    files = len(first.files) + 2  # the two copies of the manifest
    assert write < files
    calls = iter(range(files))
    original = store_module.Folder.write

    def failing(self: object, name: str, content: bytes) -> None:
        if next(calls) == write:
            raise OSError("disque plein")
        original(self, name, content)

    monkeypatch.setattr(store_module.Folder, "write", failing)
    with pytest.raises(StoreError, match="disque plein"):
        write_store(address, tables, meta)
    assert read_store(address).manifest == first


KILLED = """
import sys, time
sys.path.insert(0, {here!r})
import loaders.store.regional as s
store = s.read_store({address!r})
original = s.Folder.write
def slow(self, name, content):
    if name == "manifest.json":
        print("about to swap", flush=True)
        time.sleep(60)
    original(self, name, content)
s.Folder.write = slow
fields = {{f: getattr(store, f) for f in s.Tables.__dataclass_fields__}}
s.write_store({address!r}, s.Tables(**fields), s.Meta("x", "X", "m", True))
"""


def test_a_build_killed_before_the_swap_leaves_the_old_store(
    address: str, tables: Tables, meta
) -> None:
    first = write_store(address, tables, meta)
    root = str(Path(__file__).parents[3])
    code = KILLED.format(here=root, address=address)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "about to swap"
        os.kill(process.pid, signal.SIGKILL)
    assert len(list(Path(address, "builds").iterdir())) == 2
    assert read_store(address).manifest == first
    assert write_store(address, tables, meta).id != first.id


def test_old_builds_go_and_young_ones_stay(
    address: str, tables: Tables, meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)

    class Clock(datetime):
        moment = start

        @classmethod
        def now(cls, tz=None):
            return cls.moment

    monkeypatch.setattr(store_module, "datetime", Clock)
    ids = []
    for minutes in (0, 1, 2, 3, 4, 5):
        Clock.moment = start + timedelta(minutes=minutes)
        ids.append(write_store(address, tables, meta).id)
    unfinished = Path(address, "builds", "20260101T000130-abcdef")
    unfinished.mkdir()
    foreign = Path(address, "builds", "mes-notes")
    foreign.mkdir()
    present = {path.name for path in Path(address, "builds").iterdir()}
    assert present == {*ids, unfinished.name, foreign.name}
    Clock.moment = start + timedelta(minutes=14)
    ids.append(write_store(address, tables, meta).id)
    present = {path.name for path in Path(address, "builds").iterdir()}
    # At 14 min: those of 4 min or less are old, but the three last complete ones are kept.
    assert present == {*ids[-3:], foreign.name}
    assert read_manifest(address).id == ids[-1]


def test_a_watcher_follows_new_builds_and_survives_bad_ones(
    address: str, tables: Tables, meta
) -> None:
    now = [0.0]
    made = []

    def make(store):
        made.append(store.manifest.id)
        return store.manifest.id

    watcher = StoreWatcher(address, make, clock=lambda: now[0])
    with pytest.raises(StoreError, match="python -m loaders build"):
        watcher.current()
    first = write_store(address, tables, meta).id
    assert watcher.current() == first
    second = write_store(address, tables, meta).id
    assert watcher.current() == first, "the manifest is not read at every call"
    now[0] += 2
    assert watcher.current() == second
    third = write_store(address, tables, meta).id
    damaged = Path(address, "builds", third, "sites.parquet")
    content = damaged.read_bytes()
    damaged.write_bytes(b"nothing")
    now[0] += 2
    assert watcher.current() == second
    now[0] += 2
    assert watcher.current() == second
    Path(address, "manifest.json").write_text("nonsense")
    now[0] += 2
    assert watcher.current() == second
    damaged.write_bytes(content)
    copy = Path(address, "builds", third, "manifest.json")
    Path(address, "manifest.json").write_bytes(copy.read_bytes())
    now[0] += 20
    assert watcher.current() == third
    assert made == [first, second, third]


def test_what_cannot_be_read_again_is_told_until_it_can(address: str, tables: Tables, meta) -> None:
    write_store(address, tables, meta)
    watcher = StoreWatcher(
        address, make=lambda _: "whole", told=lambda made, since: f"{made} {since:%Y}", every=0
    )
    pointer = Path(address, "manifest.json")
    kept = pointer.read_bytes()
    assert (watcher.current(), watcher.current()) == ("whole", "whole")
    pointer.unlink()
    assert re.fullmatch(r"whole 20\d\d", watcher.current())
    pointer.write_bytes(kept)
    assert watcher.current() == "whole"


def test_nobody_waits_for_a_store_that_is_far_and_silent(address: str, tables, meta) -> None:
    write_store(address, tables, meta)
    silent = threading.Event()
    watcher = StoreWatcher(address, make=lambda store: store.manifest.id, every=0)
    far = Watcher(
        stamp=lambda: silent.wait() and "never",
        read=lambda: ("first", watcher.current()),
        make=lambda made: made,
        aside=True,
        every=0,
    )
    served = watcher.current()
    assert [far.current() for _ in range(3)] == [served] * 3
    silent.set()


def test_a_store_that_cannot_be_used_is_a_store_error(address: str, tables: Tables, meta) -> None:
    write_store(address, tables, meta)

    def make(store):
        raise ZeroDivisionError

    with pytest.raises(StoreError):
        StoreWatcher(address, make).current()


def test_whatever_the_failure_nothing_is_left_of_a_build(
    address: str, tables: Tables, meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_store(address, tables, meta)
    original = store_module.Folder.write

    def interrupted(self: object, name: str, content: bytes) -> None:
        if name.endswith("topology.json"):
            raise KeyboardInterrupt
        original(self, name, content)

    monkeypatch.setattr(store_module.Folder, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_store(address, tables, meta)
    assert [path.name for path in Path(address, "builds").iterdir()] == [first.id]


def test_a_full_disk_leaves_the_old_store_and_room_for_the_next(
    address: str, tables: Tables, meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_store(address, tables, meta)
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space")))
    with pytest.raises(StoreError, match="No space"):
        write_store(address, tables, meta)
    monkeypatch.undo()
    left = {path.name for path in Path(address).rglob("*") if "part" in path.name}
    assert left == set()
    assert read_store(address).manifest == first
    assert len(list(Path(address, "builds").iterdir())) == 1
    assert write_store(address, tables, meta).id != first.id


def test_what_a_killed_build_left_is_removed_by_the_next(address: str, tables, meta) -> None:
    write_store(address, tables, meta)
    half = Path(address, "builds", f"{datetime.now(UTC):%Y%m%dT%H%M%S}-abcdef")
    half.mkdir()
    (half / "offers.parquet").write_bytes(b"half")
    (Path(address) / ".part.manifest.json.x1y2").write_bytes(b"half")
    write_store(address, tables, meta)
    assert not half.exists()
    assert not (Path(address) / ".part.manifest.json.x1y2").exists()


def test_two_builds_at_once_write_one_after_the_other(address: str, tables: Tables, meta) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = {done.id for done in pool.map(lambda _: write_store(address, tables, meta), range(4))}
    assert read_store(address).manifest.id in ids
    assert {path.name for path in Path(address, "builds").iterdir()} == ids


@pytest.mark.parametrize("damage", ["file", "manifest", "no manifest"])
def test_a_damaged_store_serves_an_older_build_and_says_so(
    address: str, tables: Tables, meta, damage: str
) -> None:
    older = write_store(address, tables, meta)
    newest = write_store(address, tables, meta)
    if damage == "no manifest":
        Path(address, "builds", newest.id, "manifest.json").write_text("{")
    if damage == "file":
        Path(address, "builds", newest.id, "offers.parquet").write_bytes(b"x")
        expected = older.id
    else:
        Path(address, "manifest.json").write_text("{")
        expected = newest.id if damage == "manifest" else older.id
    with pytest.raises(StoreError):
        read_store(address)
    served = StoreWatcher(address, make=lambda store: store).current()
    assert served.manifest.id == expected
    assert "En attendant, la base construite le" in served.manifest.refused
    assert read_whole_store(address).manifest.id == expected


def test_a_server_follows_what_is_said_of_the_build(address: str, tables: Tables, meta) -> None:
    write_store(address, tables, meta)
    watcher = StoreWatcher(address, make=lambda store: store.manifest.refused, every=0)
    assert watcher.current() == ""
    refuse_build(address, "un fichier manque")
    assert (watcher.current(), watcher.current())[1] == "un fichier manque"
    refuse_build(address, "")
    assert (watcher.current(), watcher.current())[1] == ""
