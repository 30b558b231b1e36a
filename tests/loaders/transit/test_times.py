"""Several feeds of a build: their later editions, and the tables of what they make possible."""

import pandas as pd
from atlases.small import small_atlas

from geodata.transit.assembling import superseded, timetable_of
from loaders.store.tables import empty_table


def feeds(*rows):
    return pd.DataFrame(rows, columns=["feed", "network", "start", "end"])


def stops(**ids):
    return pd.DataFrame(
        [(feed, one) for feed, text in ids.items() for one in text], columns=["feed", "id"]
    )


def test_a_later_edition_of_a_network_replaces_the_one_before():
    told = feeds(
        ("old", "Tadao", "2025-09-01", "2026-07-01"), ("new", "Tadao", "2026-09-01", "2027-07-01")
    )
    assert superseded(told, stops(old="ABC", new="BCD")) == {"old"}
    assert superseded(told, stops(old="ABC", new="CXYZ")) == set()  # another part of the network


def test_two_networks_are_both_kept():
    told = feeds(("a", "Tadao", "", "2027"), ("b", "Ilévia", "", "2028"))
    assert superseded(told, stops(a="ABC", b="ABC")) == set()


def test_no_feed_is_no_timetable():
    tables = [empty_table(f"transit_{name}") for name in ("stops", "runs", "calls", "changes")]
    assert timetable_of(*tables) is None
    assert small_atlas().timetable is None


def test_runs_of_two_feeds_do_not_mix():
    both = pd.DataFrame({"feed": ["a", "a", "b", "b"], "stop": [0, 1, 0, 1], "id": list("abcd"),
                         "name": list("abcd"), "x": [0.0, 1, 2, 3], "y": 0.0})  # fmt: skip
    runs = pd.DataFrame(
        {"feed": ["a", "b"], "run": 0, "line": ["1", "2"], "kind": "bus", "towards": ""}
    )
    calls = pd.DataFrame({"feed": ["a", "a", "b", "b"], "run": 0, "stop": [0, 1, 0, 1],
                          "arrives": [1, 2, 3, 4], "leaves": [1, 2, 3, 4], "boards": True,
                          "alights": True})  # fmt: skip
    table = timetable_of(both, runs, calls, empty_table("transit_changes"))
    assert list(zip(table.start, table.end, table.trip, strict=True)) == [(0, 1, 0), (2, 3, 1)]
    assert table.trips["line"].tolist() == ["1", "2"]
