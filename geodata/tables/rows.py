"""The rows of a table as dictionaries, for what is told of a few of them."""

from typing import Any

import pandas as pd


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what `to_dict("records")` does.

    Read column by column: texts that Arrow holds are slow to read one by one, as Pandas does.
    """
    names = [str(name) for name in table.columns]
    columns = [column.tolist() for _, column in table.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
