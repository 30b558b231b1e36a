"""Where people live in each commune: a few points with their people, else the town hall alone."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import ArrayLike, NDArray

from geodata.places.zoning import Zoning
from geodata.tables.columns import table, text

MOST = 4
"""Points of a commune, at most."""

GRAIN = 2_000.0
"""Metres: the smallest squares whose people make one point."""

_FAR = 255  # out of reach, as in `geodata.travel.margin`
_ROWS_AT_ONCE = 256

HOMES = table(
    "homes",
    {
        "commune": text(),
        "x": pa.Column("float64"),
        "y": pa.Column("float64"),
        "people": pa.Column("float64", pa.Check.gt(0)),
        "source": text(),
    },
)
"""A row a point where people live: its commune, metres EPSG:2154, how many they are."""


def gathered(cells: pd.DataFrame) -> pd.DataFrame:
    """Bring many cells to `MOST` points a commune at most.

    The cells of a commune that share a square make one point, their centre weighted by people. The
    squares have sides of `GRAIN`, doubled until the commune has few enough: nobody is lost, and
    the weighted centre of the commune does not move.

    Parameters
    ----------
    cells : columns `commune`, `x`, `y` (metres), `people` (over 0)

    Returns
    -------
    The same columns, by commune, the point of most people first.
    """
    rest, done, side = cells[["commune", "x", "y", "people"]], [], GRAIN
    while len(rest):
        squares = [np.floor(rest[axis] / side).astype(np.int64) for axis in ("x", "y")]
        moments = rest.assign(x=rest["x"] * rest["people"], y=rest["y"] * rest["people"])
        groups = moments.groupby(
            [
                rest["commune"],
                *(
                    square.rename(name)
                    for square, name in zip(squares, ("east", "north"), strict=True)
                ),
            ]
        )
        points = groups[["x", "y", "people"]].sum().reset_index()
        points = points.assign(x=points["x"] / points["people"], y=points["y"] / points["people"])[
            ["commune", "x", "y", "people"]
        ]
        few = points.groupby("commune")["people"].transform("size") <= MOST
        done.append(points[few])
        rest, side = rest[rest["commune"].isin(points.loc[~few, "commune"])], side * 2
    table = pd.concat(done) if done else cells[["commune", "x", "y", "people"]]
    order = ["commune", "people", "x", "y"]
    return table.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


@dataclass(frozen=True)
class Homes:
    """The points where the people of communes live, one commune after the other.

    Attributes
    ----------
    xy : float (n, 2), metres EPSG:2154
    of_commune : int64 (n,), row of the commune, never falling; every commune has a point
    share : float (n,), part of the commune's people, 0 to 1
    halls : whether each commune has its town hall for only point, because nothing else is known
    """

    xy: NDArray[np.float64]
    of_commune: NDArray[np.int64]
    share: NDArray[np.float64]
    halls: bool = False

    def zones(self, zones: Zoning) -> Zoning:
        """Return the territory of each point: sums of a zoning are then sums over points."""
        return zones if self.halls else replace(zones, of_commune=self.each(zones.of_commune))

    def each(self, values: NDArray) -> NDArray:
        """Return the value of the commune of each point, from (…, n_communes) to (…, n)."""
        return values if self.halls else values[..., self.of_commune]

    def sums(self, values: ArrayLike) -> NDArray[np.float64]:
        """Sum a value of the points by commune, from (n,) to (n_communes,)."""
        weights = np.asarray(values, dtype=np.float64)
        return np.bincount(self.of_commune, weights).astype(np.float64)

    def people(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Share whole numbers of people (n_communes,) out among the points (n,).

        Each commune keeps its own: the largest remainders are rounded up (Hamilton's method).
        """
        if self.halls:
            return counts
        exact = self.share * counts[self.of_commune]
        whole = np.floor(exact + 1e-9).astype(np.int64)
        left = counts - np.bincount(self.of_commune, whole, len(counts)).astype(np.int64)
        order = np.lexsort((whole - exact, self.of_commune))
        rank = np.arange(len(order)) - self._starts[self.of_commune[order]]
        whole[order] += rank < left[self.of_commune[order]]
        return whole

    def mean(self, minutes: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the mean minutes of the people of each commune, (…, n) to (…, n_communes).

        Over those who can get there; out of reach where fewer than half of them can.
        """
        if self.halls:
            return minutes
        table = np.atleast_2d(minutes)
        found = np.empty((len(table), len(self._starts)), dtype=np.uint8)
        for first in range(0, len(table), _ROWS_AT_ONCE):
            block = table[first : first + _ROWS_AT_ONCE]
            share = np.where(block == _FAR, np.float32(0), self.share.astype(np.float32))
            reached = np.add.reduceat(share, self._starts, axis=1)
            total = np.add.reduceat(share * block, self._starts, axis=1)
            with np.errstate(invalid="ignore", divide="ignore"):
                means = np.floor(total / reached + np.float32(0.5))
            known = reached >= np.float32(0.5 - 1e-6)
            found[first : first + len(block)] = np.where(known, means, _FAR)
        return found.reshape(*minutes.shape[:-1], found.shape[1])

    @property
    def _starts(self) -> NDArray[np.int64]:
        return np.searchsorted(self.of_commune, np.arange(self.of_commune[-1] + 1))


def halls(xy: ArrayLike) -> Homes:
    """Return the town halls (n, 2) as the only points of their communes."""
    places = np.asarray(xy, dtype=np.float64)
    return Homes(places, np.arange(len(places)), np.ones(len(places)), halls=True)


def homes_of(table: pd.DataFrame, communes: pd.DataFrame) -> Homes | None:
    """Return the points of a table for the communes, None for a table without a row.

    A commune that the table does not have keeps its town hall.

    Parameters
    ----------
    table : schema HOMES
    communes : schema COMMUNES
    """
    rows = pd.Index(communes["code"]).get_indexer(table["commune"])
    known = table[rows >= 0].assign(row=rows[rows >= 0])[["row", "x", "y", "people"]]
    if known.empty:
        return None
    lacking = np.setdiff1d(np.arange(len(communes)), known["row"])
    own = communes.iloc[lacking][["x", "y"]].assign(row=lacking, people=1.0)
    both = pd.concat([known, own]).sort_values("row", kind="stable")
    whole = both.groupby("row")["people"].transform("sum")
    return Homes(
        both[["x", "y"]].to_numpy(dtype=np.float64),
        both["row"].to_numpy(dtype=np.int64),
        (both["people"] / whole).to_numpy(dtype=np.float64),
    )
