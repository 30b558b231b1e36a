"""Rows read one by one are those of the whole table."""

import numpy as np
import pandas as pd

from geodata.tables.rows import Records, RowsByKey, rows_of

_TABLE = pd.DataFrame(
    {
        "name": pd.Series(["a", "b", None, "d"], dtype="str"),
        "n": pd.Series([1, None, 3, 4], dtype="Int64"),
        "x": [0.5, 1.5, 2.5, np.nan],
    }
)


def test_some_rows_are_those_of_the_table():
    assert str(Records(_TABLE).at(np.array([3, 0]))) == str(rows_of(_TABLE.iloc[[3, 0]]))
    assert Records(_TABLE).at([]) == []
    assert Records(_TABLE.iloc[:0]).at(()) == []


def test_the_rows_of_a_key_are_in_their_order():
    rows = RowsByKey(np.array([2, 0, -1, 2, 0, 2]), 4)
    assert [rows.of(key).tolist() for key in range(4)] == [[1, 4], [], [0, 3, 5], []]
