"""The table of courses as the browser keeps it: fetched once, columns of small numbers."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.domains import DOMAINS
from geodata.finding.order import ORDERS
from geodata.finding.site import departement_name
from geodata.provenance.age import years_of_courses
from geodata.vocabulary import MODALITIES, VOIES

MOST = 60_000
"""Courses that a browser is sent whole, about a megabyte; of more, each answer has its own."""


def is_whole(atlas: Atlas) -> bool:
    """Say whether the browser has every course, not those of each answer alone."""
    return len(atlas.offers) <= MOST


def browser_table(atlas: Atlas) -> dict[str, object]:
    """Return the courses and their places in columns, ready to be written as JSON.

    `orders` has the keys of each order of the list. Beyond `MOST` courses, the table has their
    places alone.
    """
    sites = atlas.sites
    rows = np.arange(len(atlas.offers) if is_whole(atlas) else 0)
    return {
        "id": atlas.id,
        "voies": list(VOIES),
        "domains": list(DOMAINS),
        "modalities": list(MODALITIES),
        "orders": {name: order.keys for name, order in ORDERS.items()},
        **courses_table(atlas, rows),
        "sites": {
            "name": sites["name"].tolist(),
            "commune": atlas.commune_names.reindex(sites["commune"]).fillna("").tolist(),
            "lon": sites["lon"].round(5).tolist(),
            "lat": sites["lat"].round(5).tolist(),
            "precision": sites["precision"].tolist(),
            "around": sites["commune"].isin(set(atlas.ring["code"])).astype(int).tolist(),
        },
    }


def courses_table(atlas: Atlas, rows: NDArray[np.int64]) -> dict[str, object]:
    """Return courses in columns: the part of the browser's table that grows with them.

    Rows of `offers` are in the order of `rows`, so that a bitmap names them; texts that repeat
    (titles) are written once and referred to by position. Dates are days since 1970-01-01, `year`
    is that of a course's data, and -1 stands for an absent number. `elsewhere` is what stands for
    the site of a course without one.
    """
    offers = atlas.offers.iloc[rows]
    titles, title = _dictionary(offers["title"])
    years, elsewhere = years_of_courses(atlas), words_without_site(atlas)
    return {
        "titles": titles,
        "offers": {
            "id": offers["offer"].tolist(),
            "title": title,
            "site": atlas.columns.site[rows].tolist(),
            "voie": _positions(offers["voie"], list(VOIES)),
            "domain": _positions(offers["domain"], list(DOMAINS)),
            "modality": _positions(offers["modality"], list(MODALITIES)),
            "level": offers["level"].fillna(-1).astype(int).tolist(),
            "start": _days(offers["start"]),
            "year": [years[row] for row in rows],
            "conventionnee": offers["conventionnee"].fillna(False).astype(int).tolist(),
            "rev3": (offers["rev3"] != "").astype(int).tolist(),
        },
        "elsewhere": {
            str(at): elsewhere[row] for at, row in enumerate(rows.tolist()) if row in elsewhere
        },
    }


def words_without_site(atlas: Atlas) -> dict[int, str]:
    """Return what stands for the site of each course that has none, by its row."""
    return atlas.cached("without-site", lambda: _without_site(atlas))


def _without_site(atlas: Atlas) -> dict[int, str]:
    rows = np.flatnonzero((atlas.offers["site"] == "").to_numpy())
    columns = atlas.columns
    facts = (atlas.offers["provider"].to_numpy(), columns.modality, columns.departement)
    return {int(row): _words(atlas, *(values[row] for values in facts)) for row in rows}


def _words(atlas: Atlas, provider: str, modality: str, departement: str) -> str:
    if modality == "distance":
        return provider or "À distance"
    where = "Lieu non précisé par la source"
    if departement:
        where = f"{departement_name(atlas, departement)}, lieu à demander"
    return " · ".join(filter(None, (where, provider)))


def _dictionary(values: pd.Series) -> tuple[list[str], list[int]]:
    codes, words = pd.factorize(values)
    return list(words), codes.tolist()


def _positions(values: pd.Series, words: list[str]) -> list[int]:
    return values.map({word: i for i, word in enumerate(words)}).fillna(-1).astype(int).tolist()


def _days(dates: pd.Series) -> list[int]:
    days = dates.to_numpy(dtype="datetime64[D]").astype("int64")
    return np.where(dates.isna(), -1, days).tolist()
