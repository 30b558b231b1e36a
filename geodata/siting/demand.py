"""Whom an opening is for: the people that a question is about, and those who count for more."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.coverage import CoverageQuery
from geodata.asking.query import Query
from geodata.asking.siting import SEEKERS
from geodata.atlas import Atlas
from geodata.places.zoning import zoning
from geodata.siting.problem import priority_weights

PRIORITY_FACTOR = 2.0
"""How much more the people of a priority commune count, when it is asked for."""

EVERYONE, YOUNG, ADULTS = "total", "0_19", "20_64"

_SCHOOL_LEVELS = {3, 4}
_ADULT_PUBLICS = {"demandeurs_emploi", "salaries", "rsa"}

JOB_SEEKERS = "Demandeurs d'emploi par secteur"
"""The indicator that says how many job seekers a basin has."""


@dataclass(frozen=True)
class Demand:
    """The people that openings are to bring within reach.

    Attributes
    ----------
    band : a key of `geodata.asking.coverage.POPULATIONS`
    why : "asked" (chosen for the openings), "page" (that of the page), "school" (CAP and bac pro),
        "adults" (courses of adults), "higher" (after the bac) or "all" (nothing points to a band)
    """

    band: str
    why: str


def demand_of(asked: CoverageQuery, wanted: str = "") -> Demand:
    """Return the people that a question is about.

    Parameters
    ----------
    wanted : the band chosen for the openings, "" to have the question say it
    """
    if wanted:
        return Demand(wanted, "asked")
    if asked.population != EVERYONE:
        return Demand(asked.population, "page")
    return _implied(asked.query)


def _implied(query: Query) -> Demand:
    levels, voies, publics = set(query.level), set(query.voie), set(query.public)
    if voies == {"continue"} or (publics and publics <= _ADULT_PUBLICS):
        return Demand(ADULTS, "adults")
    if "continue" in voies or publics & _ADULT_PUBLICS or not levels:
        return Demand(EVERYONE, "all")
    if levels <= _SCHOOL_LEVELS:
        return Demand(YOUNG, "school")
    return Demand(EVERYONE, "all") if levels & _SCHOOL_LEVELS else Demand(ADULTS, "higher")


def weights_of(
    atlas: Atlas, people: NDArray[np.int64], priorities: Sequence[str]
) -> NDArray[np.float64]:
    """Weigh people: those of priority communes double, those of a basin by its job seekers.

    Parameters
    ----------
    people : int64 (n_communes,)
    priorities : keys of `geodata.asking.siting.PRIORITIES`; one that is not known changes nothing
    """
    communes = atlas.communes
    marked = [
        (zoning(communes, name).communes("1"), PRIORITY_FACTOR)
        for name in priorities
        if name != SEEKERS and "1" in zoning(communes, name).codes
    ]
    weights = priority_weights(people, marked)
    ratio = seekers_ratio(atlas) if SEEKERS in priorities else None
    return weights if ratio is None else weights * ratio


def seekers_ratio(atlas: Atlas) -> NDArray[np.float64] | None:
    """Return how many job seekers a basin has by inhabitant of 20 to 64, the region's being 1.

    float64 (n_communes,), 1 where the basin is not known; None where no source is loaded.
    """
    return atlas.cached("seekers ratio", lambda: _ratio(atlas))


def _ratio(atlas: Atlas) -> NDArray[np.float64] | None:
    rows = atlas.indicators
    if not len(rows):
        return None
    rows = rows[(rows["indicator"] == JOB_SEEKERS) & (rows["level"] == "bmo_basin")]
    rows = rows[rows["period"] == rows["period"].max()]
    seekers = rows.groupby("code")["value"].sum()
    basin = atlas.communes["bmo_basin"]
    working = atlas.communes.groupby("bmo_basin")["pop_20_64"].sum()
    both = pd.DataFrame({"seekers": seekers, "working": working}).dropna()
    both = both[(both["seekers"] > 0) & (both["working"] > 0)]
    if both.empty:
        return None
    mean = both["seekers"].sum() / both["working"].sum()
    ratio = both["seekers"] / both["working"] / mean
    return basin.map(ratio).fillna(1.0).to_numpy(dtype=np.float64)
