"""`fetch --roads` and `--addresses`: what is heavy, brought apart and told how to use."""

import gzip
import json
from dataclasses import replace

import pytest

from loaders.__main__ import main
from loaders.errors import SourceError
from loaders.fetching import heavy
from loaders.fetching.heavy import addresses_wanted, roads_wanted
from loaders.fetching.run import FAILED, NEW, REJECTED, SAME
from loaders.project_data.profile import known_regions, read_profile
from tests.loaders.fetch_server import serving
from tests.samples.ban_rows import COLUMNS, row
from tests.samples.pbf import block

EXTRACT = block(b"OSMHeader", b"OsmSchema-V0.6") + block(b"OSMData", bytes(60_000))


@pytest.fixture
def server(monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_FETCH_TEST_LOOPBACK", "1")
    monkeypatch.setenv("ATLAS_ROUTING", str(tmp_path / "routing"))
    with serving() as running:
        monkeypatch.setattr(heavy, "GEOFABRIK", running.address + "/{}.osm.pbf")
        monkeypatch.setattr(heavy, "ADDRESSES", running.address + "/adresses-{}.csv.gz")
        yield running


def fetched(capsys, *options) -> tuple[int, dict[str, dict]]:
    code = main(["fetch", "--region", "bretagne", "--json", *options])
    return code, {one["file"]: one for one in json.loads(capsys.readouterr().out)}


PLACES = ("bretagne", "basse-normandie", "pays-de-la-loire")


def test_the_extracts_of_a_region_and_of_its_ring_are_brought(server, capsys, tmp_path) -> None:
    for place in PLACES:
        server.add(f"france/{place}.osm.pbf", EXTRACT, kind="application/octet-stream")
    server.pages["/france/bretagne.osm.pbf"].cuts = [20_000]
    code, found = fetched(capsys, "--roads")
    assert code == 0
    assert list(found) == [f"{place}.osm.pbf" for place in PLACES]
    assert {one["state"] for one in found.values()} == {NEW}
    folder = tmp_path / "routing" / "extraits"
    assert all((folder / f"{place}.osm.pbf").read_bytes() == EXTRACT for place in PLACES)
    assert server.codes("france/bretagne.osm.pbf") == [200, 206]  # taken up where it was cut
    code, found = fetched(capsys, "--roads")
    assert code == 0
    assert {one["state"] for one in found.values()} == {SAME}
    assert main(["fetch", "--region", "bretagne", "--roads"]) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    assert told.startswith("Ensuite : python -m loaders travel --osm ")
    assert told.count(".osm.pbf") == 3


def test_one_that_fails_is_told_and_the_others_are_there(server, capsys) -> None:
    server.add("france/bretagne.osm.pbf", EXTRACT)
    server.add("france/pays-de-la-loire.osm.pbf", EXTRACT[:-100])
    code, found = fetched(capsys, "--roads")
    assert code == 1
    assert {name: one["state"] for name, one in found.items()} == {
        "bretagne.osm.pbf": NEW,
        "basse-normandie.osm.pbf": FAILED,
        "pays-de-la-loire.osm.pbf": REJECTED,
    }
    assert "il n'y a plus de fichier" in found["basse-normandie.osm.pbf"]["why"]


def test_the_files_of_addresses_are_those_of_the_departements(server, capsys, tmp_path) -> None:
    body = gzip.compress(
        "\n".join([";".join(COLUMNS), ";".join(row("Rue", "35238", 1, 1, 48).values())]).encode()
    )
    for code in ("22", "29", "35", "56"):
        server.add(f"adresses-{code}.csv.gz", body, kind="application/octet-stream")
    code, found = fetched(capsys, "--addresses")
    assert code == 0, found
    assert (tmp_path / "routing" / "adresses" / "adresses-35.csv.gz").read_bytes() == body


@pytest.mark.parametrize("region", known_regions())
def test_every_region_names_its_extracts(region) -> None:
    profile = read_profile(region)
    wanted = roads_wanted(profile)
    names = [one.remote.name for one in wanted]
    assert len(set(names)) == len(names) >= 1
    assert len(addresses_wanted(profile)) == len(profile.departements)
    assert not set(profile.extracts) & set(profile.ring_extracts)


def test_a_profile_without_extracts_says_what_to_add() -> None:
    with pytest.raises(SourceError, match=r"\[osm\]"):
        roads_wanted(replace(read_profile("corse"), extracts=()))
