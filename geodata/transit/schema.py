"""The tables of timetables in the store; the conventions are those of `geodata.tables.schema`.

Stops and runs are numbered in their feed; times are minutes since midnight, over 1,440 after it.
"""

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text

_FEED = filled()
_NUMBER = pa.Column("int32", pa.Check.ge(0))
_MINUTES = pa.Column("Int64", pa.Check.ge(0), nullable=True)

FEEDS = table(
    "transit_feeds",
    {
        "feed": _FEED,
        "network": filled(),
        "start": text(),
        "end": text(),
        "day": text(),  # the ordinary Tuesday that stands for all, ISO 8601
        "note": text(),  # what is wrong with it and does not prevent its use, "" when nothing
    },
)

STOPS = table(
    "transit_stops",
    {
        "feed": _FEED,
        "stop": _NUMBER,
        "id": text(),
        "name": text(),
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
    },
)

RUNS = table(
    "transit_runs",
    {"feed": _FEED, "run": _NUMBER, "line": text(), "kind": text(), "towards": text()},
)

CALLS = table(
    "transit_calls",
    {
        "feed": _FEED,
        "run": _NUMBER,
        "stop": _NUMBER,
        "arrives": pa.Column("int32", pa.Check.ge(0)),
        "leaves": pa.Column("int32", pa.Check.ge(0)),
        "boards": pa.Column("bool"),
        "alights": pa.Column("bool"),
    },
)
"""Where a run stops, in its order."""

CHANGES = table(
    "transit_changes",
    {"feed": _FEED, "start": _NUMBER, "end": _NUMBER, "minutes": _MINUTES},
)
"""Minutes that a feed gives to change; null where it forbids it."""

TIMES = table(
    "transit_times",
    {
        "site": text(),
        "commune": text(),
        "go": pa.Column("uint8"),
        "changes": pa.Column("uint8"),
        "back": _MINUTES,
        "last": _MINUTES,
    },
)
"""Journeys from a commune to a site that has a way there: see `geodata.transit.door_to_door`.

`back` is null where nobody can come back after 17:00, `last` where nothing leaves then.
"""
