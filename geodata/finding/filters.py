"""Which courses answer a search: from a query to a boolean mask over the table of offers."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from geodata.asking.query import Query
from geodata.courses.columns import OfferColumns
from geodata.finding.unsaid import answers


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
            keep &= _among(getattr(columns, name), wanted)
    if query.rev3 is not None:
        keep &= columns.rev3 == query.rev3
    for name, (yes, unknown) in answers(columns, query, today).items():
        keep &= yes | unknown if name in query.unknown else yes
    if query.public:
        keep &= np.logical_or.reduce([columns.publics[public] for public in query.public])
    for zone, codes in query.zones.items():
        keep &= np.isin(columns.zones[zone], codes)
    return keep


def _among(values: np.ndarray, wanted: Sequence[object]) -> np.ndarray:
    """Return which values are among some, few: `numpy.isin` sorts them all before it compares."""
    found = values == wanted[0]
    for one in wanted[1:]:
        found |= values == one
    return np.asarray(found)
