"""The courses that an answer brings itself, where there are too many for a browser to hold all.

It has the first of each order of the list, so that sorting asks nothing more, and how many there
are at each place, so that the map counts them all.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.finding.answer import Found, columns_of, order
from geodata.finding.order import ORDERS
from geodata.vocabulary import VOIES

FIRST = 500
"""Courses sent of each order, at a distance and not: as many as anybody reads, some 20 KB."""

AT_PLACES = 12
"""Courses told of some places, where the map is clicked."""


def first_courses(atlas: Atlas, found: Found, today: date) -> NDArray[np.int64]:
    """Return the rows of the first courses of each order of the list, each once, as they are."""
    distance = atlas.columns.is_distance
    groups = [found.shown & ~distance, found.shown & distance]
    tables = [columns_of(found, atlas, group, today) for group in groups]
    first = [table["row"][one.rows(table)][:FIRST] for table in tables for one in ORDERS.values()]
    return np.unique(np.concatenate(first))


def counted_at_places(atlas: Atlas, found: Found) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return which sites have courses that are shown, and how many of each voie there.

    Returns
    -------
    bool (n_sites,), and int (n_taught, n_voies), a line for each site that is set
    """
    here = found.placed
    cells = atlas.columns.site[here] * len(VOIES) + _voies(atlas)[here]
    counts = np.bincount(cells, minlength=len(atlas.sites) * len(VOIES)).reshape(-1, len(VOIES))
    taught: NDArray[np.bool_] = counts.sum(axis=1) > 0
    return taught, counts[taught]


def courses_at(
    atlas: Atlas, found: Found, sites: NDArray[np.int64], today: date
) -> NDArray[np.int64]:
    """Return the rows of the first courses of an answer at some places, `AT_PLACES` at most."""
    there = found.placed & np.isin(atlas.columns.site, sites)
    return order(replace(found, placed=there), atlas, there, today=today)[:AT_PLACES]


def _voies(atlas: Atlas) -> NDArray[np.int64]:
    def make() -> NDArray[np.int64]:
        voies = pd.Categorical(atlas.offers["voie"], categories=list(VOIES))
        return voies.codes.astype(np.int64)

    return atlas.cached("voie-positions", make)
