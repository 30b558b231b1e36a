"""The calls of a feed's vehicles on the day: their times read, and the impossible ones left out."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders.source import report

TWICE = "passage écrit deux fois"
UNKNOWN_STOP = "arrêt inconnu, ou sans place utilisable"
NO_TIME = "horaire illisible"
BACKWARDS = "course dont les horaires reculent"
TOO_FAST = "course à une vitesse impossible"
MISPLACED = "arrêt mal placé : trop loin des arrêts voisins pour le temps donné"
ALONE = "course d'un seul arrêt utilisable"

FASTEST = {"train": 320.0, "bateau": 80.0}
"""Kilometres an hour as the crow flies between two stops, at most."""
_FASTEST_BUS = 120.0

_SLACK = 2.0  # minutes: a timetable is rounded, sometimes down to nothing between two stops
_SLACK_METRES = 1_000.0
_TIME = r"^(\d{1,2}) ?[:hH] ?([0-5]\d)(?: ?[:mM] ?([0-5]\d) ?s?)?$"
_CALL = "2"
"""Getting on or off that must be asked for by telephone: an on-demand service."""


def read_calls(
    stop_times: pd.DataFrame, stops: pd.DataFrame, kinds: pd.Series
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the calls in the order of each run, and the reports of those that are left out.

    Parameters
    ----------
    stop_times : those of the runs of the day
    stops : from `loaders.sources.transit.stops.read_stops`
    kinds : kind of vehicle of each run, by `trip_id`

    Returns
    -------
    `trip`, `stop` (its station), `arrives`, `leaves` (minutes), `boards`, `alights`; the index is
    that of `stop_times`.
    """
    known = stops.drop_duplicates("stop").set_index("stop")
    rows = pd.DataFrame(
        {
            "trip": stop_times["trip_id"],
            "call": stop_times["stop_id"],
            "stop": stop_times["stop_id"].map(known["station"]),
            "x": stop_times["stop_id"].map(known["x"]),
            "y": stop_times["stop_id"].map(known["y"]),
            "rank": pd.to_numeric(stop_times["stop_sequence"], errors="coerce"),
            "first": _seconds(stop_times["arrival_time"]),
            "second": _seconds(stop_times["departure_time"]),
            "unsaid": (stop_times["arrival_time"] == "") & (stop_times["departure_time"] == ""),
            "boards": ~stop_times["pickup_type"].isin(["1", _CALL]),
            "alights": ~stop_times["drop_off_type"].isin(["1", _CALL]),
            "content": "stop_times.txt : " + stop_times["trip_id"] + " " + stop_times["stop_id"],
        }
    )
    rows["first"] = rows["first"].fillna(rows["second"])
    rows["second"] = rows["second"].fillna(rows["first"])
    again = rows.duplicated(["trip", "call", "rank", "first", "second"])
    reports = [report(rows, again, TWICE)]
    rows = rows[~again]
    for reason, bad in (
        (UNKNOWN_STOP, rows["stop"].isna()),
        (NO_TIME, rows["rank"].isna() | (rows["first"].isna() & ~rows["unsaid"])),
    ):
        bad = bad.reindex(rows.index)
        reports.append(report(rows, bad, reason))
        rows = rows[~bad]
    rows = _filled(rows.sort_values(["trip", "rank"], kind="stable"))
    rows = _left_out(rows, rows["first"].isna(), NO_TIME, reports)
    rows = _left_out(rows, _whole_runs(rows, _goes_back(rows)), BACKWARDS, reports)
    fastest = rows["trip"].map(kinds).map(FASTEST).fillna(_FASTEST_BUS)
    rows = _left_out(rows, _misplaced(rows, fastest), MISPLACED, reports)
    too_fast = _too_fast(rows, fastest.reindex(rows.index))
    rows = _left_out(rows, _whole_runs(rows, too_fast), TOO_FAST, reports)
    alone = rows.groupby("trip")["stop"].transform("size") < 2
    rows = _left_out(rows, alone, ALONE, reports)
    # What is rounded is so against the person who would miss a bus.
    arrives = np.ceil(rows["first"] / 60).astype(np.int64)
    leaves = np.floor(rows["second"] / 60).astype(np.int64)
    columns = ["trip", "stop", "boards", "alights"]
    return rows[columns].assign(arrives=arrives, leaves=leaves), reports


def _left_out(
    rows: pd.DataFrame, bad: pd.Series, reason: str, reports: list[pd.DataFrame]
) -> pd.DataFrame:
    reports.append(report(rows, bad, reason))
    return rows[~bad]


def _seconds(texts: pd.Series) -> pd.Series:
    parts = texts.str.extract(_TIME).fillna({2: "0"})
    hours, minutes, seconds = (
        pd.to_numeric(parts[part], errors="coerce").astype("float64") for part in parts
    )
    return hours * 3600 + minutes * 60 + seconds


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """Give a time to the stops between two that have one, as far as they are along the way."""
    gaps = rows["first"].isna()
    if not gaps.any():
        return rows
    partial = rows[rows["trip"].isin(set(rows.loc[gaps, "trip"]))]
    for name in ("first", "second"):
        filled = partial.groupby("trip")[name].transform(
            lambda times: times.interpolate(limit_area="inside")
        )
        rows = rows.assign(**{name: rows[name].fillna(filled)})
    return rows


def _whole_runs(rows: pd.DataFrame, bad: NDArray[np.bool_]) -> pd.Series:
    return rows["trip"].isin(set(rows.loc[bad, "trip"]))


def _same_run(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell whether each call follows another one of its run."""
    trips = rows["trip"].to_numpy()
    return np.append(False, trips[1:] == trips[:-1]) if len(trips) else np.zeros(0, bool)


def _goes_back(rows: pd.DataFrame) -> NDArray[np.bool_]:
    first, second = rows["first"].to_numpy(), rows["second"].to_numpy()
    before = np.append(-np.inf, second[:-1]) if len(rows) else second
    return (second < first) | (_same_run(rows) & (first < before))


def _too_fast(rows: pd.DataFrame, fastest: pd.Series) -> NDArray[np.bool_]:
    """Tell which calls are too far from the one before for the time that it takes."""
    if rows.empty:
        return np.zeros(0, dtype=bool)
    xy = rows[["x", "y"]].to_numpy()
    apart = np.append(0.0, np.hypot(*(xy[1:] - xy[:-1]).T))
    minutes = np.append(0.0, rows["first"].to_numpy()[1:] - rows["second"].to_numpy()[:-1]) / 60
    possible = (minutes + _SLACK) * fastest.to_numpy() * 1000 / 60 + _SLACK_METRES
    return _same_run(rows) & (apart > possible)


def _misplaced(rows: pd.DataFrame, fastest: pd.Series) -> pd.Series:
    """Mark the calls at stops that are too far from all that comes before and after them."""
    fast = _too_fast(rows, fastest)
    same = _same_run(rows)
    stops = rows["call"].to_numpy()
    hops = pd.DataFrame(
        {
            "stop": np.concatenate([stops[same], stops[np.flatnonzero(same) - 1]]),
            "other": np.concatenate([stops[np.flatnonzero(same) - 1], stops[same]]),
            "fast": np.concatenate([fast[same], fast[same]]),
        }
    )
    share = hops.groupby("stop")["fast"].mean()
    others = hops["other"].map(share)
    # Of two stops too far apart, the one whose other neighbours are near is not at fault.
    least = others.groupby(hops["stop"]).min()
    bad = share[(share == 1) & (least < 1)].index
    return rows["call"].isin(set(bad))
