"""The table of courses as the browser keeps it: fetched once, columns of small numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.domains import DOMAINS
from geodata.finding.course import departement_name
from geodata.finding.order import ORDERS
from geodata.provenance.age import years_of_courses
from geodata.vocabulary import MODALITIES, VOIES


def browser_table(atlas: Atlas) -> dict[str, object]:
    """Return the courses and their places in columns, ready to be written as JSON.

    Rows of `offers` are in the order of the atlas, so that a bitmap names them; texts that
    repeat (titles, providers) are written once and referred to by position. Dates are days since
    1970-01-01, `year` is that of a course's data, and -1 stands for an absent number. `orders` has
    the keys of each order of the list; `elsewhere`, what stands for the site of a course without
    one.
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
            "year": years_of_courses(atlas),
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
        "elsewhere": {str(row): words for row, words in words_without_site(atlas).items()},
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
