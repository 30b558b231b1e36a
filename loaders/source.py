"""What a source of data is to the builder: how to know its files, and what reading one gives."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.completeness.covers import Covers
from geodata.tables.schema import SITES


@dataclass(frozen=True, eq=False)
class Context:
    """What a parser may know of the region.

    `communes` has the schema COMMUNES with its polygons (EPSG:2154); `certifications` the columns
    title, short, level, nsf, romes, rncp…; `romes` the schema ROMES; `lycees` the columns uai,
    name, city, commune (empty where unknown); `profile` is the region's profile.

    What the files read before gave: `nomenclatures`, their tables that are not tables of the store,
    by name, the newest vintage first; `places`, the sites (schema SITES) of the sources that give
    « places », those at an address only. `today` is the day of the
    reading: what is over, closed or to come depends on it. A context is equal to itself alone, so
    that what is made of it is made once for all the files that are read with it.
    """

    communes: gpd.GeoDataFrame
    certifications: pd.DataFrame
    romes: pd.DataFrame
    profile: Any
    lycees: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["uai", "name", "city", "commune"])
    )
    nomenclatures: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(SITES.columns)))
    today: dt.date = field(default_factory=dt.date.today)


REPORT_COLUMNS = ["row", "reason", "content"]


def no_report() -> pd.DataFrame:
    """Return an empty table of rows with their reason."""
    return pd.DataFrame(columns=REPORT_COLUMNS)


def report(rows: pd.DataFrame, which: pd.Series, reasons: pd.Series | str) -> pd.DataFrame:
    """Return the rows that `which` marks, with their reason.

    Parameters
    ----------
    rows : indexed by the row's number in the file, with a column `content`
    which : boolean, aligned on rows
    reasons : one for all, or one a row, aligned on rows
    """
    found = rows[which]
    why = reasons[which].to_numpy() if isinstance(reasons, pd.Series) else reasons
    return pd.DataFrame(
        {"row": found.index.to_numpy(), "reason": why, "content": found["content"].to_numpy()},
        columns=REPORT_COLUMNS,
    )


def counts_of(reasons: pd.Series) -> dict[str, int]:
    """Return how many times each reason is given, the most frequent first."""
    return {str(reason): int(count) for reason, count in reasons.value_counts().items()}


@dataclass(frozen=True)
class Parsed:
    """What one file gave.

    `tables` are tables of the store by name (« sites », « offers », « outcomes »…), or tables that
    other parsers need (« mef », « rncp_rome »…); `rejects` has a row for each
    row of the file that is not kept (row: its number in the file, from 1 without the header;
    reason; content); `elsewhere` counts the rows about other regions, or about a part of what
    another row tells whole, which are no fault of the file, so that rows kept + rows rejected +
    rows elsewhere = `rows_read`; `corrections` has a row
    for each row kept after its place or another value was corrected.
    """

    tables: dict[str, pd.DataFrame]
    rows_read: int
    rejects: pd.DataFrame = field(default_factory=no_report)
    corrections: pd.DataFrame = field(default_factory=no_report)
    vintage: str = ""
    perimeter: str = ""
    elsewhere: int = 0

    @property
    def rows_kept(self) -> int:
        """Number of rows of the file that are in the tables."""
        return self.rows_read - len(self.rejects) - self.elsewhere


@dataclass(frozen=True)
class Source:
    """A data set of a producer: where it comes from, how to know its files, how to read them.

    `page` is the address of the data set at its producer, `rhythm` how often it is published (in
    French). `gives` names the tables that it feeds, of the store or not, and « places » when its
    sites are at their address; `needs` those that it wants in its context: its files are read
    after the files of every source that gives one of them. `recognises` looks at a file's content,
    never at its name. `complementary` says that its files add up (parts of a flow, pages of a
    reply) instead of replacing one another by vintage; a course that two give is kept once, as the
    newest has it. `reissued` says that an issuer of these files publishes all of its offer again
    each time; `series` that files of several periods make a history
    (see `loaders.files.replacing`).
    `covers` says what a whole edition has of the offer; none for a source that gives no course.
    `read` raises SourceError.
    """

    key: str
    name: str
    producer: str
    licence: str
    page: str
    rhythm: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path, Context], Parsed]
    gives: tuple[str, ...] = ("sites", "offers")
    needs: tuple[str, ...] = ()
    complementary: bool = False
    reissued: bool = False
    series: bool = False
    covers: tuple[Covers, ...] = ()
