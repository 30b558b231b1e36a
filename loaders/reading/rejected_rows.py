"""The rows of a table that a parser leaves out, told alike by every parser."""

from collections.abc import Mapping, Sequence

import pandas as pd

from geodata.folding import fold
from loaders.reading.tables import Sheet
from loaders.source import REPORT_COLUMNS, no_report, report

TOTAL_ROW = "ligne de total"

_TOTALS = ("total", "ensemble", "sous total", "tous metiers", "toutes familles")


def totals(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Tell which rows are sums of others, by a cell that says so: « Total », « Ensemble »…

    Parameters
    ----------
    rows : texts
    columns : those that name what a row is about
    """
    said = rows[list(columns)].map(lambda text: fold(text).startswith(_TOTALS))
    return said.any(axis=1)


def malformed(sheet: Sheet) -> pd.DataFrame:
    """Return the report of the rows that are not cut as the header is."""
    rows = [(row, sheet.fault(row), content[:200]) for row, content in sheet.malformed.items()]
    return pd.DataFrame(rows, columns=REPORT_COLUMNS) if rows else no_report()


def sorted_out(
    rows: pd.DataFrame, faults: Mapping[str, pd.Series]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows without a fault, and the report of the others, each under its first fault.

    Parameters
    ----------
    rows : indexed by row number, with `content`
    faults : reason -> which rows have it; those that come first count first
    """
    reasons = pd.Series("", index=rows.index)
    for reason, which in reversed([*faults.items()]):
        reasons = reasons.mask(which, reason)
    bad = reasons != ""
    return rows[~bad], report(rows, bad, reasons)


def joined(reports: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return several reports as one, in the order of the file."""
    full = [part for part in reports if len(part)]
    if not full:
        return no_report()
    return pd.concat(full, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
