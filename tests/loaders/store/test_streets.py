"""The base map beside the builds of a store: put in force, replaced, damaged, taken out."""

from pathlib import Path

import pytest

from geodata.assembly import make_atlas
from loaders.store.regional import StoreWatcher, write_store
from loaders.store.streets import STREETS, read_streets, write_streets

BOX = (2.0, 49.0, 3.0, 50.0)
FILES = {"far": b"from afar", "near": b"from near, larger"}


def files(address):
    return sorted(path.name for path in Path(address, "streets").glob("*.pmtiles"))


def test_parts_are_read_as_they_were_written(tmp_path):
    written = write_streets(str(tmp_path), "ville.osm", FILES, BOX)
    found = read_streets(str(tmp_path))
    assert found.id == written.id == STREETS.id(str(tmp_path))
    assert (found.extract, found.bounds) == ("ville.osm", BOX)
    assert found.sizes == {"far": 9, "near": 17}
    assert found.read("near", 5, 9) == b"near"
    assert found.read("far", 0, 4) == b"from"


def test_a_page_that_is_open_still_reads_the_one_before(tmp_path):
    address = str(tmp_path)
    for number in range(4):
        write_streets(address, "ville.osm", {"near": b"streets %d" % number}, BOX)
    assert len(files(address)) == 2
    assert read_streets(address).read("near", 8, 9) == b"3"


@pytest.mark.parametrize("damage", ["short", "gone", "pointer"])
def test_a_damaged_base_map_is_not_shown(tmp_path, damage, caplog):
    address = str(tmp_path)
    write_streets(address, "ville.osm", FILES, BOX)
    for path in Path(address, "streets").glob("*.pmtiles"):
        if damage == "short":
            path.write_bytes(path.read_bytes()[:3])
        elif damage == "gone":
            path.unlink()
    if damage == "pointer":
        Path(address, "streets", "current.json").write_text('{"id": "x"}')
    assert read_streets(address) is None
    assert "damaged" in caplog.text


def test_a_server_follows_and_its_identity_changes(tmp_path, tables, meta):
    address = str(tmp_path / "store")
    write_store(address, tables, meta)
    watcher = StoreWatcher(address, make_atlas, every=0)
    before = watcher.current()
    assert before.streets is None
    write_streets(address, "ville.osm", FILES, BOX)
    after = watcher.current()
    assert after.streets.extract == "ville.osm"
    assert after.id != before.id
    STREETS.remove(address)
    assert watcher.current().streets is None
