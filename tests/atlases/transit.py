"""The demonstration with a timetable written by hand: from Fourmies to Maubeuge by Avesnes."""

from dataclasses import replace

from samples.gtfs_files import feed_tables, write_feed

from geodata.assembly import make_atlas
from loaders.project_data.profile import read_profile
from loaders.source import Context
from loaders.sources.transit.gtfs import GTFS
from loaders.transit.times import with_transit

FOURMIES, AVESNES, MAUBEUGE, ANOR = "59249", "59036", "59392", "59012"


def timed_store(store, path):
    """Return a store with the feed of a file, read and computed as a build does."""
    known = Context(store.communes, None, None, read_profile("hauts-de-france"))
    tables = {
        name: table.assign(source="gtfs") for name, table in GTFS.read(path, known).tables.items()
    }
    return with_transit(replace(store, **tables), lambda _: None)


def fourmies_feed(store, path):
    """Write a feed: a bus and a train with a change at Avesnes, no way back to Anor at night."""
    halls = store.communes.set_index("code")
    stops = {
        name: (round(halls.at[code, "lat"], 6), round(halls.at[code, "lon"], 6))
        for name, code in
        (("F", FOURMIES), ("V", AVESNES), ("M", MAUBEUGE), ("N", ANOR))
    }  # fmt: skip
    return write_feed(
        path,
        feed_tables(
            ("951", [("N", "7:15:00", None), ("F", "7:30:00", None), ("V", "8:00:00", None)]),
            ("K62", [("V", "8:06:00", None), ("M", "8:41:00", None)]),
            ("K62", [("M", "17:20:00", None), ("V", "17:55:00", None)]),
            ("951", [("V", "18:05:00", None), ("F", "18:35:00", None)]),
            ("951", [("V", "15:05:00", None), ("F", "15:35:00", None), ("N", "15:50:00", None)]),
            ("K62", [("M", "14:20:00", None), ("V", "14:55:00", None)]),
            stops=stops,
            start="20260901",
            end="20270630",
        ),
    )


def fourmies_atlas(store, path):
    """Return the atlas of a store with that feed."""
    return make_atlas(timed_store(store, fourmies_feed(store, path)))
