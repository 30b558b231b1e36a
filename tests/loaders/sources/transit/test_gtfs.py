"""Feeds of timetables written by hand: what is kept of them, and what is wrong with the others."""

import datetime as dt
import tarfile
import zipfile

import geopandas as gpd
import numpy as np
import py7zr
import pytest
from samples.gtfs_files import EVERY_DAY, along, feed_tables, write_feed
from shapely import Point

from geodata.places.projection import to_metres
from loaders.errors import SourceError
from loaders.files.finding import find_files
from loaders.files.unpacking import parts_of
from loaders.locating.gazetteer import SWAPPED
from loaders.project_data.profile import read_profile
from loaders.source import Context
from loaders.sources.transit.calls import (
    ALONE,
    BACKWARDS,
    MISPLACED,
    NO_TIME,
    TOO_FAST,
    TWICE,
    UNKNOWN_STOP,
)
from loaders.sources.transit.day import in_term
from loaders.sources.transit.feed import TOO_LONG
from loaders.sources.transit.gtfs import GTFS, NO_RHYTHM, kind_of
from loaders.sources.transit.stops import AT_ZERO, FAR, NO_PLACE

RUN = ("1", along("8:00", "8:20-8:25", "8:45"))
TODAY = dt.date(2026, 11, 27)


def context(lon=3.1, lat=50.0, region="hauts-de-france"):
    """A region of one commune, whose town hall is at stop B."""
    profile = read_profile(region)
    x, y = to_metres(np.array([[lon, lat]]), profile.projection)[0]
    communes = gpd.GeoDataFrame(
        {"code": ["02001"], "x": [x], "y": [y]}, geometry=[Point(x, y)], crs=profile.projection
    )
    return Context(communes, None, None, profile, today=TODAY)


def parsed(tmp_path, tables, **where):
    return GTFS.read(write_feed(tmp_path / "n'importe quel nom.zip", tables), context(**where))


def refused(tmp_path, tables):
    with pytest.raises(SourceError) as error:
        parsed(tmp_path, tables)
    return str(error.value)


def reasons(found):
    return dict(found.rejects["reason"].value_counts())


def test_a_whole_feed(tmp_path):
    found = parsed(tmp_path, feed_tables(RUN))
    assert found.rejects.empty
    assert (found.rows_read, found.rows_kept, found.elsewhere) == (6, 6, 0)
    assert found.vintage == "du 2026-09-01 au 2027-06-30"
    assert found.perimeter == "Réseau d'essai, le mardi 24 novembre 2026"
    feed = found.tables["transit_feeds"].iloc[0]
    assert (feed["network"], feed["day"], feed["note"]) == ("Réseau d'essai", "2026-11-24", "")
    calls = found.tables["transit_calls"]
    assert calls[["arrives", "leaves"]].to_numpy().tolist() == [[480, 480], [500, 505], [525, 525]]
    assert found.tables["transit_runs"][["line", "kind", "towards"]].to_numpy().tolist() == [
        ["1", "bus", "Terminus"]
    ]
    assert found.tables["transit_stops"]["name"].tolist() == ["Arrêt A", "Arrêt B", "Arrêt C"]


def test_a_zip_is_known_by_its_content_and_read_whole(tmp_path):
    path = write_feed(tmp_path / "x.bin", feed_tables(RUN))
    [part] = parts_of(path, "x.bin", (GTFS,))
    assert part.source is GTFS
    folder = {f"export/{name}": text for name, text in feed_tables(RUN).items()}
    assert GTFS.recognises(write_feed(tmp_path / "y.zip", folder))
    assert not GTFS.recognises(write_feed(tmp_path / "z.zip", {"stops": "stop_id\nA\n"}))


@pytest.mark.parametrize("name", ["stops", "routes", "trips", "stop_times"])
def test_a_feed_that_lacks_a_table(tmp_path, name):
    tables = feed_tables(RUN)
    header = tables[name].split("\n")[0]
    assert f"« {name}.txt » est vide" in refused(tmp_path, {**tables, name: header})
    del tables[name]
    if name != "stops":
        path = write_feed(tmp_path / "f.zip", tables)
        assert GTFS.recognises(path)  # so that its fault is told
    assert f"« {name}.txt » manque" in refused(tmp_path, tables)


def test_a_feed_without_calendar(tmp_path):
    tables = feed_tables(RUN)
    del tables["calendar"]
    assert "aucun calendrier" in refused(tmp_path, tables)
    tables["calendar_dates"] = "service_id,date,exception_type\n"
    assert "aucun calendrier" in refused(tmp_path, tables)
    tables["calendar_dates"] += "S,20261117,1\n"
    assert parsed(tmp_path, tables).tables["transit_feeds"]["day"].tolist() == ["2026-11-17"]


@pytest.mark.parametrize(
    ("region", "lon", "lat", "zone"),
    [
        ("guadeloupe", -61.5, 16.2, "America/Guadeloupe"),
        ("martinique", -61.0, 14.6, "America/Martinique"),
        ("guyane", -52.3, 4.9, "America/Cayenne"),
        ("la-reunion", 55.5, -21.1, "Indian/Reunion"),
        ("mayotte", 45.2, -12.8, "Indian/Mayotte"),
    ],
)
def test_a_feed_overseas_is_of_the_zone_of_its_region(tmp_path, region, lon, lat, zone):
    tables = feed_tables(RUN, zone=zone)
    rows = (f"{name},Arrêt {name},{lat},{lon + step}" for name, step in
            (("A", -0.05), ("B", 0), ("C", 0.05)))  # fmt: skip
    tables["stops"] = "\n".join(["stop_id,stop_name,stop_lat,stop_lon", *rows])
    found = parsed(tmp_path, tables, lon=lon, lat=lat, region=region)
    assert (found.rows_kept, len(found.rejects)) == (6, 0)
    at_home = {**tables, "agency": feed_tables(RUN, zone="Europe/Paris")["agency"]}
    with pytest.raises(SourceError, match=f"que celui de la région .« {zone} »"):
        parsed(tmp_path, at_home, lon=lon, lat=lat, region=region)


def test_a_day_taken_away_is_not_chosen(tmp_path):
    dates = "service_id,date,exception_type\nS,20261124,2\n"
    found = parsed(tmp_path, {**feed_tables(RUN), "calendar_dates": dates})
    assert found.tables["transit_feeds"]["day"].tolist() == ["2026-12-01"]


def test_a_feed_of_another_time_zone(tmp_path):
    assert "« UTC »" in refused(tmp_path, feed_tables(RUN, zone="UTC"))
    assert "fuseau horaire inconnu" in refused(tmp_path, feed_tables(RUN, zone="Europe/Lutece"))
    assert parsed(tmp_path, feed_tables(RUN, zone="Europe/Brussels")).rows_kept == 6


def test_a_feed_out_of_date_says_so(tmp_path):
    found = parsed(tmp_path, feed_tables(RUN, start="20250901", end="20260630"))
    feed = found.tables["transit_feeds"].iloc[0]
    assert feed["note"] == "périmés depuis le 30 juin 2026"
    assert in_term(dt.date.fromisoformat(feed["day"]))


def test_a_feed_of_a_summer_has_no_tuesday_of_term(tmp_path):
    message = refused(tmp_path, feed_tables(RUN, start="20260704", end="20260831"))
    assert "période scolaire entre le 4 juillet 2026 et le 31 août 2026" in message
    assert "mardi" in refused(tmp_path, feed_tables(RUN, days="1,0,1,1,1,1,1"))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("2026-10-13", True), ("2026-10-20", False), ("2025-11-11", False), ("2026-12-15", True),
        ("2026-12-22", False), ("2027-01-05", False), ("2027-02-09", False), ("2027-03-16", True),
        ("2027-04-13", False), ("2027-05-18", True), ("2027-07-06", False),
    ],
)  # fmt: skip
def test_term_is_out_of_the_holidays_of_every_zone(day, term):
    assert in_term(dt.date.fromisoformat(day)) is term


@pytest.mark.parametrize(
    ("place", "reason"),
    [((0, 0), AT_ZERO), (("", ""), NO_PLACE), ((3.1, -50.0), FAR), ((95, 3), FAR)],
)
def test_a_stop_without_a_usable_place(tmp_path, place, reason):
    stops = {"A": (50.0, 3.0), "B": place, "C": (50.0, 3.2)}
    found = parsed(tmp_path, feed_tables(RUN, stops=stops))
    assert reasons(found) == {reason: 1, UNKNOWN_STOP: 1}
    assert found.rows_read == found.rows_kept + len(found.rejects) + found.elsewhere
    assert found.tables["transit_calls"]["arrives"].tolist() == [480, 525]


def test_a_stop_far_away_from_its_line_is_left_out(tmp_path):
    stops = {"A": (50.0, 3.0), "B": (43.3, 5.4), "C": (50.0, 3.2), "D": (50.0, 3.3)}
    run = ("1", along("8:00", "8:20", "8:45", "9:00", stops="ABCD"))
    found = parsed(tmp_path, feed_tables(run, stops=stops))
    assert reasons(found) == {MISPLACED: 1}
    assert found.tables["transit_stops"]["name"].tolist() == ["Arrêt A", "Arrêt C", "Arrêt D"]


def test_an_impossible_speed_loses_the_run_alone(tmp_path):
    slow = ("1", along("9:00", "9:10", "9:20"))
    fast = ("2", along("8:00", "8:01", stops="AC"))
    stops = {"A": (50.0, 3.0), "B": (50.0, 3.1), "C": (50.0, 3.3)}
    found = parsed(tmp_path, feed_tables(slow, fast, stops=stops))
    assert reasons(found) == {TOO_FAST: 2}
    assert found.tables["transit_runs"]["line"].tolist() == ["1"]


def test_hours_that_cannot_be(tmp_path):
    backwards = ("2", along("8:00", "7:50", "8:45"))
    unreadable = ("3", along("8:00", "huit heures", "8:45"))
    alone = ("4", along("8:00", "?", stops="AB"))
    found = parsed(tmp_path, feed_tables(RUN, backwards, unreadable, alone))
    assert reasons(found) == {BACKWARDS: 3, NO_TIME: 2, ALONE: 1}
    assert found.tables["transit_runs"]["line"].tolist() == ["1", "3"]


def test_hours_after_midnight_and_hours_unsaid(tmp_path):
    tables = feed_tables(("1", along("24:10", "24:30", "25:00")))
    tables["stop_times"] = tables["stop_times"].replace("24:30:00,24:30:00", ",")
    found = parsed(tmp_path, tables)
    assert found.tables["transit_calls"]["arrives"].tolist() == [1450, 1475, 1500]


def test_seconds_are_rounded_against_the_traveller(tmp_path):
    tables = feed_tables(RUN)
    tables["stop_times"] = tables["stop_times"].replace("8:20:00,8:25:00", "8:20:10,8:25:50")
    calls = parsed(tmp_path, tables).tables["transit_calls"]
    assert calls[["arrives", "leaves"]].iloc[1].tolist() == [501, 505]


def test_getting_on_by_telephone_is_not_counted_on(tmp_path):
    tables = feed_tables(RUN)
    lines = tables["stop_times"].rstrip().split("\n")
    kinds = ["pickup_type,drop_off_type", "2,0", "1,3", "0,2"]
    tables["stop_times"] = "\n".join(map(",".join, zip(lines, kinds, strict=True)))
    calls = parsed(tmp_path, tables).tables["transit_calls"]
    assert calls[["boards", "alights"]].to_numpy().tolist() == [
        [False, True], [False, True], [True, False]
    ]  # fmt: skip
    tables["routes"] = tables["routes"].replace(",3\n", ",715\n")
    assert parsed(tmp_path, tables).tables == {}


def test_vehicles_far_from_the_region_are_elsewhere(tmp_path):
    found = parsed(tmp_path, feed_tables(RUN), lon=5.0, lat=44.0)
    assert (found.rows_kept, found.elsewhere, found.tables) == (0, 6, {})


def test_a_run_that_comes_every_so_many_minutes(tmp_path):
    tables = feed_tables(RUN)
    tables["frequencies"] = "trip_id,start_time,end_time,headway_secs\nT0,06:00:00,07:00:00,1200\n"
    calls = parsed(tmp_path, tables).tables["transit_calls"]
    assert calls.groupby("run")["leaves"].first().tolist() == [360, 380, 400]
    assert calls.groupby("run")["arrives"].last().tolist() == [405, 425, 445]


def test_platforms_of_a_station_are_one_stop_and_changes_are_read(tmp_path):
    tables = feed_tables(RUN, ("2", along("9:00", "9:20", stops="BC")))
    tables["stops"] = (
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
        "A,A,50.0,3.0,0,\nB,Quai 1,50.0,3.1,0,G\nC,C,50.0,3.2,0,\nG,Gare,50.0,3.1,1,\n"
        "E,Entrée,,,2,G\n"
    )
    tables["transfers"] = (
        "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nB,B,2,301\nA,C,3,\nA,B,0,\n"
    )
    found = parsed(tmp_path, tables)
    assert found.rejects.empty
    assert found.tables["transit_stops"]["name"].tolist() == ["A", "Gare", "C"]
    changes = found.tables["transit_changes"]
    assert changes[["start", "end", "minutes"]].astype(object).fillna(-1).to_numpy().tolist() == [
        [1, 1, 6], [0, 2, -1]
    ]  # fmt: skip


def test_kinds_of_vehicles():
    codes = {
        "0": "tram", "1": "métro", "2": "train", "3": "bus", "106": "train", "204": "car",
        "700": "bus", "712": "bus", "900": "tram", "1200": "bateau", "": "bus", "x": "bus",
    }  # fmt: skip
    assert {code: kind_of(code) for code in codes} == codes


def test_a_damaged_feed_is_refused_in_one_sentence(tmp_path):
    path = write_feed(tmp_path / "f.zip", feed_tables(RUN))
    path.write_bytes(path.read_bytes().replace(b"stop_id,stop_name", b"stop_id,stop_nemo", 1))
    with pytest.raises(SourceError, match="l'archive ou le classeur est coupé ou abîmé"):
        GTFS.read(path, context())


@pytest.mark.parametrize(
    ("table", "column"),
    [("stop_times", "stop_sequence"), ("trips", "trip_id"), ("stops", "stop_lat")],
)
def test_a_table_without_a_column_is_named_with_it(tmp_path, table, column):
    tables = feed_tables(RUN)
    tables[table] = tables[table].replace(column, "autre", 1)
    assert f"« {table}.txt » n'a pas de colonne « {column} »" in refused(tmp_path, tables)


def test_dates_with_dashes_are_read_and_others_are_shown(tmp_path):
    found = parsed(tmp_path, feed_tables(RUN, start="2026-09-01", end="2027-06-30"))
    assert found.vintage == "du 2026-09-01 au 2027-06-30"
    told = refused(tmp_path, feed_tables(RUN, start="1er septembre", end="30 juin"))
    assert "dates illisibles (« 1er septembre »)" in told


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("01/09/2026", "30/06/2027", EVERY_DAY),
        ("2026/09/01", "2027/06/30", EVERY_DAY),
        ("20260901.0", "20270630.0", EVERY_DAY.replace("1", "1.0")),
        ("20260901", "20270630", EVERY_DAY.replace("1", "TRUE")),
    ],
)
def test_a_calendar_that_a_spreadsheet_saved_again(tmp_path, start, end, days):
    found = parsed(tmp_path, feed_tables(RUN, start=start, end=end, days=days))
    assert found.vintage == "du 2026-09-01 au 2027-06-30"
    assert found.rows_kept == 6


def test_positions_written_the_other_way_are_put_right_and_said(tmp_path):
    stops = {"A": (3.0, 50.0), "B": (50.0, 3.1), "C": (3.2, 50.0)}
    found = parsed(tmp_path, feed_tables(RUN, stops=stops))
    assert (found.rows_kept, len(found.rejects)) == (6, 0)
    assert found.corrections["reason"].tolist() == [SWAPPED] * 2


@pytest.mark.parametrize("end", ["zip", "tar.gz", "7z"])
def test_a_feed_packed_otherwise_is_read(tmp_path, end):
    """Zips in a zip, and the archives of other programs."""
    tables, path = feed_tables(RUN), tmp_path / f"reseaux.{end}"
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    if end == "zip":
        other = {**tables, "agency": tables["agency"].replace("essai", "autre")}
        feeds = [write_feed(tmp_path / f"{n}.zip", t) for n, t in (("a", tables), ("b", other))]
        with zipfile.ZipFile(path, "w") as archive:
            for feed in feeds:
                archive.write(feed, feed.name)
    elif end == "7z":
        with py7zr.SevenZipFile(path, "w") as archive:
            archive.writeall(folder, "in")
    else:
        with tarfile.open(path, "w:gz") as archive:
            archive.add(folder, "in")
    parts = parts_of(path, path.name)
    inside = ["a.zip", "b.zip"] if end == "zip" else ["in"]
    assert [part.name for part in parts] == [f"reseaux.{end}/{name}" for name in inside]
    for part in parts:
        assert GTFS.read(part.path, context()).rows_kept == 6


def test_calls_written_twice_count_once(tmp_path):
    tables = feed_tables(RUN)
    tables["stop_times"] += "".join(tables["stop_times"].splitlines(keepends=True)[1:])
    found = parsed(tmp_path, tables)
    assert (found.rows_read, found.rows_kept, reasons(found)) == (9, 6, {TWICE: 3})


@pytest.mark.parametrize("rank", [1, 2])
def test_a_line_with_a_comma_too_many_is_named(tmp_path, rank):
    tables = feed_tables(RUN)
    lines = tables["stops"].splitlines()
    lines[rank] = lines[rank].replace("Arrêt", "Arrêt, quai")
    found = parsed(tmp_path, {**tables, "stops": "\n".join(lines)})
    assert found.rows_read == found.rows_kept + len(found.rejects) + found.elsewhere == 6
    assert reasons(found) == {UNKNOWN_STOP: 1, NO_PLACE if rank == 1 else TOO_LONG: 1}


def test_a_run_lost_by_a_comma_too_many_is_named_too(tmp_path):
    tables = feed_tables(RUN, ("2", along("9:00", "9:20", "9:40")))
    lines = tables["trips"].splitlines()
    found = parsed(tmp_path, {**tables, "trips": "\n".join([*lines[:2], f"{lines[2]},de trop"])})
    assert reasons(found) == {TOO_LONG: 1}
    assert found.rejects["content"].tolist() == ["trips.txt ligne 3"]
    assert found.rows_read == found.rows_kept + len(found.rejects) + found.elsewhere


def test_a_feed_with_dates_alone_runs_on_those(tmp_path):
    tables = feed_tables(RUN)
    tables["calendar_dates"] = "service_id,date,exception_type\nS,20261201,1\nS,20261206,1\n"
    del tables["calendar"]
    found = parsed(tmp_path, tables)
    assert found.perimeter == "Réseau d'essai, le mardi 1er décembre 2026"
    assert len(found.tables["transit_calls"]) == 3


@pytest.mark.parametrize("rhythm", ["06:00:00,07:00:00,0", "06:00:00,07:00:00,-60", "six,sept,x"])
def test_a_run_of_unknown_rhythm_is_left_out_with_its_reason(tmp_path, rhythm):
    tables = feed_tables(RUN, ("2", along("9:00", "9:20", "9:40")))
    tables["frequencies"] = f"trip_id,start_time,end_time,headway_secs\nT0,{rhythm}\n"
    found = parsed(tmp_path, tables)
    assert reasons(found) == {NO_RHYTHM: 3}
    assert found.tables["transit_runs"]["line"].tolist() == ["2"]


def test_a_change_in_less_than_no_time_says_nothing(tmp_path):
    tables = feed_tables(RUN, ("2", along("9:00", "9:20", "9:40")))
    tables["transfers"] = (
        "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,B,2,-90\nB,C,2,90\n"
    )
    changes = parsed(tmp_path, tables).tables["transit_changes"]
    assert changes[["start", "end", "minutes"]].to_numpy().tolist() == [[1, 2, 2]]


@pytest.mark.parametrize("write", [lambda text: text.replace(":", "h"), lambda text: text + ":00"])
def test_times_written_otherwise(tmp_path, write):
    tables = feed_tables(RUN)
    for time in ("8:00", "8:20", "8:25", "8:45"):
        tables["stop_times"] = tables["stop_times"].replace(f"{time}:00", write(time))
    found = parsed(tmp_path, tables)
    assert found.rejects.empty
    assert found.tables["transit_calls"]["leaves"].tolist() == [480, 505, 525]


def test_a_zone_has_no_case_and_names_have_no_entity(tmp_path):
    tables = feed_tables(RUN)
    tables["agency"] = tables["agency"].replace("Europe/Paris", "europe/paris")
    tables["stops"] = tables["stops"].replace("Arrêt A", "Arr&ecirc;t A")
    found = parsed(tmp_path, tables)
    assert found.tables["transit_stops"]["name"].tolist()[0] == "Arrêt A"


def test_a_feed_unpacked_in_a_folder_is_read_as_one(tmp_path):
    (tmp_path / "reseau").mkdir()
    for name, text in feed_tables(RUN).items():
        (tmp_path / "reseau" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "reseau" / "licence.txt").write_text("Licence ouverte", encoding="utf-8")
    found = find_files(tmp_path, (GTFS,))
    assert [(file.name, file.source) for file in found.files] == [("reseau", GTFS)]
    assert found.unrecognised == ("reseau/licence.txt",)
    assert GTFS.read(found.files[0].path, context()).rows_kept == 6
