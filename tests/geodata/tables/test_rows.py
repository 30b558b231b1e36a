"""Rows as dictionaries: what pandas gives, of every kind of column."""

import pandas as pd

from geodata.tables.rows import rows_of


def test_the_rows_are_those_that_pandas_gives():
    table = pd.DataFrame(
        {
            "text": ["à", ""],
            "flag": pd.Series([True, False], dtype="boolean"),
            "count": pd.Series([3, 4], dtype="Int64"),
            "metres": [1.5, 2.0],
            "day": pd.to_datetime(["2026-01-02", "2026-03-04"]),
        }
    )
    assert rows_of(table) == table.to_dict("records")
    assert [type(value) for value in rows_of(table)[0].values()][:4] == [str, bool, int, float]
    assert rows_of(table.iloc[:0]) == []


def test_what_is_unknown_stays_so():
    flag = pd.DataFrame({"flag": pd.Series([pd.NA], dtype="boolean")})
    assert rows_of(flag)[0]["flag"] is pd.NA
