"""Extracts read block by block: whether they are whole, and several as one file."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.roads import osrm
from loaders.roads.blocks import BlocksError, blocks, check_whole, content_of, fields
from loaders.roads.engine import installed, network_of, prepare, served
from loaders.roads.joining import _block, _bytes, _first, _varint, _way_ids, joined, one_file
from tests import helsinki


def quietly(_message: str) -> None:
    """Say nothing."""


def way(number: int) -> bytes:
    """Return a way of a block, with its id and one tag."""
    return _bytes(3, _varint(1 << 3) + _varint(number) + _bytes(2, b"\x01"))


def data(*groups: bytes) -> bytes:
    return _block(b"OSMData", _bytes(1, _bytes(1, b"")) + b"".join(_bytes(2, g) for g in groups))


def nodes(mark: bytes) -> bytes:
    return _bytes(2, _bytes(1, mark))


def ids_in(path) -> list[int]:
    found = [block for block in blocks(path) if block.kind == "OSMData"]
    return [number for block in found for number in _way_ids(content_of(path, block))]


@pytest.fixture
def neighbours(tmp_path):
    """Two extracts that share the way 7; the second has nodes and ways in one block."""
    one, other = tmp_path / "nord-latest.osm.pbf", tmp_path / "sud-latest.osm.pbf"
    features = [b"OsmSchema-V0.6", b"DenseNodes"]
    one.write_bytes(_first(features, 2_000) + data(nodes(b"a")) + data(way(3) + way(7)))
    other.write_bytes(_first(features[:1], 1_000) + data(nodes(b"b"), way(7) + way(9)))
    return one, other


def test_nodes_come_first_and_a_shared_way_is_there_once(neighbours, tmp_path) -> None:
    target = joined(neighbours, tmp_path / "both.osm.pbf")
    found = list(blocks(target))
    assert [block.kind for block in found] == ["OSMHeader"] + ["OSMData"] * 4
    contents = [content_of(target, block) for block in found]
    assert [b"a" in contents[1], b"b" in contents[2]] == [True, True]
    assert ids_in(target) == [3, 7, 9]
    header = fields(contents[0])
    assert header[4] == [b"OsmSchema-V0.6", b"DenseNodes"]
    assert header[32] == [1_000]  # the oldest of both
    assert not list(tmp_path.glob("*.part"))


def test_several_files_are_joined_once_and_one_is_itself(neighbours, tmp_path) -> None:
    said: list[str] = []
    target = one_file(neighbours, tmp_path / "kept", said.append)
    assert target.name == "nord+sud.osm.pbf"
    assert one_file(neighbours, tmp_path / "kept", said.append) == target
    assert said == ["Réunion de 2 extraits"]
    assert one_file(neighbours[:1], tmp_path / "kept", said.append) == neighbours[0]
    other = tmp_path / "village.osm"
    other.write_text("<osm/>")
    assert one_file([other], tmp_path, said.append) == other
    with pytest.raises(BlocksError, match=r"village\.osm.*\.osm\.pbf"):
        one_file([*neighbours, other], tmp_path, said.append)


def test_a_file_cut_anywhere_within_a_block_is_refused(neighbours, tmp_path) -> None:
    whole = neighbours[0].read_bytes()
    ends = {block.start for block in blocks(neighbours[0])} | {len(whole)}
    cut = tmp_path / "cut.osm.pbf"
    for size in range(len(whole)):
        cut.write_bytes(whole[:size])
        if size in ends - {0}:
            check_whole(cut)
            continue
        with pytest.raises(BlocksError, match=r"^cut\.osm\.pbf : "):
            check_whole(cut)


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_it_is_blocks_or_it_is_refused(tmp_path_factory, content) -> None:
    path = tmp_path_factory.mktemp("any") / "any.osm.pbf"
    for body in (content, _first([b"x"], 1) + content, _block(b"OSMData", content)):
        path.write_bytes(body)
        with suppress(BlocksError):
            joined([path, path], path.with_name("out.osm.pbf"))


@pytest.mark.skipif(not installed(), reason="OSRM is not there: `make routing`")
@pytest.mark.skipif(not helsinki.extract(), reason=helsinki.MISSING)
def test_a_town_in_two_files_has_the_times_of_the_whole(tmp_path) -> None:
    real = helsinki.extract()
    whole, (head, *rest) = real.read_bytes(), blocks(real)
    halves = []
    for name, some in (("nord", rest[2:]), ("sud", rest[:2])):
        parts = [whole[one.start : one.start + one.length] for one in (head, *some)]
        halves.append(tmp_path / f"{name}.osm.pbf")
        halves[-1].write_bytes(b"".join(parts))
    both = one_file(halves, tmp_path, quietly)
    assert sorted(ids_in(both)) == sorted(ids_in(real))
    places = np.array([[24.94, 60.168], [24.95, 60.171], [24.9455, 60.166]])
    told = []
    for path in (real, both):
        base = prepare(network_of(path, tmp_path / "routing"), "voiture", quietly)
        with served(base) as address:
            told.append(osrm.table(address, places, places).minutes)
    np.testing.assert_allclose(told[0], told[1])
