"""How a list is sorted, declared once: the tables, their files and the browser read the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.folding import fold


@dataclass(frozen=True)
class Order:
    """An order of a list.

    Attributes
    ----------
    label : what a reader chooses it by, in French
    keys : columns, each settling the ties of those before; « -column » is from the greatest to
        the least. What is not known comes last in both directions.
    """

    label: str
    keys: tuple[str, ...]

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table in this order; equal rows stay as they were.

        `assets/base/order.js` does the same to what the browser holds.
        """
        return table.sort_values(
            [key.removeprefix("-") for key in self.keys],
            ascending=[not key.startswith("-") for key in self.keys],
            na_position="last",
            kind="stable",
        )

    def rows(self, columns: Mapping[str, NDArray[Any]]) -> NDArray[np.int64]:
        """Return the positions of rows in this order, as `of`, from numbers and dates alone."""
        keys = [_ranks(columns[key.removeprefix("-")], key.startswith("-")) for key in self.keys]
        return np.lexsort(keys[::-1])


def _ranks(values: NDArray[Any], descending: bool) -> NDArray[Any]:
    """Return what sorts as values do, those that are not known last."""
    if not descending:
        return values  # NaN and NaT are last
    ranks: NDArray[np.int64] = np.unique(values, return_inverse=True)[1]
    return np.where(pd.isna(values), len(values), -ranks)


def chosen(orders: Mapping[str, Order], name: str | None) -> Order:
    """Return the order of a name; the first, which is the default, when there is no such name."""
    return orders.get(name or "") or next(iter(orders.values()))


def by_names(table: pd.DataFrame, column: str, names: Sequence[str]) -> pd.DataFrame:
    """Return the rows of a table in the order of the names of a column; unnamed ones come last.

    Names are compared folded: a page writes its spaces otherwise than a file.
    """
    rank = {fold(name): place for place, name in reversed(list(enumerate(names)))}
    places = table[column].astype(str).map(fold).map(rank)
    return table.loc[places.sort_values(kind="stable", na_position="last").index]
