"""Extracts read block by block: whether they are whole."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.roads.blocks import BlocksError, blocks, check_whole
from tests.samples.pbf import block

WHOLE = block(b"OSMHeader", b"head") + block(b"OSMData", b"nodes") + block(b"OSMData", b"ways")


def test_the_blocks_of_a_file_are_told_in_their_order(tmp_path):
    path = tmp_path / "whole.osm.pbf"
    path.write_bytes(WHOLE)
    assert [one.kind for one in blocks(path)] == ["OSMHeader", "OSMData", "OSMData"]


def test_a_file_cut_anywhere_within_a_block_is_refused(tmp_path):
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(WHOLE)
    ends = {one.start for one in blocks(path)} | {len(WHOLE)}
    for size in range(len(WHOLE)):
        path.write_bytes(WHOLE[:size])
        if size in ends - {0}:
            check_whole(path)
            continue
        with pytest.raises(BlocksError, match=r"^cut\.osm\.pbf : "):
            check_whole(path)


@given(st.binary(max_size=300))
@example(b"\xff" * 12)
def test_whatever_a_file_holds_it_is_blocks_or_it_is_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "any.osm.pbf"
    for body in (content, block(b"OSMHeader", b"head") + content):
        path.write_bytes(body)
        with suppress(BlocksError):
            check_whole(path)


@pytest.mark.parametrize("mark", [b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"BZh9"])
def test_an_extract_in_an_archive_is_said_to_be_so(tmp_path, mark):
    path = tmp_path / "nord.osm.pbf.gz"
    path.write_bytes(mark + WHOLE)
    with pytest.raises(BlocksError, match="archive"):
        check_whole(path)
    xml = path.rename(tmp_path / "nord.osm.gz")
    check_whole(xml)


def test_a_folder_is_refused_in_french(tmp_path):
    (tmp_path / "nord.osm.pbf").mkdir()
    with pytest.raises(BlocksError, match="c'est un dossier"):
        check_whole(tmp_path / "nord.osm.pbf")
