"""A feed of timetables (GTFS): what runs on an ordinary Tuesday of term in the region.

A zip with `stops.txt`, `routes.txt`, `trips.txt`, `stop_times.txt`, `calendar.txt` or
`calendar_dates.txt`, whatever its name. Vehicles that serve no stop near the region are elsewhere,
as those of other days are. Runs to be booked by telephone are left out: nobody knows whether they
will come.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geodata.days import day_in_words
from loaders.errors import SourceError
from loaders.reading.rejected_rows import joined
from loaders.source import Context, Parsed, Source, report
from loaders.sources.transit.calls import read_calls
from loaders.sources.transit.day import Running, running
from loaders.sources.transit.feed import is_feed, read_feed, skipped
from loaders.sources.transit.stops import read_stops

KEY = "gtfs"

_NEAR = 20_000.0  # metres from a town hall of the region: nobody walks farther to a stop
_KINDS = {0: "tram", 1: "métro", 2: "train", 3: "bus", 4: "bateau", 5: "tram", 6: "téléphérique",
          7: "funiculaire", 11: "bus", 12: "train"}  # fmt: skip
_EXTENDED = {
    1: "train", 2: "car", 4: "métro", 5: "métro", 6: "métro", 7: "bus", 8: "bus", 9: "tram",
    10: "bateau", 12: "bateau", 13: "téléphérique", 14: "funiculaire",
}  # fmt: skip
_ON_DEMAND = {"715"}
_RHYTHM = ("start_time", "end_time", "headway_secs")
NO_RHYTHM = "course dont la cadence est illisible"


def read(path: Path, context: Context) -> Parsed:
    """Read a feed.

    Raises SourceError: it has no timetable, no calendar, no Tuesday of term, or is of another time
    zone.
    """
    tables = read_feed(path)
    chosen = running(tables, context.today)
    _check_zone(tables["agency"], chosen.day, context.profile.time_zone)
    stops, refused, corrected = read_stops(tables["stops"], context.communes)
    runs = _runs(tables, chosen)
    times = tables["stop_times"]
    of_day = times[times["trip_id"].isin(set(runs["trip"]))]
    near = _near(stops, context)
    served = set(of_day.loc[of_day["stop_id"].isin(near), "trip_id"])
    here = of_day[of_day["trip_id"].isin(served)]
    uncertain = here["trip_id"].isin(_without_rhythm(tables["frequencies"]))
    told = here.assign(content="frequencies.txt : " + here["trip_id"])
    here = here[~uncertain]
    calls, reports = read_calls(here, stops, runs.set_index("trip")["kind"])
    lost = skipped(tables)
    rejects = joined([lost, refused, report(told, uncertain, NO_RHYTHM), *reports])
    count = len(times) + len(tables["stops"]) + len(lost)
    feed = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    kept = int(stops["station"].isin(set(calls["stop"])).sum())
    return Parsed(
        tables=_tables(feed, tables, chosen, stops, runs, calls, context.today),
        rows_read=count,
        rejects=rejects,
        corrections=corrected,
        vintage=f"du {chosen.start.isoformat()} au {chosen.end.isoformat()}",
        perimeter=f"{_network(tables)}, le mardi {day_in_words(chosen.day)}",
        elsewhere=count - len(rejects) - len(calls) - kept,
    )


def _check_zone(agency: pd.DataFrame, day: dt.date, zone: str) -> None:
    noon = dt.datetime.combine(day, dt.time(12))
    for name in sorted(set(agency["agency_timezone"]) - {""}):
        try:
            known = _zones().get(name.replace(" ", "_").casefold(), name)
            there = noon.replace(tzinfo=ZoneInfo(known)).utcoffset()
        except (ZoneInfoNotFoundError, ValueError):
            raise SourceError(f"fuseau horaire inconnu : « {name} »") from None
        if there != noon.replace(tzinfo=ZoneInfo(zone)).utcoffset():
            raise SourceError(
                f"horaires d'un autre fuseau (« {name} ») que celui de la région (« {zone} ») : "
                "ils seraient faux de plusieurs heures"
            )


@cache
def _zones() -> dict[str, str]:
    """Return the name of each time zone by its small letters: a name of file has a case."""
    return {name.casefold(): name for name in available_timezones()}


def _runs(tables: Mapping[str, pd.DataFrame], chosen: Running) -> pd.DataFrame:
    """Return the runs of the day: `trip`, `line`, `kind`, `towards`."""
    routes = tables["routes"].drop_duplicates("route_id").set_index("route_id")
    trips = tables["trips"]
    trips = trips[trips["service_id"].isin(chosen.services)].drop_duplicates("trip_id")
    short, long, kind = (
        trips["route_id"].map(routes[name]).fillna("")
        for name in ("route_short_name", "route_long_name", "route_type")
    )
    runs = pd.DataFrame(
        {
            "trip": trips["trip_id"],
            "line": short.where(short != "", long),
            "kind": kind.map(kind_of),
            "towards": trips["trip_headsign"],
        }
    )
    return runs[~kind.isin(_ON_DEMAND)]


def kind_of(route_type: str) -> str:
    """Return in French what a route's type is, « bus » where it is unknown."""
    if not route_type.isdigit():
        return "bus"
    number = int(route_type)
    return _KINDS.get(number) or _EXTENDED.get(number // 100, "bus")


def _near(stops: pd.DataFrame, context: Context) -> set[str]:
    halls = cKDTree(context.communes[["x", "y"]].to_numpy(dtype=np.float64))
    apart, _ = halls.query(stops[["x", "y"]].to_numpy(dtype=np.float64).reshape(-1, 2))
    return set(stops.loc[apart <= _NEAR, "stop"])


def _tables(
    feed: str,
    tables: Mapping[str, pd.DataFrame],
    chosen: Running,
    stops: pd.DataFrame,
    runs: pd.DataFrame,
    calls: pd.DataFrame,
    today: dt.date,
) -> dict[str, pd.DataFrame]:
    if calls.empty:
        return {}
    calls, runs = _repeated(calls, runs[runs["trip"].isin(set(calls["trip"]))], tables)
    stations = stops.drop_duplicates("stop").set_index("stop").loc[calls["stop"].unique()]
    stop_rank = pd.Series(range(len(stations)), index=stations.index)
    run_rank = pd.Series(range(len(runs)), index=runs["trip"])
    note = "" if chosen.end >= today else f"périmés depuis le {day_in_words(chosen.end)}"
    network = _network(tables)
    return {
        "transit_feeds": pd.DataFrame(
            [{"feed": feed, "network": network, "start": chosen.start.isoformat(),
              "end": chosen.end.isoformat(), "day": chosen.day.isoformat(), "note": note}]
        ),
        "transit_stops": pd.DataFrame(
            {"feed": feed, "stop": stop_rank.to_numpy(), "id": stations.index,
             "name": stations["name"].to_numpy(), "x": stations["x"].to_numpy(),
             "y": stations["y"].to_numpy()}
        ),
        "transit_runs": runs.assign(feed=feed, run=run_rank.to_numpy())[
            ["feed", "run", "line", "kind", "towards"]
        ],
        "transit_calls": pd.DataFrame(
            {"feed": feed, "run": calls["trip"].map(run_rank).to_numpy(),
             "stop": calls["stop"].map(stop_rank).to_numpy(),
             **{name: calls[name].to_numpy() for name in
                ("arrives", "leaves", "boards", "alights")}}
        ),
        "transit_changes": _changes(tables["transfers"], stops, stop_rank).assign(feed=feed),
    }  # fmt: skip


def _network(tables: Mapping[str, pd.DataFrame]) -> str:
    names = [name for name in dict.fromkeys(tables["agency"]["agency_name"]) if name]
    names = names or [name for name in tables["feed_info"]["feed_publisher_name"] if name]
    more = f" et {len(names) - 3} autres" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more if names else "réseau sans nom"


def _repeated(
    calls: pd.DataFrame, runs: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the calls and runs with those that are said to come every so many minutes."""
    said = tables["frequencies"]
    said = said[said["trip_id"].isin(set(runs["trip"]))]
    if said.empty:
        return calls, runs
    patterns = dict(iter(calls.groupby("trip", sort=False)))
    facts = runs.set_index("trip")
    fixed = ~calls["trip"].isin(set(said["trip_id"]))
    new_calls, new_runs = [calls[fixed]], [runs[~runs["trip"].isin(set(said["trip_id"]))]]
    for trip, first, last, every in said[["trip_id", *_RHYTHM]].itertuples(index=False):
        moments = _moments(first, last, every)
        pattern = patterns[trip]
        base = int(pattern["leaves"].iloc[0])
        for moment in moments:
            name = f"{trip} {moment}"
            shifted = {at: pattern[at] - base + moment for at in ("arrives", "leaves")}
            new_calls.append(pattern.assign(trip=name, **shifted))
            new_runs.append(facts.loc[[trip]].rename_axis("trip").reset_index().assign(trip=name))
    return pd.concat(new_calls), pd.concat(new_runs)


def _without_rhythm(said: pd.DataFrame) -> set[str]:
    """Return the runs of which it is said that they come every so often, and not how often."""
    readable = [bool(_moments(*row)) for row in said[list(_RHYTHM)].itertuples(index=False)]
    return set(said["trip_id"]) - set(said.loc[readable, "trip_id"])


def _moments(first: str, last: str, every: str) -> list[int]:
    try:
        (h, m, *_), (hours, minutes, *_) = (
            [int(part) for part in text.split(":")] for text in (first, last)
        )
        seconds = int(every)
    except ValueError:
        return []
    if seconds <= 0:
        return []
    step = max(1, seconds // 60)
    return list(range(h * 60 + m, min(hours, 30) * 60 + minutes, step))


def _changes(transfers: pd.DataFrame, stops: pd.DataFrame, rank: pd.Series) -> pd.DataFrame:
    """Return what the feed says of changes: `start`, `end`, `minutes`, null where forbidden."""
    station = stops.drop_duplicates("stop").set_index("stop")["station"]
    seconds = pd.to_numeric(transfers["min_transfer_time"], errors="coerce")
    minutes = np.ceil(seconds.where(seconds >= 0) / 60).where(transfers["transfer_type"] == "2")
    minutes = minutes.mask(transfers["transfer_type"] == "1", 0)
    rows = pd.DataFrame(
        {
            "start": transfers["from_stop_id"].map(station).map(rank),
            "end": transfers["to_stop_id"].map(station).map(rank),
            "minutes": minutes.astype("Int64"),
        }
    )
    told = minutes.notna() | (transfers["transfer_type"] == "3")
    rows = rows[told & rows["start"].notna() & rows["end"].notna()]
    # The platforms of a station are one stop: what is said of two of them, the longest holds.
    forbidden = (rows["start"] != rows["end"]) | rows["minutes"].notna()
    rows = rows[forbidden].astype({"start": "int64", "end": "int64"})
    return rows.sort_values("minutes", ascending=False, na_position="last").drop_duplicates(
        ["start", "end"]
    )[["start", "end", "minutes"]]


GTFS = Source(
    key=KEY,
    name="Horaires de transports en commun (GTFS)",
    producer="Autorités organisatrices et exploitants des réseaux",
    licence="Licence Ouverte ou ODbL, selon le réseau",
    page="https://transport.data.gouv.fr/",
    rhythm="chaque mois",
    recognises=is_feed,
    read=read,
    gives=("transit_feeds", "transit_stops", "transit_runs", "transit_calls", "transit_changes"),
    complementary=True,
)
