"""The offer that leads to each métier: courses and places of a territory, minutes, leavers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.coverage.nearest import nearest
from geodata.coverage.offering import known_capacity
from geodata.needs.metiers import courses_of, linked, metiers
from geodata.travel.model import OUT_OF_REACH


@dataclass(frozen=True)
class Leavers:
    """What became of those who left a course of each métier, in the region.

    Attributes
    ----------
    leavers, employed : float (n_metiers,), people, NaN where nothing is published; those employed
        are the published rates applied to the leavers, so they are approximate
    cohort : « 2022-2023 », or "" when no outcomes are loaded
    """

    leavers: NDArray[np.float64]
    employed: NDArray[np.float64]
    cohort: str


def minutes_to(atlas: Atlas, mode: str) -> NDArray[np.uint8]:
    """Minutes from each commune to the nearest course of each métier, by a mode.

    Returns
    -------
    uint8 (n_metiers, n_communes), 255 where none can be reached; worked out once a mode
    """
    return atlas.cached(("needs-minutes", mode), lambda: _minutes(atlas, mode))


def offer_in(atlas: Atlas, communes: NDArray[np.bool_]) -> pd.DataFrame:
    """Count the courses of each métier in some communes.

    Parameters
    ----------
    communes : bool (n_communes,)

    Returns
    -------
    One row a métier, float, all NaN for a métier whose ROME are not known:

    courses : courses held there, those wholly at a distance apart
    places : places of those whose capacity is known; NaN where there are courses and none says
    without_places : courses whose capacity is not known
    """
    columns, leads = atlas.columns, courses_of(atlas)
    capacity = atlas.cached("capacity", lambda: known_capacity(atlas.offers["capacity"]))
    rows = pd.Series(np.arange(len(atlas.communes)), index=atlas.communes["code"])
    of_site = rows.reindex(atlas.sites["commune"]).fillna(-1).to_numpy(dtype=np.int64)
    # Courses without a site, and sites outside the region, find the False added last.
    at_site = np.append(np.append(communes, False)[of_site], False)
    here = at_site[columns.site] & ~columns.is_distance
    known = ~np.isnan(capacity)
    courses = leads @ here.astype(np.float64)
    without = leads @ (here & ~known).astype(np.float64)
    places = leads @ np.where(here & known, np.nan_to_num(capacity), 0.0)
    places = np.where((courses > 0) & (without == courses), np.nan, places)
    table = pd.DataFrame({"courses": courses, "places": places, "without_places": without})
    return table.where(pd.Series(linked(atlas)), np.nan)


def distance_courses(atlas: Atlas) -> NDArray[np.float64]:
    """Courses of each métier that are wholly at a distance: they are near nobody and everybody."""
    return np.asarray(courses_of(atlas) @ atlas.columns.is_distance.astype(np.float64))


def people_by_minute(
    minutes: NDArray[np.uint8], people: NDArray[np.float64]
) -> NDArray[np.float64]:
    """People within 0, 1, … 254 minutes of a course of each métier: float64 (n_metiers, 255).

    Parameters
    ----------
    minutes : uint8 (n_metiers, n_communes)
    people : float64 (n_communes,)
    """
    n = len(minutes)
    cell = minutes + np.arange(n)[:, None] * (OUT_OF_REACH + 1)
    weights = np.broadcast_to(people, minutes.shape)
    sums = np.bincount(cell.ravel(), weights=weights.ravel(), minlength=n * (OUT_OF_REACH + 1))
    return sums.reshape(n, OUT_OF_REACH + 1)[:, :OUT_OF_REACH].cumsum(axis=1)


def median_minutes(within: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Minutes that half of the people do not exceed, NaN where half cannot reach any course.

    Parameters
    ----------
    within : from `people_by_minute`
    total : all the people, those out of reach included
    """
    half = within >= total / 2
    return np.where(half.any(axis=1) & (total > 0), half.argmax(axis=1), np.nan)


def leavers(atlas: Atlas) -> Leavers:
    """Return what became of leavers six months later, from the region's newest cohort."""
    return atlas.cached("needs-leavers", lambda: _leavers(atlas))


def _minutes(atlas: Atlas, mode: str) -> NDArray[np.uint8]:
    columns, leads = atlas.columns, courses_of(atlas)
    at_place = (columns.site >= 0) & ~columns.is_distance
    n_metiers = len(metiers(atlas).rows)
    found = np.full((n_metiers, len(atlas.communes)), OUT_OF_REACH, dtype=np.uint8)
    for row in range(n_metiers):
        offers = leads.indices[leads.indptr[row] : leads.indptr[row + 1]]
        sites = np.zeros(len(atlas.sites), dtype=bool)
        sites[columns.site[offers[at_place[offers]]]] = True
        if sites.any():
            found[row] = nearest(atlas.travel[mode], sites)
    return found


def _leavers(atlas: Atlas) -> Leavers:
    n = len(metiers(atlas).rows)
    nothing = np.full(n, np.nan)
    outcomes, links = atlas.outcomes, atlas.crosswalks
    if not len(outcomes) or not len(links):
        return Leavers(nothing, nothing, "")
    region = outcomes[(outcomes["level"] == "region") & (outcomes["cfd"] != "")]
    known = region[region["leavers"].notna() & region["employment_rate_6_months"].notna()]
    if known.empty:
        return Leavers(nothing, nothing, "")
    cohort = str(known["cohort"].max())
    known = known[known["cohort"] == cohort]
    romes = links[(links["from_kind"] == "cfd") & (links["to_kind"] == "rome")]
    by_cfd = romes.groupby("from_code")["to_code"].agg(list).to_dict()
    by_rome = metiers(atlas).by_rome
    left, employed = np.zeros(n), np.zeros(n)
    for row in known.to_dict("records"):
        found = {m for code in by_cfd.get(row["cfd"], ()) for m in by_rome.get(code, ())}
        for position in found:
            left[position] += row["leavers"]
            employed[position] += row["leavers"] * row["employment_rate_6_months"] / 100
    some = left > 0
    return Leavers(
        np.where(some, left, np.nan),
        np.where(some, employed.round(), np.nan),
        cohort.replace("_", "-"),
    )
