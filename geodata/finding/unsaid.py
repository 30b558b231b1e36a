"""Filters of what a source may leave unsaid: yes, no and unknown are kept apart."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.asking.query import Query, Unanswerable
from geodata.courses.columns import OfferColumns
from geodata.vocabulary import ENTRY_LEVELS

REASONS: dict[str, str] = {
    "entry": "Aucune source chargée ne dit quel niveau il faut pour entrer.",
    "boarding": "Aucune source chargée ne dit où il y a un internat.",
    "pace": "Aucune source chargée ne dit quelles formations se suivent le soir ou à temps "
    "partiel : demandez-le à l'établissement.",
    "start": "Aucune source chargée ne donne de session à venir.",
    "since": "Aucune source chargée ne donne de session à venir.",
    "conventionnee": "Aucune source chargée ne dit quelles formations sont conventionnées.",
}
"""Why a filter cannot be answered, by its parameter."""


class Answered(NamedTuple):
    """Which courses are known to meet a filter, and of which nothing is known; bool (n_offers,)."""

    yes: np.ndarray
    unknown: np.ndarray


def answers(columns: OfferColumns, query: Query, today: date) -> dict[str, Answered]:
    """Return what is known of each fact of `UNSAID` that a query asks."""
    found = {}
    if query.entry:
        asked = columns.entry
        most = ENTRY_LEVELS[query.entry]
        found["entry"] = Answered((asked >= 0) & (asked <= most), asked < 0)
    for name in ("boarding", "conventionnee"):
        flag, values = getattr(query, name), getattr(columns, name)
        if flag is not None:
            found[name] = Answered(values == flag, values < 0)
    if query.pace:
        met = np.logical_or.reduce([columns.paces[pace] for pace in query.pace])
        found["pace"] = Answered(met, ~columns.pace_known)
    if query.start is not None or query.since:
        to_come = _to_come(columns, today)
        met = to_come.copy()
        if query.start is not None:
            last = pd.Timestamp(today) + pd.DateOffset(months=query.start)
            met &= columns.start <= np.datetime64(last, "D")
        if query.since:
            met &= columns.start >= np.datetime64(f"{query.since}-01", "D")
        found["start"] = Answered(met, ~to_come)
    return found


def unanswerable(columns: OfferColumns, today: date) -> dict[str, str]:
    """Return why filters cannot be answered, by parameter: none of their facts is known."""
    known = {
        "entry": (columns.entry >= 0).any(),
        "boarding": (columns.boarding >= 0).any(),
        "pace": columns.pace_known.any(),
        "conventionnee": (columns.conventionnee >= 0).any(),
        "start": (coming := _to_come(columns, today).any()),
        "since": coming,
    }
    return {name: REASONS[name] for name, is_known in known.items() if not is_known}


def check_answerable(query: Query, reasons: dict[str, str]) -> None:
    """Refuse a query with a filter that cannot be answered (raises Unanswerable)."""
    for name in query.active():
        if name in reasons:
            raise Unanswerable(name, f"Un filtre a été mis de côté. {reasons[name]}")


def including(query: Query, name: str) -> Query | None:
    """Return a query that keeps the courses of which a fact is unknown, None if it does already."""
    if name in query.unknown:
        return None
    return replace(query, unknown=(*query.unknown, name))


def _to_come(columns: OfferColumns, today: date) -> np.ndarray:
    # The next session of a course whose last one has begun is not known.
    return np.asarray(columns.start >= np.datetime64(today))
