"""Tiles: every pair is in one, whatever the worker, and a new place changes few of them."""

import numpy as np
import pytest

from loaders.roads import tiles as module
from loaders.roads.tiles import tiles

RANDOM = np.random.default_rng(3)
XY = RANDOM.uniform(0, 120_000, size=(400, 2))
STARTS, ENDS = np.arange(300), np.arange(200, 400)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "_PLACES", 40)


def test_every_pair_is_asked_once():
    asked = np.zeros((400, 400), dtype=int)
    for tile in tiles(XY, STARTS, ENDS, "voiture"):
        asked[np.ix_(tile.starts, tile.ends)] += 1
        assert len(tile.starts) < 2 * 40
        assert len(tile.ends) < 2 * 40
    assert (asked[np.ix_(STARTS, ENDS)] == 1).all()
    assert asked.sum() == 300 * 200


def test_on_foot_only_those_that_may_be_reached_are_asked():
    for tile in tiles(XY, STARTS, ENDS, "marche"):
        left_out = np.setdiff1d(STARTS, tile.starts)
        apart = np.hypot(*np.moveaxis(XY[left_out, None] - XY[None, tile.ends], 2, 0))
        assert apart.min(initial=1e9) > 25_000  # six kilometres an hour for four hours and more
    assert sum(len(tile.starts) for tile in tiles(XY, STARTS, ENDS, "marche")) < 300 * 36


@pytest.mark.parametrize(("mode", "changed"), [("voiture", 8), ("marche", 1)])
def test_a_new_place_changes_few_tiles(mode, changed):
    before = {tile.key for tile in tiles(XY, STARTS, ENDS, mode)}
    more = np.concatenate([XY, [[50_000.0, 50_000.0]]])
    after = {tile.key for tile in tiles(more, STARTS, np.append(ENDS, 400), mode)}
    assert len(after - before) == changed  # one of its destinations, with each share of the origins
    assert len(after) > 20


def test_the_key_tells_the_points_and_not_their_rows():
    shifted = np.concatenate([[[-1.0, -1.0]], XY])
    keys = [tile.key for tile in tiles(XY, STARTS, ENDS, "voiture")]
    assert keys == [tile.key for tile in tiles(shifted, STARTS + 1, ENDS + 1, "voiture")]
    assert len(set(keys)) == len(keys)
