"""The table of courses as the browser keeps it: fetched once, columns of small numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.domains import DOMAINS
from geodata.finding.order import ORDERS
from geodata.vocabulary import MODALITIES, VOIES


def browser_table(atlas: Atlas) -> dict[str, object]:
    """Return the courses and their places in columns, ready to be written as JSON.

    Rows of `offers` are in the order of the atlas, so that a bitmap names them; texts that
    repeat (titles, providers) are written once and referred to by position. Dates are days since
    1970-01-01, and -1 stands for an absent number. `orders` has the
    keys of each order of the list.
    """
    offers, sites = atlas.offers, atlas.sites
    titles, title = _dictionary(offers["title"])
    return {
        "id": atlas.id,
        "voies": list(VOIES),
        "domains": list(DOMAINS),
        "modalities": list(MODALITIES),
        "orders": {name: order.keys for name, order in ORDERS.items()},
        "titles": titles,
        "offers": {
            "id": offers["offer"].tolist(),
            "title": title,
            "site": atlas.columns.site.tolist(),
            "voie": _positions(offers["voie"], list(VOIES)),
            "domain": _positions(offers["domain"], list(DOMAINS)),
            "modality": _positions(offers["modality"], list(MODALITIES)),
            "level": offers["level"].fillna(-1).astype(int).tolist(),
            "start": _days(offers["start"]),
            "conventionnee": offers["conventionnee"].fillna(False).astype(int).tolist(),
            "rev3": (offers["rev3"] != "").astype(int).tolist(),
        },
        "sites": {
            "name": sites["name"].tolist(),
            "commune": atlas.commune_names.reindex(sites["commune"]).fillna("").tolist(),
            "lon": sites["lon"].round(5).tolist(),
            "lat": sites["lat"].round(5).tolist(),
            "precision": sites["precision"].tolist(),
            "around": sites["commune"].isin(set(atlas.ring["code"])).astype(int).tolist(),
        },
        "distance": distance_providers(offers),
    }


def distance_providers(offers: pd.DataFrame) -> dict[str, str]:
    """Return the provider of each course that has no place, by its row."""
    rows = np.flatnonzero((offers["site"] == "").to_numpy())
    providers = offers["provider"].to_numpy(dtype=object)
    return {str(row): str(providers[row]) for row in rows}


def _dictionary(values: pd.Series) -> tuple[list[str], list[int]]:
    codes, words = pd.factorize(values)
    return list(words), codes.tolist()


def _positions(values: pd.Series, words: list[str]) -> list[int]:
    return values.map({word: i for i, word in enumerate(words)}).fillna(-1).astype(int).tolist()


def _days(dates: pd.Series) -> list[int]:
    days = dates.to_numpy(dtype="datetime64[D]").astype("int64")
    return np.where(dates.isna(), -1, days).tolist()
