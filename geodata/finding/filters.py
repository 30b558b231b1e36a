"""Which courses answer a search: from a query to a boolean mask over the table of offers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from geodata.asking.query import Query
from geodata.offers import OfferColumns


def mask(columns: OfferColumns, query: Query, today: date) -> np.ndarray:
    """Return which courses meet every restriction of a query but its text and its place.

    Parameters
    ----------
    columns : OfferColumns
    query : Query
    today : date
        The day from which « commence dans les … mois » counts.

    Returns
    -------
    numpy.ndarray of bool, shape (n_offers,)
    """
    keep = np.ones(len(columns.site), dtype=bool)
    for name in ("voie", "domain", "level", "modality"):
        if wanted := getattr(query, name):
            keep &= np.isin(getattr(columns, name), wanted)
    for name in ("conventionnee", "rev3"):
        if (flag := getattr(query, name)) is not None:
            keep &= getattr(columns, name) == flag
    if query.public:
        keep &= np.logical_or.reduce([columns.publics[public] for public in query.public])
    if query.start is not None:
        first = np.datetime64(today)
        last = np.datetime64(pd.Timestamp(today) + pd.DateOffset(months=query.start), "D")
        keep &= (columns.start >= first) & (columns.start <= last)
    for zone, codes in query.zones.items():
        keep &= np.isin(columns.zones[zone], codes)
    return keep
