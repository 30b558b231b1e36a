"""« Zones blanches »: contiguous communes out of reach of any matching course.

No text sets a threshold: the computed zones are candidates, for the threshold, mode and filter
in use, to be read beside the list that the partners declare.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from geodata.coverage.nearest import within
from geodata.travel.model import OUT_OF_REACH

COVERED = -1
"""The zone of a commune that is in none."""

MISSING_SHARE = 0.5
"""A kind of course is missing in a zone when less than this share of its people can reach one."""


@dataclass(frozen=True)
class BlankZones:
    """The computed zones, the most populous first.

    Attributes
    ----------
    of_commune : int64 (n_communes,), position of the commune's zone in `table`, -1 if in none
    table : DataFrame, one row a zone
        zone : code of its most populous commune, which names it (stable when the zone grows)
        communes : number of communes
        population : people
        nearest_minutes : shortest time to a course from one of its communes; null if none can
            reach any
        mean_minutes : mean time of the people who can reach one; NaN if nobody can
        median_minutes : half of its people are at least that far from a course; null if half
            of them can reach none. Where nobody lives, the communes count instead.
        site : row of the site of `nearest_minutes`, -1 if none
        main_site : row of the site that is the nearest for most of its people, -1 if none
    """

    of_commune: NDArray[np.int64]
    table: pd.DataFrame

    def communes(self, zone: int) -> NDArray[np.int64]:
        """Rows of the communes of the zone at a position of `table`."""
        return np.flatnonzero(self.of_commune == zone)


def blank_zones(
    neighbours: sparse.csr_array,
    minutes: NDArray[np.uint8],
    nearest_site: NDArray[np.int64],
    people: ArrayLike,
    codes: ArrayLike,
    threshold: float,
) -> BlankZones:
    """Join the communes beyond the threshold into zones in one piece.

    Parameters
    ----------
    neighbours : from `geodata.places.adjacency.adjacency`
    minutes : uint8 (n_communes,), from `geodata.coverage.nearest`
    nearest_site : int (n_communes,), from `geodata.coverage.nearest.nearest_site`
    people : (n_communes,)
    codes : (n_communes,), codes of the communes
    threshold : minutes, the bound included

    Returns
    -------
    BlankZones. A zone where nobody lives is kept, with a population of 0; the whole region is one
    zone (or one an island) when nothing is offered, and there is none when all are covered.
    """
    counts = np.asarray(people, dtype=np.float64)
    names = np.asarray(codes, dtype=object)
    rows = np.flatnonzero(~within(minutes, threshold))
    if rows.size == 0:
        return BlankZones(np.full(len(minutes), COVERED), _table([]))
    _, labels = connected_components(neighbours[rows][:, rows], directed=False)
    order = np.argsort(labels, kind="stable")
    groups = np.split(rows[order], np.flatnonzero(np.diff(labels[order])) + 1)
    groups.sort(key=lambda group: (-counts[group].sum(), -len(group), names[group].min()))
    of_commune = np.full(len(minutes), COVERED)
    for position, group in enumerate(groups):
        of_commune[group] = position
    return BlankZones(
        of_commune, _table([_zone(g, minutes, nearest_site, counts, names) for g in groups])
    )


def missing_kinds(
    zones: BlankZones,
    minutes_by_kind: Mapping[str, NDArray[np.uint8]],
    people: ArrayLike,
    threshold: float,
) -> list[dict[str, float]]:
    """Say what each zone lacks: the kinds of course that most of its people cannot reach.

    Parameters
    ----------
    zones : from `blank_zones`
    minutes_by_kind : minutes (n_communes,) to the nearest course of each kind, a domain or a
        voie for instance, other filters unchanged: one `coverage.nearest` a kind
    people : (n_communes,). Where nobody lives, the communes count instead.
    threshold : minutes, the bound included

    Returns
    -------
    For each zone, the kinds missing (`MISSING_SHARE`) and the share of its people, 0 to 1, who
    can reach one all the same, the least first, then in the order given.
    """
    counts = np.asarray(people, dtype=np.float64)
    missing: list[dict[str, float]] = []
    for position in range(len(zones.table)):
        rows = zones.communes(position)
        weights = counts[rows] if counts[rows].sum() else np.ones(len(rows))
        shares = {
            kind: float(weights @ within(minutes[rows], threshold) / weights.sum())
            for kind, minutes in minutes_by_kind.items()
        }
        short = {kind: share for kind, share in shares.items() if share < MISSING_SHARE}
        missing.append(dict(sorted(short.items(), key=lambda item: item[1])))
    return missing


def _zone(
    group: NDArray[np.int64],
    minutes: NDArray[np.uint8],
    nearest_site: NDArray[np.int64],
    people: NDArray[np.float64],
    codes: NDArray[np.object_],
) -> dict[str, object]:
    main = group[np.lexsort([codes[group], -people[group]])[0]]
    reached = group[minutes[group] != OUT_OF_REACH]
    first = reached[minutes[reached].argmin()] if reached.size else -1
    weights = people[reached].sum()
    counts = people[group] if people[group].sum() else np.ones(len(group))
    median = _median(minutes[group], counts)
    return {
        "zone": codes[main],
        "communes": len(group),
        "population": int(people[group].sum()),
        "nearest_minutes": int(minutes[first]) if reached.size else None,
        "mean_minutes": float(minutes[reached] @ people[reached] / weights) if weights else np.nan,
        "median_minutes": None if median == OUT_OF_REACH else median,
        "site": int(nearest_site[first]) if reached.size else -1,
        "main_site": _commonest(nearest_site[group], counts * (minutes[group] != OUT_OF_REACH)),
    }


def _median(minutes: NDArray[np.uint8], people: NDArray[np.float64]) -> int:
    """Return the minutes of the person in the middle, the lower of two."""
    order = np.argsort(minutes, kind="stable")
    reached = np.cumsum(people[order])
    return int(minutes[order][np.searchsorted(reached, reached[-1] / 2)])


def _commonest(sites: NDArray[np.int64], people: NDArray[np.float64]) -> int:
    """Return the site of most people, the first of two; -1 where none can be reached."""
    found, of_row = np.unique(sites, return_inverse=True)
    sums = np.bincount(of_row, weights=people)
    return int(found[sums.argmax()]) if sums.any() else -1


def _table(rows: list[dict[str, object]]) -> pd.DataFrame:
    types = {
        "zone": "str", "communes": "int64", "population": "int64", "nearest_minutes": "Int64",
        "mean_minutes": "float64", "median_minutes": "Int64", "site": "int64",
        "main_site": "int64",
    }  # fmt: skip
    return pd.DataFrame(rows, columns=list(types)).astype(types)
