"""Real streets, prepared and served by OSRM's own programs: the centre of Helsinki."""

import json
from dataclasses import replace

import numpy as np
import pytest
from samples import helsinki
from shapely import Point, points

from geodata.assembly import make_atlas
from geodata.places.projection import to_metres
from geodata.travel.roads import UNKNOWN
from geodata.travel.router import routed_reach
from loaders.__main__ import main
from loaders.roads import osrm
from loaders.roads.engine import RoutingError, installed, network_of, prepare, served
from loaders.roads.router import HttpRouter
from loaders.store.regional import read_store, write_store

EXTRACT = helsinki.extract() if installed() else None

pytestmark = [
    pytest.mark.skipif(not installed(), reason="OSRM is not there: `make routing`"),
    pytest.mark.skipif(installed() and EXTRACT is None, reason=helsinki.MISSING),
]

STATION, CATHEDRAL = (24.9414, 60.1719), (24.9525, 60.1700)
MARKET, KAISANIEMI = (24.9510, 60.1680), (24.9450, 60.1780)
OUTSIDE = (25.0800, 60.2100)
PLACES = np.array([STATION, CATHEDRAL, MARKET, KAISANIEMI])
MODES = ("voiture", "velo", "marche")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    return network_of(EXTRACT, tmp_path_factory.mktemp("routing"))


@pytest.fixture(scope="module")
def times(network):
    """The minutes between the places by each mode, float (4, 4)."""
    found = {}
    for mode in MODES:
        with served(prepare(network, mode, lambda _: None)) as address:
            found[mode] = osrm.table(address, PLACES, PLACES).minutes
    return found


def test_nobody_is_faster_than_their_legs_their_wheels_or_the_limit_of_a_town(times):
    # On the sphere: the projection of France is stretched there.
    lon, lat = np.radians(PLACES).T
    km = 6371 * np.hypot((lon[:, None] - lon) * np.cos(lat.mean()), lat[:, None] - lat)
    apart = ~np.eye(len(PLACES), dtype=bool)
    for mode, fastest in {"voiture": 50, "velo": 25, "marche": 5.1}.items():
        minutes = times[mode][apart]
        assert np.isfinite(minutes).all()
        # Up to 70 m at each end are off the streets, and not counted.
        assert (60 * (km[apart] - 0.14) / fastest <= minutes).all()
        assert minutes.max() < 25


def test_one_way_streets_bind_cars_and_not_those_who_walk(times):
    assert np.abs(times["voiture"] - times["voiture"].T).max() > 0.5
    np.testing.assert_allclose(times["marche"], times["marche"].T, atol=0.2)


def test_the_way_and_the_table_agree_and_its_steps_have_the_names_of_streets(network, times):
    with served(prepare(network, "voiture", lambda _: None)) as address:
        way = osrm.route(address, np.array(STATION), np.array(CATHEDRAL))
    assert way.minutes == pytest.approx(times["voiture"][0, 1], abs=0.1)
    assert sum(step.metres for step in way.steps) == pytest.approx(way.metres, rel=0.01)
    assert any("katu" in step.road for step in way.steps)


def test_what_is_reached_on_foot_holds_what_is_within_the_time(network, times):
    start = to_metres(PLACES[:1])[0]
    with served(prepare(network, "marche", lambda _: None)) as address:
        router = HttpRouter({"marche": address}, wait=10)
        area = routed_reach(router, start, 12, "marche", Point(start).buffer(1_500))
    inside = [area.contains(point) for point in points(to_metres(PLACES))]
    assert inside == [bool(minutes <= 12) for minutes in times["marche"][0]]
    assert 0 < sum(inside) < len(inside)


def test_a_real_extract_cut_short_is_said_and_nothing_is_left(tmp_path):
    path = tmp_path / "coupe.osm.pbf"
    path.write_bytes(EXTRACT.read_bytes()[:300_000])
    network = network_of(path, tmp_path / "routing")
    with pytest.raises(RoutingError, match=r"coupe.osm.pbf : .*abîmé"):
        prepare(network, "voiture", lambda _: None)
    assert not network.ready("voiture")


def test_the_command_puts_real_times_by_three_modes_in_force(
    tmp_path, tables, meta, monkeypatch, capsys
):
    monkeypatch.setenv("ATLAS_ROUTING", str(tmp_path / "routing"))
    towns = to_metres(np.array([STATION, CATHEDRAL, MARKET, OUTSIDE]))
    site = to_metres(np.array([KAISANIEMI]))[0]
    code = tables.communes["code"].iat[0]
    store = str(tmp_path / "store")
    communes = tables.communes.assign(x=towns[:, 0], y=towns[:, 1])
    sites = tables.sites.assign(
        x=site[0], y=site[1], lon=KAISANIEMI[0], lat=KAISANIEMI[1], commune=code
    )
    write_store(store, replace(tables, communes=communes, sites=sites), meta)
    command = ["travel", "--osm", str(EXTRACT), "--modes", ",".join(MODES), "--store", store]
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["modes"] == list(MODES)
    assert "extrait OpenStreetMap" in told["name"]
    assert all("à plus d'un kilomètre" in note for note in told["notes"])
    roads = read_store(store).roads
    row = roads.rows(np.concatenate([towns, site[None]]))
    on_foot, by_car = (roads.minutes[mode][row[:4], row[4]] for mode in ("marche", "voiture"))
    assert (on_foot[:3] > by_car[:3]).all()
    assert (by_car[:3] <= 8).all()
    assert on_foot[3] == by_car[3] == UNKNOWN  # kilometres from any road of the extract
    assert (make_atlas(read_store(store)).travel["voiture"][0][:3] == by_car[:3]).all()
