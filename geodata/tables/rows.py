"""The rows of a table as dictionaries, for what is told of a few of them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what `to_dict("records")` does.

    Read column by column: texts that Arrow holds are slow to read one by one, as Pandas does.
    """
    names = [str(name) for name in table.columns]
    columns = [column.tolist() for _, column in table.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


class Records:
    """A table of which a few rows are often read: what Pandas takes a millisecond for.

    Its values are kept as Python has them; a table as long as the courses is too heavy for that.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._columns = {str(name): column.tolist() for name, column in table.items()}

    def at(self, rows: Iterable[int]) -> list[dict[str, Any]]:
        """Return some rows as `rows_of` does, in the order given."""
        return [
            {name: column[row] for name, column in self._columns.items()}
            for row in (int(row) for row in rows)
        ]


class RowsByKey:
    """The rows of a long table by the value of a column, two numbers a row.

    Parameters
    ----------
    keys : int (n,), the key of each row; those below 0 are no key's
    n_keys : keys, from 0
    """

    def __init__(self, keys: NDArray[np.int64], n_keys: int) -> None:
        self._rows = np.argsort(keys, kind="stable")
        self._starts = np.searchsorted(keys[self._rows], np.arange(n_keys + 1))

    def of(self, key: int) -> NDArray[np.int64]:
        """Return the rows of a key, growing."""
        return self._rows[self._starts[key] : self._starts[key + 1]]
