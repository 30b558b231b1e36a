"""`travel --osm` from end to end: an extract, real times, their error, then the estimate again."""

import json
from dataclasses import replace

import numpy as np
import pytest
from samples import road_networks as net

from geodata.assembly import make_atlas
from geodata.places.projection import to_metres
from loaders.__main__ import main
from loaders.roads.engine import installed
from loaders.store.regional import read_store, write_store

needs_engine = pytest.mark.skipif(not installed(), reason="OSRM is not there: `make routing`")
TOWNS = np.array([net.TOWN, net.QUAY, net.FAR_QUAY, net.ISLAND])


@pytest.fixture
def store(tmp_path, tables, meta):
    """A store whose communes and site are on the network written by hand."""
    xy = to_metres(TOWNS)
    site = to_metres(np.array([net.ACROSS]))[0]
    communes = tables.communes.assign(x=xy[:, 0], y=xy[:, 1])
    sites = tables.sites.assign(
        x=site[0], y=site[1], lon=net.ACROSS[0], lat=net.ACROSS[1], commune=communes["code"].iat[0]
    )
    address = str(tmp_path / "store")
    write_store(address, replace(tables, communes=communes, sites=sites), meta)
    return address


@needs_engine
def test_an_extract_gives_its_times_to_the_application(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATLAS_ROUTING", str(tmp_path / "routing"))
    extract = net.by_hand(tmp_path)
    assert main(["travel", "--osm", str(extract), "--store", store, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["name"] == "Temps routiers OSRM, extrait OpenStreetMap «\u202fmain.osm\u202f»"
    atlas = make_atlas(read_store(store))
    minutes = atlas.travel["voiture"][0]
    assert 20 <= minutes[0] <= 26  # the bay is gone round by the ferry
    assert minutes[2] < 6
    assert minutes[3] == 255  # the island

    trips = tmp_path / "trajets.csv"
    ends = [(net.TOWN, net.ACROSS, 23), (net.TOWN, net.QUAY, 4), (net.QUAY, net.TOWN, 4)]
    rows = [f"{a[0]},{a[1]},{b[0]},{b[1]},{minutes}" for a, b, minutes in ends]
    header = "origin_lon,origin_lat,destination_lon,destination_lat,minutes"
    trips.write_text("\n".join([header, *rows]))
    assert main(["travel", "--check", str(trips), "--store", store, "--json"]) == 0
    account = json.loads(capsys.readouterr().out)
    assert account["model"] == told["name"]
    assert account["pairs"] == 2
    assert account["refused"] == {"aucune route connue d'un bout à l'autre": 1}
    assert account["mean_absolute_error"] < 2

    assert main(["travel", "--estimate", "--store", store]) == 0
    assert make_atlas(read_store(store)).roads is None


@needs_engine
def test_the_error_of_many_trips_becomes_the_margin(store, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_ROUTING", str(tmp_path / "routing"))
    assert main(["travel", "--osm", str(net.by_hand(tmp_path)), "--store", store]) == 0
    trips = tmp_path / "trajets.csv"
    starts = np.linspace(net.TOWN, net.BRIDGE, 40)
    rows = [f"{lon:.6f},{lat},{net.QUAY[0]},{net.QUAY[1]},6" for lon, lat in starts]
    header = "origin_lon,origin_lat,destination_lon,destination_lat,minutes"
    trips.write_text("\n".join([header, *rows]))
    assert main(["travel", "--check", str(trips), "--keep", "--store", store]) == 0
    margin = make_atlas(read_store(store)).margin("voiture")
    assert margin.measured
    assert 2 < margin.half_widths[0] < 5


def test_faults_are_one_french_sentence(store, tmp_path, capsys):
    assert main(["travel", "--osm", str(tmp_path / "rien.osm.pbf"), "--store", store]) == 1
    assert "rien.osm.pbf : le fichier est introuvable" in capsys.readouterr().err
    extract = net.by_hand(tmp_path)
    assert main(["travel", "--osm", str(extract), "--modes", "fusée", "--store", store]) == 1
    assert "Mode inconnu « fusée »" in capsys.readouterr().err
    trips = tmp_path / "trajets.csv"
    trips.write_text(
        "origin_lon,origin_lat,destination_lon,destination_lat,minutes\n2.5,50.1,2.6,50.1,9\n"
    )
    assert main(["travel", "--check", str(trips), "--keep", "--store", store]) == 1
    assert "aucun n'est en service" in capsys.readouterr().err
