"""The networks' real feeds: what was counted of them in another way, and journeys read by eye."""

from dataclasses import replace

import pytest

from geodata.places.projection import to_metres
from geodata.transit.assembling import timetable_of
from geodata.transit.door_to_door import door_to_door
from geodata.transit.journey import day_between
from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.sources.transit.feed import read_feed
from loaders.sources.transit.gtfs import GTFS
from loaders.store.tables import empty_table


@pytest.fixture(scope="module")
def folder(shared_data):
    place = shared_data.parent / "more" / "mobilite"
    if not place.is_dir():
        pytest.skip("les fichiers réels (../shared/more) ne sont pas là")
    return place


@pytest.fixture(scope="module")
def context():
    return context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))


@pytest.fixture(scope="module")
def trains(folder, context):
    return GTFS.read(folder / "gtfs_sncf_voyages_20241220_hdf.zip", context)


def test_the_trains_are_those_of_a_tuesday_of_term(folder, trains):
    feed = trains.tables["transit_feeds"].iloc[0]
    assert (feed["network"], feed["day"]) == ("SNCF VOYAGEURS", "2025-03-25")
    assert feed["note"] == "périmés depuis le 30 mars 2025"
    assert trains.rows_read == 8_883 + 152
    assert trains.rejects.empty
    # Counted by their dates alone, all of whose trips call in the region (see the file's note).
    tables = read_feed(folder / "gtfs_sncf_voyages_20241220_hdf.zip")
    dates = tables["calendar_dates"]
    services = dates.loc[dates["date"] == "20250325", "service_id"]
    trips = tables["trips"]
    assert len(trains.tables["transit_runs"]) == trips["service_id"].isin(services).sum() == 111


def test_a_train_from_arras_to_lille_is_that_of_the_feed(trains):
    tables = {name: trains.tables.get(name, empty_table(name)) for name in (
        "transit_stops", "transit_runs", "transit_calls", "transit_changes")}  # fmt: skip
    table = timetable_of(*tables.values())
    stops = tables["transit_stops"]

    def place(name):
        return stops.loc[stops["name"] == name, ["x", "y"]].to_numpy()[0]

    arras, lille = place("Arras"), place("Lille Europe")
    day = day_between(table, arras, lille)
    found = door_to_door(table, [arras], [lille])
    for journey, minutes in ((day.go, found.go), (day.back, found.back)):
        assert (int(minutes[0, 0]) == 255) is (journey is None)
        if journey:
            assert minutes[0, 0] == journey.arrives - journey.leaves
            _is_in_the_feed(journey, tables)


def _is_in_the_feed(journey, tables):
    """Check that each ride is two calls of one run, at the hours that the feed gives."""
    calls = tables["transit_calls"].merge(tables["transit_stops"], on=["feed", "stop"])
    for ride in journey.rides:
        on = calls[(calls["name"] == ride.start) & (calls["leaves"] == ride.leaves)]
        off = calls[(calls["name"] == ride.end) & (calls["arrives"] == ride.arrives)]
        assert set(on["run"]) & set(off["run"])


def test_a_whole_school_network_of_another_region_is_read_and_left_there(folder, context):
    found = GTFS.read(folder / "gtfs_lyon_scolaire_202509.zip", context)
    assert (found.rows_read, found.rows_kept, found.tables) == (11_648 + 3_183, 0, {})


def test_that_network_in_its_own_region(folder, context):
    tables = read_feed(folder / "gtfs_lyon_scolaire_202509.zip")
    xy = to_metres(tables["stops"][["stop_lon", "stop_lat"]].astype(float).to_numpy())
    there = context.communes.iloc[:1].copy()
    there[["x", "y"]] = xy.mean(axis=0)
    found = GTFS.read(folder / "gtfs_lyon_scolaire_202509.zip", replace(context, communes=there))
    feed = found.tables["transit_feeds"].iloc[0]
    assert feed["day"] in ("2025-09-16", "2025-09-23", "2025-09-30", "2025-10-07", "2025-10-14")
    calls = found.tables["transit_calls"]
    assert len(calls) > 3_000
    assert found.rows_kept + len(found.rejects) + found.elsewhere == found.rows_read


def test_a_list_of_lines_is_no_timetable(folder):
    assert recognise(folder / "gtfs_ilevia_routes_extrait.csv") is None
