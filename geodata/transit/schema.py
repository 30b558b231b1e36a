"""The tables of timetables in the store; the conventions are those of `geodata.tables.schema`.

Stops and runs are numbered in their feed; times are minutes since midnight, over 1,440 after it.
"""

import pandera.pandas as pa


def _text(**options: object) -> pa.Column:
    return pa.Column(str, nullable=False, **options)  # type: ignore[arg-type]


_FEED = _text(checks=pa.Check.str_length(min_value=1))
_NUMBER = pa.Column("int32", pa.Check.ge(0))
_MINUTES = pa.Column("Int64", pa.Check.ge(0), nullable=True)

FEEDS = pa.DataFrameSchema(
    {
        "feed": _FEED,
        "network": _text(checks=pa.Check.str_length(min_value=1)),
        "start": _text(),
        "end": _text(),
        "day": _text(),  # the ordinary Tuesday that stands for all, ISO 8601
        "note": _text(),  # what is wrong with it and does not prevent its use, "" when nothing
    },
    strict="filter",
    coerce=True,
    name="transit_feeds",
)

STOPS = pa.DataFrameSchema(
    {
        "feed": _FEED,
        "stop": _NUMBER,
        "id": _text(),
        "name": _text(),
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
    },
    strict="filter",
    coerce=True,
    name="transit_stops",
)

RUNS = pa.DataFrameSchema(
    {"feed": _FEED, "run": _NUMBER, "line": _text(), "kind": _text(), "towards": _text()},
    strict="filter",
    coerce=True,
    name="transit_runs",
)

CALLS = pa.DataFrameSchema(
    {
        "feed": _FEED,
        "run": _NUMBER,
        "stop": _NUMBER,
        "arrives": pa.Column("int32", pa.Check.ge(0)),
        "leaves": pa.Column("int32", pa.Check.ge(0)),
        "boards": pa.Column("bool"),
        "alights": pa.Column("bool"),
    },
    strict="filter",
    coerce=True,
    name="transit_calls",
)
"""Where a run stops, in its order."""

CHANGES = pa.DataFrameSchema(
    {"feed": _FEED, "start": _NUMBER, "end": _NUMBER, "minutes": _MINUTES},
    strict="filter",
    coerce=True,
    name="transit_changes",
)
"""Minutes that a feed gives to change; null where it forbids it."""

TIMES = pa.DataFrameSchema(
    {
        "site": _text(),
        "commune": _text(),
        "go": pa.Column("uint8"),
        "changes": pa.Column("uint8"),
        "back": _MINUTES,
        "last": _MINUTES,
    },
    strict="filter",
    coerce=True,
    name="transit_times",
)
"""Journeys from a commune to a site that has a way there: see `geodata.transit.door_to_door`.

`back` is null where nobody can come back after 17:00, `last` where nothing leaves then.
"""
