"""Snapshots are kept, and openings and closures are told from what only changed."""

from pathlib import Path

import pandas as pd

from loaders.store.snapshots import CHANGED, COLUMNS, GONE, NEW, Snapshot, compare, keep, names


def courses(*rows: dict[str, object]) -> pd.DataFrame:
    blank = {**dict.fromkeys(COLUMNS, ""), "level": 3, "capacity": None, "voie": "scolaire"}
    full = [{**blank, "title": "CAP Cuisine", "uai": "0800001A", **row} for row in rows]
    table = pd.DataFrame(full, columns=COLUMNS)
    return table.astype({"level": "Int64", "capacity": "Int64"})


def test_openings_closures_and_changes() -> None:
    before = courses({"offer": "a", "capacity": 12}, {"offer": "b", "title": "CAP Boulanger"})
    after = courses({"offer": "a", "capacity": 24}, {"offer": "c", "title": "CAP Fleuriste"})
    found = compare(before, after).set_index("offer")
    assert found["change"].to_dict() == {"a": CHANGED, "b": GONE, "c": NEW}
    assert found.loc["a", "detail"] == "places : 12 → 24"


def test_a_course_whose_id_changed_neither_opened_nor_closed() -> None:
    before = courses({"offer": "psup-1", "capacity": 12})
    assert compare(before, courses({"offer": "scolaire-x", "capacity": 12})).empty
    moved = compare(before, courses({"offer": "scolaire-x", "capacity": None}))
    assert moved["detail"].tolist() == ["places : 12 → non précisé"]
    assert set(compare(before, courses({"offer": "y", "uai": "0800002B"}))["change"]) == {NEW, GONE}


def test_the_same_offer_keeps_its_snapshot_and_others_are_never_removed(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    first = courses({"offer": "a"})
    name, taken = keep(address, first, None)
    before = Snapshot(name, taken, first)
    assert keep(address, courses({"offer": "a"}), before) == (name, taken)
    other, _ = keep(address, courses({"offer": "b"}), before)
    assert names(address) == sorted([name, other])
