"""The journeys of the region by public transport: computed once for a build, kept in the store."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from geodata.parts import Runner, one_by_one
from geodata.transit.assembling import superseded, timetable_of
from geodata.transit.door_to_door import DoorToDoor, door_to_door
from geodata.travel.margin import OUT_OF_REACH
from geodata.vocabulary import TRANSIT
from loaders.store.tables import Tables

FEED_TABLES = ("transit_feeds", "transit_stops", "transit_runs", "transit_calls", "transit_changes")


def with_transit(
    tables: Tables, progress: Callable[[str], None], run: Runner = one_by_one
) -> Tables:
    """Return the tables with the times by public transport, the same where no feed is loaded.

    Parameters
    ----------
    progress : told in French what is being done
    run : what runs the long part (`loaders.building.cluster`)
    """
    tables = _newest(tables)
    timetable = timetable_of(
        tables.transit_stops, tables.transit_runs, tables.transit_calls, tables.transit_changes
    )
    if timetable is None:
        return tables
    progress(f"Temps de trajet : {TRANSIT} ({len(tables.transit_runs)} courses)")
    found = door_to_door(
        timetable,
        tables.communes[["x", "y"]].to_numpy(dtype=np.float64),
        tables.sites[["x", "y"]].to_numpy(dtype=np.float64),
        lambda done, of: progress(f"Temps de trajet : {TRANSIT}, {done} lieux sur {of}"),
        run,
    )
    return replace(
        tables,
        travel={**tables.travel, TRANSIT: found.day},
        transit_times=_listed(found, tables),
    )


def _newest(tables: Tables) -> Tables:
    """Return the tables without the feeds of which a later edition is there."""
    gone = superseded(tables.transit_feeds, tables.transit_stops)
    if not gone:
        return tables
    kept = {
        name: table[~table["feed"].isin(gone)].reset_index(drop=True)
        for name in FEED_TABLES
        for table in [getattr(tables, name)]
    }
    return replace(tables, **kept)


def _listed(found: DoorToDoor, tables: Tables) -> pd.DataFrame:
    site, commune = np.nonzero(found.go < OUT_OF_REACH)
    back, last = found.back[site, commune], found.last[site, commune]
    return pd.DataFrame(
        {
            "site": tables.sites["site"].to_numpy()[site],
            "commune": tables.communes["code"].to_numpy()[commune],
            "go": found.go[site, commune],
            "changes": found.changes[site, commune],
            "back": pd.Series(back, dtype="Int64").mask(back == OUT_OF_REACH),
            "last": pd.Series(last, dtype="Int64").mask(last < 0),
        }
    )
