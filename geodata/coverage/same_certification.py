"""Complementarity as a planner reads it: pairs and single courses with names, and their counts."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.coverage import CoverageQuery
from geodata.atlas import Atlas
from geodata.coverage.complementarity import certification_keys, same_nearby, single_site
from geodata.domains import DOMAINS
from geodata.finding.answer import match
from geodata.folding import fold
from geodata.travel.model import matrix
from geodata.vocabulary import VOIES

DEFAULT_MINUTES = 20
LONGEST_MINUTES = 120


@dataclass(frozen=True)
class Pairs:
    """The pairs of near sites, and how many are set aside.

    Attributes
    ----------
    table : a row a pair, see `pairs`
    blind : pairs of two sites that are both put at the centre of one commune, for want of an
        address: « 0 min » would be what is not known
    """

    table: pd.DataFrame
    blind: int


def pairs(atlas: Atlas, asked: CoverageQuery, today: date, threshold: int) -> Pairs:
    """Find the sites that offer the same certification within a short time of one another.

    Parameters
    ----------
    threshold : minutes by the mode asked for, the bound included

    Returns
    -------
    Its table is that of `geodata.coverage.complementarity.same_nearby` with `place_a`, `place_b`
    (name and commune), `commune_a`, `commune_b` (codes), `voies` (those of either side, words) and
    `same_house` (a provider, a UAI or a name in common: one establishment rather than two); two
    houses first, then the nearest.
    """
    which, _ = match(atlas, asked.query, today)
    columns = atlas.columns
    table = same_nearby(
        atlas.offers,
        columns.site,
        _keys(atlas),
        which & ~columns.is_distance & ~columns.around,
        _site_minutes(atlas, asked.mode),
        threshold,
    )
    for side in ("a", "b"):
        rows = table[f"site_{side}"].to_numpy(dtype=np.int64)
        table[f"place_{side}"] = _places(atlas)[rows]
        table[f"commune_{side}"] = atlas.sites["commune"].to_numpy(dtype=object)[rows]
    both = zip(table["voies_a"], table["voies_b"], strict=True)
    table["voies"] = [" ".join(sorted({*a.split(), *b.split()})) for a, b in both]
    table["same_house"] = table["same_provider"] | _one_house(atlas, table)
    blind = _blind(atlas, table)
    found = table[~blind].sort_values(["same_house", "minutes"], kind="stable", ignore_index=True)
    return Pairs(found, int(blind.sum()))


def singles(atlas: Atlas, asked: CoverageQuery, today: date) -> pd.DataFrame:
    """Find the certifications that one single site offers.

    Returns
    -------
    The table of `geodata.coverage.complementarity.single_site` with `place` (name and commune) and
    `commune` (code).
    """
    which, _ = match(atlas, asked.query, today)
    columns = atlas.columns
    table = single_site(
        atlas.offers, columns.site, columns.is_distance, _keys(atlas), which & ~columns.around
    )
    rows = table["site"].to_numpy(dtype=np.int64)
    return table.assign(
        place=_places(atlas)[rows], commune=atlas.sites["commune"].to_numpy(dtype=object)[rows]
    )


def counts(table: pd.DataFrame) -> pd.DataFrame:
    """Count the rows by domain and voie.

    Returns
    -------
    int, one row a domain that has some (its slug, "" where unknown), one column a voie and
    `total`; a row of two voies counts in each, so that voies may add up to more than `total`.
    """
    of_domain = table["domain"].to_numpy(dtype=object)
    voies = table["voies"].tolist()
    columns = {
        voie: np.array([voie in words.split() for words in voies], dtype=np.int64) for voie in VOIES
    }
    frame = pd.DataFrame({"domain": of_domain, **columns, "total": 1})
    summed = frame.groupby("domain").sum().astype(np.int64)
    order = [domain for domain in (*DOMAINS, "") if domain in summed.index]
    return summed.loc[order]


def _one_house(atlas: Atlas, table: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which pairs are two entries of one establishment, as two sources write it."""

    def make() -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        names = np.array([fold(place) for place in _places(atlas)], dtype=object)
        return names, atlas.sites["uai"].to_numpy(dtype=object)

    names, uai = atlas.cached("houses", make)
    a, b = table["site_a"].to_numpy(dtype=np.int64), table["site_b"].to_numpy(dtype=np.int64)
    same: NDArray[np.bool_] = (names[a] == names[b]) | ((uai[a] != "") & (uai[a] == uai[b]))
    return same.astype(bool)


def _blind(atlas: Atlas, table: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which pairs are of two sites at the centre of one commune, and not of one house."""
    central = (atlas.sites["precision"] == "commune").to_numpy()
    a, b = table["site_a"].to_numpy(dtype=np.int64), table["site_b"].to_numpy(dtype=np.int64)
    same = (table["commune_a"] == table["commune_b"]).to_numpy()
    blind: NDArray[np.bool_] = central[a] & central[b] & same & ~table["same_house"].to_numpy()
    return blind


def _keys(atlas: Atlas) -> NDArray[np.object_]:
    return atlas.cached("certification keys", lambda: certification_keys(atlas.offers))


def _site_minutes(atlas: Atlas, mode: str) -> NDArray[np.uint8]:
    return atlas.cached(
        ("site to site", mode), lambda: matrix(atlas.model, atlas.site_xy, atlas.site_xy, mode)
    )


def _places(atlas: Atlas) -> NDArray[np.object_]:
    """Name and commune of each site."""

    def make() -> NDArray[np.object_]:
        communes = atlas.commune_names.reindex(atlas.sites["commune"]).fillna("")
        names = zip(atlas.sites["name"], communes, strict=True)
        return np.array([f"{name}, {town}" if town else name for name, town in names], dtype=object)

    return atlas.cached("names of places", make)
