"""Rows as dictionaries: what pandas gives, of every kind of column."""

import numpy as np
import pandas as pd

from geodata.tables.rows import Records, RowsByKey, rows_of


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


def test_some_rows_are_those_of_the_table():
    table = pd.DataFrame(
        {
            "name": pd.Series(["a", "b", None, "d"], dtype="str"),
            "n": pd.Series([1, None, 3, 4], dtype="Int64"),
            "x": [0.5, 1.5, 2.5, np.nan],
        }
    )
    assert str(Records(table).at(np.array([3, 0]))) == str(rows_of(table.iloc[[3, 0]]))
    assert Records(table).at([]) == []
    assert Records(table.iloc[:0]).at(()) == []


def test_the_rows_of_a_key_are_in_their_order():
    rows = RowsByKey(np.array([2, 0, -1, 2, 0, 2]), 4)
    assert [rows.of(key).tolist() for key in range(4)] == [[1, 4], [], [0, 3, 5], []]
