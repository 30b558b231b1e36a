"""The timetable of the region, from the tables of its feeds."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.transit.timetable import Timetable

_SAME = 0.5
"""Share of the stops of a feed that a later one of its network has, if it is the next edition."""


def superseded(feeds: pd.DataFrame, stops: pd.DataFrame) -> set[str]:
    """Return the feeds of which a later edition is there: same network, same stops for half."""
    places = {feed: set(rows["id"]) for feed, rows in stops.groupby("feed")}
    gone: set[str] = set()
    ordered = feeds.sort_values(["end", "start"], ascending=False)
    for _, rows in ordered.groupby("network"):
        kept: list[str] = []
        for feed in rows["feed"]:
            own = places.get(feed, set())
            if any(len(own & places[other]) >= _SAME * max(1, len(own)) for other in kept):
                gone.add(feed)
            else:
                kept.append(feed)
                places.setdefault(feed, own)
    return gone


def timetable_of(
    stops: pd.DataFrame, runs: pd.DataFrame, calls: pd.DataFrame, changes: pd.DataFrame
) -> Timetable | None:
    """Return the timetable of tables of `geodata.transit.schema`, None when nothing runs."""
    if calls.empty:
        return None
    stop_row, run_row = _rows(stops, "stop"), _rows(runs, "run")
    stop, run = _found(stop_row, calls, "stop"), _found(run_row, calls, "run")
    follows = np.append(run[1:] == run[:-1], False)
    hop = np.flatnonzero(follows)
    arrives, leaves = (calls[name].to_numpy(dtype=np.int32) for name in ("arrives", "leaves"))
    boards, alights = (calls[name].to_numpy(dtype=bool) for name in ("boards", "alights"))
    said = zip(
        _found(stop_row, changes, "start").tolist(),
        _found(stop_row, changes, "end").tolist(),
        changes["minutes"].tolist(),
        strict=True,
    )
    return Timetable(
        names=stops["name"].to_numpy(dtype=object),
        xy=stops[["x", "y"]].to_numpy(dtype=np.float64),
        trips=runs[["line", "kind", "towards"]].reset_index(drop=True),
        start=stop[hop],
        end=stop[hop + 1],
        leaves=leaves[hop],
        arrives=arrives[hop + 1],
        trip=run[hop],
        boards=boards[hop],
        alights=alights[hop + 1],
        rank=hop.astype(np.int32),
        changes={(a, b): None if pd.isna(minutes) else int(minutes) for a, b, minutes in said},
    )


def _rows(table: pd.DataFrame, name: str) -> pd.Series:
    keys = pd.MultiIndex.from_frame(table[["feed", name]])
    return pd.Series(np.arange(len(table), dtype=np.int32), index=keys)


def _found(rows: pd.Series, table: pd.DataFrame, name: str) -> NDArray[np.int32]:
    keys = pd.MultiIndex.from_frame(table[["feed", name]])
    return rows.reindex(keys).to_numpy(dtype=np.int32)
