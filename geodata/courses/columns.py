"""The columns of courses that filters and counts read, as arrays ready to compare."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from geodata.asking.query import ZONES
from geodata.courses.entry import entry_levels
from geodata.courses.establishments import boarding_of
from geodata.courses.pace import paces
from geodata.vocabulary import PUBLICS


@dataclass(frozen=True)
class OfferColumns:
    """Arrays of n_offers values.

    `site` is the position of the course's site in the table of sites, -1 where it has none.
    `around` tells the courses held in a commune of another region: they reach people of the region,
    and are in none of its totals.
    `departement` is the code of the one that a course without a site is in, "" where it has one or
    none is known. `zones` are the territories of its site, or that département.
    `entry` is the level that a course asks for (`geodata.courses.entry`), `paces` are those of
    `geodata.courses.pace`. Flags are 1, 0, or -1 where the source does not say: what is not known
    is neither yes nor no.
    """

    site: np.ndarray
    around: np.ndarray
    title: np.ndarray
    voie: np.ndarray
    domain: np.ndarray
    level: np.ndarray
    modality: np.ndarray
    conventionnee: np.ndarray
    rev3: np.ndarray
    start: np.ndarray
    entry: np.ndarray
    boarding: np.ndarray
    pace_known: np.ndarray
    paces: dict[str, np.ndarray]
    departement: np.ndarray
    publics: dict[str, np.ndarray]
    zones: dict[str, np.ndarray]

    @cached_property
    def is_distance(self) -> np.ndarray:
        """Courses followed wholly at a distance: they are at no place."""
        return np.asarray(self.modality == "distance")


def offer_columns(
    offers: pd.DataFrame,
    sites: pd.DataFrame,
    communes: pd.DataFrame,
    establishments: pd.DataFrame,
) -> OfferColumns:
    """Prepare the columns; done once a store."""
    positions = pd.Series(np.arange(len(sites)), index=sites["site"])
    site = offers["site"].map(positions).fillna(-1).to_numpy(dtype=np.int32)
    site_communes = np.append(sites["commune"].to_numpy(dtype=object), "")
    by_code = communes.set_index("code")
    commune = site_communes[site]
    known = {zone: by_code[zone] for zone in ZONES if zone in by_code}
    zones = {name: column.reindex(commune, fill_value="").to_numpy(dtype=object)
             for name, column in known.items()}  # fmt: skip
    zones["commune"] = commune
    uai = np.append(sites["uai"].to_numpy(dtype=object), "")[site]
    pace_known, known_paces = paces(offers)
    told = offers.get("departement", pd.Series("", index=offers.index, dtype=object))
    departement = np.where(site < 0, told.to_numpy(dtype=object), "")
    if "departement" in zones:
        zones["departement"] = np.where(site < 0, departement, zones["departement"])
    publics = offers["publics"].str.split()
    return OfferColumns(
        site=site,
        around=(commune != "") & ~np.isin(commune.astype(str), by_code.index.to_numpy(str)),
        title=offers["title"].to_numpy(dtype=object),
        voie=offers["voie"].to_numpy(dtype=object),
        domain=offers["domain"].to_numpy(dtype=object),
        level=offers["level"].fillna(0).to_numpy(dtype=np.int8),
        modality=offers["modality"].to_numpy(dtype=object),
        conventionnee=_flag(offers["conventionnee"]),
        rev3=(offers["rev3"] != "").to_numpy(dtype=np.int8),
        start=offers["start"].to_numpy(dtype="datetime64[D]"),
        entry=entry_levels(offers),
        boarding=_flag(boarding_of(establishments, pd.Series(uai), pd.Series(commune))),
        pace_known=pace_known,
        paces=known_paces,
        departement=departement,
        publics={p: publics.map(lambda words, p=p: p in words).to_numpy(bool) for p in PUBLICS},
        zones=zones,
    )


def _flag(values: pd.Series) -> np.ndarray:
    return values.astype("Int8").fillna(-1).to_numpy(dtype=np.int8)
