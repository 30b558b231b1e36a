"""The table of offers, made of the rows of a source that gives courses one by one."""

from collections.abc import Sequence
from typing import Any

import pandas as pd


def offer_table(rows: Sequence[dict[str, Any]], key: str) -> pd.DataFrame:
    """Return the table of offers (schema OFFERS, and the UAI, SIRET and CFD of each)."""
    columns = [
        *("offer", "site", "title", "certification", "rncp", "level", "voie", "nsf", "romes"),
        *("formacodes", "modality", "capacity", "start", "end", "entry_level", "publics", "url"),
        *("provider", "vintage", "uai", "siret", "cfd"),
    ]
    offers = pd.DataFrame.from_records(list(rows), columns=columns)
    numbers = {
        name: pd.array(offers[name].to_list(), dtype="Int64")
        for name in ("level", "capacity", "entry_level")
    }
    days = {
        name: pd.to_datetime(pd.Series(offers[name], dtype=object)).astype("datetime64[ns]")
        for name in ("start", "end")
    }
    flags = pd.array([None] * len(offers), dtype="boolean")
    blanks = {"domain": "", "rev3": "", "funder": "", "enrolled": None, "conventionnee": flags}
    return offers.assign(**numbers, **days, **blanks, source=key)
