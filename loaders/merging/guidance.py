"""The places that help, each once, whatever the number of lists that name it."""

from typing import Any

import numpy as np
import pandas as pd

from geodata.folding import fold

_SAME = 150.0  # metres: two desks of one kind that near are one


def each_once(table: pd.DataFrame) -> pd.DataFrame:
    """Keep once the places that several lists tell: an address first, then the newest row.

    Two rows of one kind and one commune are one place when their names are the same, when they are
    within 150 m, or when one has no address: nobody then knows that they are two. Two rows of one
    list are two places.
    """
    if table.empty:
        return table
    first = table.assign(coarse=table["precision"] != "address").sort_values(
        ["coarse", "updated", "vintage"], ascending=[True, False, False], kind="stable"
    )
    kept: dict[tuple[str, str], list[dict[str, Any]]] = {}
    rows: list[int] = []
    records: list[Any] = first.to_dict("records")
    for index, row in zip(first.index, records, strict=True):
        there = kept.setdefault((row["kind"], row["commune"]), [])
        if any(one["place"] == row["place"] or _same(one, row) for one in there):
            continue
        there.append(row)
        rows.append(index)
    return table.loc[sorted(rows)].reset_index(drop=True)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["source"] == other["source"]:
        return False
    if other["coarse"] or fold(one["name"]) == fold(other["name"]):
        return True
    return bool(np.hypot(one["x"] - other["x"], one["y"] - other["y"]) <= _SAME)
