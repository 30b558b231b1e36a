"""The rows of a table by the role of its columns, however many sheets they lie on."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from loaders.reading.columns import Names, select
from loaders.reading.rejected_rows import malformed
from loaders.reading.tables import Wanted, read_tables


def rows_by_role(
    path: Path, wanted: Wanted, columns: Names, required: Sequence[str]
) -> tuple[pd.DataFrame, int, list[pd.DataFrame]]:
    """Return the rows of the wanted tables of a file, their number, and what cannot be read.

    Parameters
    ----------
    wanted : tells the header of a table that one wants
    columns : the names that each role may have
    required : the roles that must be there

    Returns
    -------
    rows : DataFrame
        Texts, a column per role, indexed by the row's number in its sheet.
    count : int
        Rows of the file, those that cannot be read included.
    reports : list of DataFrame
        The report of the rows that are not cut as the header is, one per sheet.

    Raises
    ------
    MissingColumnError, SourceError
    """
    sheets = read_tables(path, wanted)
    rows = pd.concat([select(sheet.rows, columns, required) for sheet in sheets])
    return rows, sum(sheet.count for sheet in sheets), [*map(malformed, sheets)]
