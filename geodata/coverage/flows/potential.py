"""From where people live to where the nearest course is: potential flows, not observed ones."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.places.zoning import Zoning

NOWHERE = ""
"""Destination of the people who can reach no course."""


def flows_by_zone(
    zones: Zoning,
    nearest_site: NDArray[np.int64],
    site_zone: ArrayLike,
    people: ArrayLike,
) -> pd.DataFrame:
    """Count the people of each territory by the territory of their nearest course.

    Parameters
    ----------
    zones : territories where people live
    nearest_site : int (n_communes,), -1 where none can be reached
    site_zone : (n_sites,), code of each site's territory
    people : (n_communes,)

    Returns
    -------
    `origin`, `destination` (codes; `NOWHERE` where no course can be reached), `people`, and
    `share` of the origin's people (NaN where nobody lives); the origins in order, each with its
    greatest flow first. People add up to the region's.
    """
    where = np.append(np.asarray(site_zone, dtype=object), NOWHERE)[nearest_site]
    pairs = pd.DataFrame(
        {
            "origin": np.asarray(zones.codes, dtype=object)[zones.of_commune],
            "destination": where,
            "people": np.asarray(people).astype(np.int64),
        }
    )
    table = pairs.groupby(["origin", "destination"])[["people"]].sum().reset_index()
    totals = table.groupby("origin")["people"].transform("sum")
    table["share"] = (table["people"] / totals.where(totals > 0)).astype(np.float64)
    return table.sort_values(
        ["origin", "people", "destination"], ascending=[True, False, True], ignore_index=True
    )


@dataclass(frozen=True)
class OriginDestination:
    """An origin–destination file, read.

    Attributes
    ----------
    table : DataFrame of `origin`, `destination` (codes), `people` (float)
    outside : people whose origin or destination is not in the region, kept apart
    rejected : number of lines that could not be read
    """

    table: pd.DataFrame
    outside: float
    rejected: int


def read_flows(listed: pd.DataFrame, codes: ArrayLike) -> OriginDestination:
    """Read observed flows between communes, where a region has them.

    Parameters
    ----------
    listed : columns `origin`, `destination` (commune codes) and `people`, as texts or numbers;
        several lines of one pair are added
    codes : (n_communes,), codes of the region's communes

    Raises
    ------
    KeyError
        A column is missing.
    """
    known = set(np.asarray(codes, dtype=object).tolist())
    ends = {name: listed[name].astype("str").str.strip() for name in ("origin", "destination")}
    people = pd.to_numeric(
        listed["people"].astype("str").str.replace(",", ".").str.replace(r"\s", "", regex=True),
        errors="coerce",
    )
    read = np.isfinite(people) & (people >= 0)
    table = pd.DataFrame({**ends, "people": people})[read]
    inside = table["origin"].isin(known) & table["destination"].isin(known)
    summed = table[inside].groupby(["origin", "destination"])[["people"]].sum().reset_index()
    return OriginDestination(
        summed.sort_values("people", ascending=False, kind="stable", ignore_index=True),
        float(table.loc[~inside, "people"].sum()),
        int((~read).sum()),
    )
