"""Times and ways by OSRM's own programs, on a network written by hand whose times are known."""

import itertools
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from samples import road_networks as net

from loaders.roads import osrm
from loaders.roads.engine import RoutingError, installed, network_of, prepare, served

pytestmark = pytest.mark.skipif(not installed(), reason="OSRM is not there: `make routing`")

SPEED = 0.8 * 60  # km/h: OSRM drives at four fifths of the limit of a road


@pytest.fixture(scope="module")
def address(network):
    with served(prepare(network, "voiture", lambda _: None)) as at:
        yield at


def minutes(address, start, *ends):
    return osrm.table(address, np.array([start]), np.array(ends)).minutes[0]


def drive(*places):
    return sum(net.kilometres(a, b) for a, b in itertools.pairwise(places)) / SPEED * 60


def test_a_one_way_street_is_not_the_same_both_ways(address):
    there = minutes(address, net.TOWN, net.QUAY)[0]
    assert there == pytest.approx(drive(net.TOWN, net.BRIDGE, net.QUAY), abs=0.3)
    assert np.isnan(minutes(address, net.QUAY, net.TOWN)[0])


def test_a_river_without_a_bridge_is_gone_round_by_the_ferry(address):
    known = drive(net.TOWN, net.BRIDGE, net.QUAY) + 15 + drive(net.FAR_QUAY, net.ACROSS)
    assert net.kilometres(net.TOWN, net.ACROSS) < 0.4
    assert minutes(address, net.TOWN, net.ACROSS)[0] == pytest.approx(known, abs=0.6)


def test_no_road_leads_to_an_island_and_a_desert_is_far_from_any(address):
    found = osrm.table(address, np.array([net.TOWN]), np.array([net.ISLAND, net.EMPTY]))
    assert np.isnan(found.minutes[0, 0])
    assert found.ends_off[0] < 10
    assert found.ends_off[1] > 20_000


def test_the_way_has_its_steps(address):
    way = osrm.route(address, np.array(net.TOWN), np.array(net.ACROSS))
    roads = [step.road for step in way.steps]
    assert roads[:3] == ["Rue de la Gare", "Rue du Port", "Bac du Port"]
    assert "D 940" in roads
    assert [step.by for step in way.steps if step.road == "Bac du Port"] == ["ferry"]
    assert way.minutes == pytest.approx(sum(step.minutes for step in way.steps), abs=0.2)


def test_fifty_times_come_in_one_table(address):
    ends = np.linspace(net.TOWN, net.BRIDGE, 50)
    times = osrm.table(address, np.array([net.TOWN]), ends).minutes[0]
    assert (np.diff(times) >= 0).all()


def test_a_network_is_prepared_once(network):
    said = []
    base = prepare(network, "voiture", said.append)
    before = base.with_name("roads.osrm.mldgr").stat().st_mtime_ns
    assert prepare(network, "voiture", said.append) == base
    assert said == []
    assert base.with_name("roads.osrm.mldgr").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "content",
    [b"", b"not a map", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x7f", os.urandom(2_000)],
    ids=["empty", "text", "cut", "noise"],
)
def test_a_corrupt_extract_gives_one_french_sentence(tmp_path, content):
    path = tmp_path / "extrait.osm.pbf"
    path.write_bytes(content)
    network = network_of(path, tmp_path / "routing")
    with pytest.raises(RoutingError, match="aucun réseau « voiture »") as told:
        prepare(network, "voiture", lambda _: None)
    assert "\n" not in str(told.value)
    assert not network.ready("voiture")


def test_a_network_without_a_road_for_the_mode_is_said(tmp_path):
    path = tmp_path / "nu.osm"
    path.write_text(net.osm({1: net.TOWN, 2: net.BRIDGE}, []), encoding="utf-8")
    with pytest.raises(RoutingError, match="n'a aucune route pour ce mode"):
        prepare(network_of(path, tmp_path / "routing"), "voiture", lambda _: None)


def test_without_the_programs_one_sentence_says_what_to_run(tmp_path, network):
    with pytest.raises(RoutingError, match="make routing"):
        prepare(network, "velo", lambda _: None, tools=tmp_path)


def test_the_server_ends_with_a_process_that_is_killed(network):
    base = prepare(network, "voiture", lambda _: None)
    script = (
        "import sys, time; from pathlib import Path; from loaders.roads.engine import served\n"
        "with served(Path(sys.argv[1])) as at: print(at, flush=True); time.sleep(600)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(base)], stdout=subprocess.PIPE, text=True
    )
    with process:
        at = process.stdout.readline().strip()
        osrm.table(at, np.array([net.TOWN]), np.array([net.QUAY]))
        process.send_signal(signal.SIGKILL)
    for _ in range(600):
        try:
            osrm.table(at, np.array([net.TOWN]), np.array([net.QUAY]), timeout=1)
        except osrm.RouterError:
            return
        time.sleep(0.1)
    pytest.fail("the server outlives the process that started it")
