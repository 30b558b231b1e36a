"""Shares of which some terms are secret: what they are between, and what published pairs give.

A survey prints « * » in the place of a small number, which may be a zero. To add it up as a zero
makes a share too low, so three things are kept of a sum: the whole that is published, the part that
is, and the whole of the cells of which the part is published too. The rest of the whole may be all
in the part, or none of it.
"""

import math
from dataclasses import dataclass

import pandas as pd

WHOLE = "projects"
PARTS = ("difficult", "seasonal")
"""Columns of `geodata.tables.observation.TENSION` that are parts of `WHOLE`."""


@dataclass(frozen=True)
class Share:
    """A share in %, of what is published of its whole.

    Attributes
    ----------
    low, high : whatever the secret parts are
    known : on the cells of which both terms are published, None without any
    part, paired : the terms of `known`
    """

    low: float
    high: float
    known: float | None
    part: float
    paired: float

    @property
    def exact(self) -> bool:
        """Whether no secret can move it."""
        return self.low == self.high

    @property
    def told(self) -> bool:
        """Whether it says anything: from 0 to 100 does not."""
        return self.known is not None or self.low > 0 or self.high < 100


def share(part: float, whole: float, paired: float) -> Share | None:
    """Return the share of a part in a whole, None where no whole is published.

    Parameters
    ----------
    part : what is published of it; NaN where nothing is
    whole : what is published of it
    paired : the whole of the cells of which the part is published too; NaN where that is not known
    """
    if math.isnan(whole) or whole <= 0:
        return None
    if math.isnan(paired):
        low = 0.0 if math.isnan(part) else 100 * min(part, whole) / whole
        return Share(low, 100.0, None, part, paired)
    # A part beyond its pairs is of cells whose whole is secret: those are in neither term.
    part = 0.0 if math.isnan(part) else min(part, paired)
    known = 100 * part / paired if paired > 0 else None
    return Share(100 * part / whole, 100 * (part + whole - paired) / whole, known, part, paired)


def paired(rows: pd.DataFrame, part: str) -> pd.Series:
    """Return the whole of the cells of which the part is published too, float, row by row.

    Parameters
    ----------
    rows : `projects`, the part, `partial` (words; may be absent) and, of sums, `<part>_of`

    Returns
    -------
    0 where either is secret, NaN where a sum with secrets does not say.
    """
    whole, of_part = (rows[name].astype("Float64").astype("float64") for name in (WHOLE, part))
    sums = rows["partial"] if "partial" in rows else pd.Series("", index=rows.index)
    lacks = sums.fillna("").astype(str).str.split().map(lambda words: part in words).astype(bool)
    found = whole.mask(lacks).mask(whole.isna() | of_part.isna(), 0.0)
    given = f"{part}_of"
    return rows[given].astype("Float64").astype("float64").fillna(found) if given in rows else found


def shares(rows: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return `low`, `high` and `known` of each row in %, NaN where there is none."""
    terms = zip(
        rows[part].astype("Float64").astype("float64"),
        rows[WHOLE].astype("Float64").astype("float64"),
        paired(rows, part),
        strict=True,
    )
    found = [share(*three) for three in terms]
    cells = [(one.low, one.high, one.known) if one else (None, None, None) for one in found]
    return pd.DataFrame(cells, columns=["low", "high", "known"], index=rows.index, dtype="float64")
