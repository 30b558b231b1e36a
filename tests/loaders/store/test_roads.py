"""The table of roads beside the builds of a store: put in force, replaced, damaged, taken out."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geodata.assembly import make_atlas
from geodata.travel.margin import Margin
from geodata.travel.measured import ClassError, Measured
from geodata.travel.roads import RoadTimes
from loaders.store.regional import StoreWatcher, read_store, write_store
from loaders.store.roads import ROADS, read_roads, write_roads

MEASURED = Measured(
    "voiture", "essai", "ici", "2026", 40, 1.5, 0.2, 0.9, 30, 0.1,
    (ClassError(90, float("inf"), 40, 1.5, 0.2, 0.9),),
    {"voiture": Margin((15.0,), (3.0,))},
)  # fmt: skip


@pytest.fixture
def roads(tables):
    xy = tables.communes[["x", "y"]].to_numpy()
    minutes = np.arange(16, dtype=np.uint8).reshape(4, 4)
    return RoadTimes("", "OSRM", "x.osm", date(2026, 11, 1), xy, {"voiture": minutes},
                     "abc", ("une île",), MEASURED)  # fmt: skip


def test_it_is_read_as_it_was_written(tmp_path, roads):
    address = str(tmp_path)
    written = write_roads(address, roads)
    found = read_roads(address)
    assert found.id == written.id == ROADS.id(address)
    np.testing.assert_array_equal(found.minutes["voiture"], roads.minutes["voiture"])
    np.testing.assert_array_equal(found.xy, roads.xy)
    for name in ("engine", "extract", "day", "network", "notes", "measured"):
        assert getattr(found, name) == getattr(roads, name)


def test_a_running_server_uses_it_names_it_and_leaves_it(tmp_path, roads, tables, meta):
    address = str(tmp_path)
    write_store(address, tables, meta)
    watcher = StoreWatcher(address, make_atlas, every=0)
    before = watcher.current()
    assert before.roads is None
    write_roads(address, roads)
    after = watcher.current()
    # The site is at the first commune: its column.
    np.testing.assert_array_equal(after.travel["voiture"], [[0, 4, 8, 12]])
    assert after.times_words("voiture").startswith("temps routiers OSRM, extrait")
    assert after.margin("voiture") == Margin((15.0,), (3.0,))
    assert after.id != before.id
    write_store(address, tables, meta)
    assert read_store(address).roads is not None  # a new build keeps it
    assert ROADS.remove(address)
    assert watcher.current().roads is None
    assert not ROADS.remove(address)


def test_one_table_is_kept(roads, tmp_path):
    address = str(tmp_path)
    write_roads(address, roads)
    first = ROADS.id(address)
    later = replace(roads, minutes={"voiture": roads.minutes["voiture"] + 1})
    write_roads(address, later)
    assert ROADS.id(address) != first
    assert len(list((tmp_path / "roads").glob("*.npz"))) == 1


@pytest.mark.parametrize("fault", ["cut", "gone", "pointer"])
def test_a_damaged_table_leaves_the_estimate(roads, tmp_path, fault):
    address = str(tmp_path)
    write_roads(address, roads)
    file = next((tmp_path / "roads").glob("*.npz"))
    if fault == "cut":
        file.write_bytes(file.read_bytes()[:100])
    elif fault == "gone":
        file.unlink()
    else:
        (tmp_path / "roads" / "current.json").write_text("{}")
    assert read_roads(address) is None
