"""Several extracts as one file, by osmium as a real process."""

import subprocess

import numpy as np
import pytest
from samples import helsinki

from loaders.roads import osrm
from loaders.roads.blocks import BlocksError
from loaders.roads.engine import installed as osrm_installed
from loaders.roads.engine import network_of, prepare, served
from loaders.roads.joining import installed, joined, one_file

osmium_needed = pytest.mark.skipif(
    not installed(), reason="osmium is not there: apt-get install osmium-tool"
)

NODE = '<node id="{}" version="1" timestamp="2024-01-01T00:00:00Z" lat="50.{}" lon="3"/>'
WAY = (
    '<way id="{}" version="{}" timestamp="202{}-01-01T00:00:00Z"><nd ref="{}"/><nd ref="{}"/>'
    '<tag k="highway" v="{}"/></way>'
)


def quietly(_message: str) -> None:
    """Say nothing."""


def osmium(*arguments: object) -> str:
    command = ["osmium", *map(str, arguments), "--overwrite"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def extract(path, *objects):
    """Write a PBF of some objects in XML."""
    xml = path.with_suffix(".xml.osm")
    xml.write_text(f'<osm version="0.6">{"".join(objects)}</osm>', encoding="utf-8")
    osmium("cat", xml, "-o", path)
    return path


@pytest.fixture
def neighbours(tmp_path):
    """Two extracts that share the way 7, which the second has as it was made later."""
    nodes = [NODE.format(n, n) for n in (1, 2, 5)]
    one = [*nodes[:2], WAY.format(3, 1, 4, 1, 2, "primary"), WAY.format(7, 1, 4, 1, 2, "primary")]
    other = [*nodes[1:], WAY.format(7, 2, 5, 2, 5, "service"), WAY.format(9, 1, 4, 5, 2, "primary")]
    return [
        extract(tmp_path / "nord-latest.osm.pbf", *one),
        extract(tmp_path / "sud-latest.osm.pbf", *other),
    ]


def told_in(path):
    """Return what a file has, an object a line: its kind and number, its version, its tag."""
    lines = osmium("cat", path, "-f", "opl", "-o", "-").splitlines()
    return [(line.split()[0], line.split()[1], line.split("T")[-1].split()[0]) for line in lines]


@osmium_needed
def test_what_both_have_is_there_once_as_it_is_now(neighbours, tmp_path):
    found = told_in(joined(neighbours, tmp_path / "both.osm.pbf"))
    assert [name for name, _, _ in found] == ["n1", "n2", "n5", "w3", "w7", "w9"]
    assert found[4] == ("w7", "v2", "highway=service")
    assert not list(tmp_path.glob("*.part*"))


@osmium_needed
def test_several_files_are_joined_once_and_one_is_itself(neighbours, tmp_path):
    said = []
    target = one_file(neighbours, tmp_path / "kept", said.append)
    assert target.name == "nord+sud.osm.pbf"
    assert one_file(neighbours, tmp_path / "kept", said.append) == target
    assert said == ["Réunion de 2 extraits"]
    assert one_file(neighbours[:1], tmp_path / "kept", said.append) == neighbours[0]


@osmium_needed
def test_a_file_that_is_cut_or_no_map_is_refused_and_leaves_nothing(neighbours, tmp_path):
    neighbours[0].write_bytes(neighbours[0].read_bytes()[:-1])
    with pytest.raises(BlocksError, match=r"^nord-latest\.osm\.pbf : "):
        one_file(neighbours, tmp_path / "kept", quietly)
    other = tmp_path / "village.osm"
    other.write_text("<html></html>", encoding="utf-8")
    with pytest.raises(BlocksError, match=r"n'ont pas pu être réunis \(osmium : .+\)"):
        one_file([neighbours[1], other], tmp_path / "kept", quietly)
    assert not list((tmp_path / "kept").iterdir())


def test_without_osmium_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BlocksError, match="apt-get install osmium-tool"):
        joined([tmp_path / "a.osm.pbf", tmp_path / "b.osm.pbf"], tmp_path / "both.osm.pbf")


@osmium_needed
@pytest.mark.skipif(not osrm_installed(), reason="OSRM is not there: `make routing`")
@pytest.mark.skipif(not helsinki.extract(), reason=helsinki.MISSING)
def test_a_town_in_two_files_has_the_times_of_the_whole(tmp_path):
    real = helsinki.extract()
    halves = [tmp_path / "nord.osm.pbf", tmp_path / "sud.osm.pbf"]
    for half, box in zip(halves, ("24.9,60.168,25,60.2", "24.9,60.1,25,60.168"), strict=True):
        osmium("extract", "-b", box, real, "-o", half)
    both = one_file(halves, tmp_path, quietly)
    places = np.array([[24.94, 60.168], [24.95, 60.171], [24.9455, 60.166]])
    told = []
    for path in (real, both):
        base = prepare(network_of(path, tmp_path / "routing"), "voiture", quietly)
        with served(base) as address:
            told.append(osrm.table(address, places, places).minutes)
    np.testing.assert_allclose(told[0], told[1])
