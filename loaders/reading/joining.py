"""Tables of one shape that several files give, put one after the other."""

from collections.abc import Sequence

import pandas as pd


def together(tables: Sequence[pd.DataFrame], key: str = "") -> pd.DataFrame:
    """Return the rows of the tables one after the other, the first of each `key` only."""
    full = [table for table in tables if len(table)] or list(tables[:1])
    if not full:
        return pd.DataFrame()
    joined = pd.concat(full, ignore_index=True)
    return joined.drop_duplicates(key, ignore_index=True) if key else joined
