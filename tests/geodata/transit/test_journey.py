"""The way of one person: by hand, as the table of all has it, and as another engine finds it."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from samples.gtfs_files import feed_tables, write_feed
from samples.small_timetable import minute, small_timetable

from geodata.transit.door_to_door import door_to_door
from geodata.transit.journey import day_between

STOPS = {name: (10_000 * (row % 4), 10_000 * (row // 4)) for row, name in enumerate("ABCDEFGHIJKL")}


def test_a_day_names_each_vehicle_stop_and_hour():
    table = small_timetable(
        STOPS,
        ("1", "bus", [("A", "7:50"), ("B", "8:10")]),
        ("2", "train", [("B", "8:15"), ("C", "8:30"), ("D", "8:50")]),
        ("2", "train", [("D", "16:30"), ("C", "16:50"), ("B", "17:05")]),
        ("2", "train", [("D", "17:30"), ("C", "17:50"), ("B", "18:05")]),
        ("1", "bus", [("B", "17:10"), ("A", "17:30")]),
        ("1", "bus", [("B", "18:10"), ("A", "18:30")]),
    )
    day = day_between(table, (0, 500), (30_000, 0))
    assert [(r.kind, r.line, r.start, r.leaves, r.end, r.arrives) for r in day.go.rides] == [
        ("bus", "1", "A", minute("7:50"), "B", minute("8:10")),
        ("train", "2", "B", minute("8:15"), "D", minute("8:50")),
    ]
    assert (day.go.leaves, day.go.arrives, day.go.walks) == (461, minute("8:50"), (9, 0))
    assert day.go.changes == 1
    assert [(r.line, r.start, r.leaves, r.end) for r in day.back.rides] == [
        ("2", "D", minute("17:30"), "B"),
        ("1", "B", minute("18:10"), "A"),
    ]
    assert (day.back.leaves, day.back.arrives, day.back.walks) == (1050, 1119, (0, 9))
    assert day.last == day.back


def test_a_last_return_before_five_is_told():
    table = small_timetable(
        STOPS, ("1", "bus", [("A", "8:00"), ("B", "8:30")]),
        ("1", "bus", [("B", "12:40"), ("A", "13:10")]),
        ("1", "bus", [("B", "16:50"), ("A", "17:20")]),
    )  # fmt: skip
    day = day_between(table, (0, 0), (10_000, 0))
    assert day.back is None
    assert day.last.leaves == minute("16:50")


def random_runs(seed, count=120):
    """Return runs that wander from stop to stop, in the morning and in the evening."""
    random = np.random.default_rng(seed)
    names = list(STOPS)
    runs = []
    for line in range(count):
        at = int(random.integers(360, 530)) if line % 2 else int(random.integers(1000, 1250))
        stops = random.permutation(names)[: random.integers(2, 6)]
        calls = []
        for stop in stops:
            calls.append((str(stop), f"{at // 60}:{at % 60:02d}"))
            at += int(random.integers(8, 40))
        runs.append((str(line), "bus", calls))
    return runs


@pytest.mark.parametrize("seed", range(2))
def test_the_day_of_each_pair_is_that_of_the_table(seed):
    table = small_timetable(STOPS, *random_runs(seed))
    homes = np.array(list(STOPS.values()), dtype=float) + 250
    places = np.array(list(STOPS.values()), dtype=float)[::-1]
    found = door_to_door(table, homes, places)
    assert (found.go < 255).mean() > 0.3
    for row, place in enumerate(places):
        for column, home in enumerate(homes):
            day = day_between(table, home, place)
            if day.on_foot is not None:
                assert found.go[row, column] == day.on_foot
                continue
            go, back = day.go, day.back
            assert found.go[row, column] == (go.arrives - go.leaves if go else 255)
            assert found.back[row, column] == (back.arrives - back.leaves if back else 255)
            if go:
                assert found.changes[row, column] == go.changes
                _holds(go)
            if back:
                assert found.last[row, column] == day.last.leaves
                _holds(back)


def _holds(journey):
    """Check that a journey can be made as it is told."""
    first, last = journey.walks
    assert journey.leaves + first == journey.rides[0].leaves
    assert journey.rides[-1].arrives + last == journey.arrives
    for one, other in zip(journey.rides, journey.rides[1:], strict=False):
        assert one.end == other.start
        assert one.arrives + 2 <= other.leaves


def test_nigiri_finds_no_better_way_there(tmp_path):
    """From when we leave, it arrives when we do; a minute later, it is late."""
    nigiri = pytest.importorskip("pynigiri", reason="pynigiri has a wheel for Python 3.11 only")
    runs = random_runs(7)
    places = {name: (50 + y / 111_000, 3 + x / 71_000) for name, (x, y) in STOPS.items()}
    feed = [(line, [(stop, f"{hour}:00", None) for stop, hour in calls]) for line, _, calls in runs]
    path = write_feed(tmp_path / "f.zip", feed_tables(*feed, stops=places))
    loaded = nigiri.load_timetable(
        [nigiri.TimetableSource("gtfs", str(path))], "2026-11-16", "2026-11-19"
    )
    midnight = dt.datetime(2026, 11, 17, tzinfo=ZoneInfo("Europe/Paris")).timestamp() // 60

    def arrival(start, end, leaves):
        query = nigiri.Query()
        query.start_time = int(midnight + leaves)
        query.start = [nigiri.Offset(loaded.find_location(start), 0, 0)]
        query.destination = [nigiri.Offset(loaded.find_location(end), 0, 0)]
        query.start_match_mode = query.dest_match_mode = nigiri.LocationMatchMode.EXACT
        found = nigiri.route(loaded, query)
        return min((one.dest_time for one in found), default=10**9) - midnight

    table = small_timetable(STOPS, *runs)
    compared = 0
    for start in STOPS:
        for end in STOPS:
            if start == end:
                continue
            day = day_between(table, STOPS[start], STOPS[end])
            if day.go:
                compared += 1
                assert arrival(start, end, day.go.leaves) == day.go.arrives
                assert arrival(start, end, day.go.leaves + 1) > minute("9:00")
            if day.back:
                assert arrival(end, start, minute("17:00")) == day.back.arrives
            if day.last and day.last.leaves >= minute("17:00"):
                assert arrival(end, start, day.last.leaves + 1) > minute("27:00")
    assert compared > 50
