import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse

from geodata.coverage.blank_zones.contiguous import blank_zones, missing_kinds


def grid(width, height):
    """Neighbours of squares on a grid, numbered line by line."""
    n = width * height
    near = sparse.lil_array((n, n), dtype=bool)
    for i in range(n):
        for j in (i + 1 if (i + 1) % width else -1, i + width):
            if 0 < j < n:
                near[i, j] = near[j, i] = True
    return near.tocsr()


def codes(n):
    return [f"{i:05d}" for i in range(n)]


def flood(near, uncovered):
    """Zones by walking from neighbour to neighbour."""
    left, zones = set(np.flatnonzero(uncovered).tolist()), []
    while left:
        todo, zone = [left.pop()], set()
        while todo:
            i = todo.pop()
            zone.add(i)
            for j in near[[i]].indices.tolist():
                if j in left:
                    left.remove(j)
                    todo.append(j)
        zones.append(zone)
    return zones


@given(
    hnp.arrays(np.uint8, 20, elements=st.sampled_from([0, 30, 31, 254, 255])),
    hnp.arrays(np.int64, 20, elements=st.integers(0, 50)),
)
def test_zones_are_the_pieces_that_one_can_walk(minutes, people):
    near = grid(5, 4)
    sites = np.where(minutes == 255, -1, 3)
    zones = blank_zones(near, minutes, sites, people, codes(20), 30)
    walked = {frozenset(zone) for zone in flood(near, minutes > 30)}
    found = {frozenset(zones.communes(k).tolist()) for k in range(len(zones.table))}
    assert found == walked
    assert zones.table["population"].sum() == people[minutes > 30].sum()
    assert zones.table["population"].is_monotonic_decreasing
    for position, row in enumerate(zones.table.itertuples()):
        here = zones.communes(position)
        assert row.communes == len(here)
        assert people[int(row.zone)] == people[here].max()
        reached = minutes[here][minutes[here] != 255]
        assert (row.nearest_minutes == reached.min()) if reached.size else row.site == -1


def test_all_covered_and_nothing_offered():
    near, people = grid(2, 2), np.array([1, 2, 3, 4])
    none = blank_zones(near, np.zeros(4, np.uint8), np.zeros(4, int), people, codes(4), 0)
    assert none.table.empty
    assert none.of_commune.tolist() == [-1] * 4
    assert missing_kinds(none, {}, people, 0) == []
    away = np.full(4, 255, np.uint8)
    whole = blank_zones(near, away, np.full(4, -1), people, codes(4), 30)
    assert whole.table["population"].tolist() == [10]
    assert whole.table["zone"].tolist() == ["00003"]
    assert whole.table["nearest_minutes"].isna().all()
    assert whole.table["mean_minutes"].isna().all()


def test_a_zone_where_nobody_lives_is_kept():
    minutes = np.array([40, 10, 40], np.uint8)
    zones = blank_zones(grid(3, 1), minutes, np.zeros(3, int), [5, 5, 0], codes(3), 30)
    assert zones.table["population"].tolist() == [5, 0]
    assert zones.table["mean_minutes"].tolist() == [40, pytest.approx(np.nan, nan_ok=True)]


def test_what_is_missing():
    minutes = np.array([40, 50, 10, 60], np.uint8)
    people = [30, 10, 5, 0]
    zones = blank_zones(grid(4, 1), minutes, np.zeros(4, int), people, codes(4), 30)
    kinds = {
        "sante": np.array([20, 40, 0, 0], np.uint8),  # three quarters of the first zone
        "transport": np.array([40, 20, 0, 40], np.uint8),  # a quarter of it
        "bois": np.full(4, 255, np.uint8),
    }
    first, second = missing_kinds(zones, kinds, people, 30)
    assert first == {"bois": 0, "transport": 0.25}
    assert list(first) == ["bois", "transport"]
    assert second == {"transport": 0, "bois": 0}
