"""How courses answer one another: the same certification nearby, or in one single place."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.folding import fold
from geodata.travel.model import OUT_OF_REACH


def certification_keys(offers: pd.DataFrame) -> NDArray[np.object_]:
    """What makes two courses the same: the RNCP code, else the level and the words of the title.

    Done once a store. A certification that a source writes without its code is not joined to the
    same one with its code: pairs may be missed, none is invented.

    Parameters
    ----------
    offers : schema OFFERS

    Returns
    -------
    str (n_offers,); "" for a course with neither.
    """
    titles = offers["certification"].where(offers["certification"] != "", offers["title"])
    folded = {title: fold(title) for title in titles.unique()}
    levels = offers["level"].astype("str").where(offers["level"].notna(), "")
    by_words = levels + "|" + titles.map(folded)
    coded = offers["rncp"].str.strip().str.upper()
    keys = ("RNCP" + coded.str.removeprefix("RNCP")).where(coded != "", by_words)
    return keys.where((coded != "") | (titles.map(folded) != ""), "").to_numpy(dtype=object)


def same_nearby(
    offers: pd.DataFrame,
    site: NDArray[np.integer],
    keys: NDArray[np.object_],
    which: NDArray[np.bool_],
    site_minutes: NDArray[np.uint8],
    threshold: float,
) -> pd.DataFrame:
    """Find the pairs of sites that offer the same certification within a short time.

    Possible competition, or two doors to the same diploma (school and apprenticeship): the
    figures say that they are near, not that one is too many.

    Parameters
    ----------
    offers : schema OFFERS
    site : int (n_offers,), row of each course's site, -1 where it has none
    keys : from `certification_keys`
    which : bool (n_offers,), the courses that answer the search, but those wholly at a distance.
        A course without a site is in no pair
    site_minutes : uint8 (n_sites, n_sites), whole minutes from site to site:
        `geodata.travel.model.matrix(model, site_xy, site_xy, mode)`
    threshold : minutes, the bound included

    Returns
    -------
    One row a pair: `key`, `certification`, `level`, `domain`, `site_a`, `site_b` (rows, a < b),
    `minutes` (the shorter way round), `voies_a`, `voies_b` (words), `places_a`, `places_b`
    (known places, null if none is known), `same_provider` (a provider has courses in both: one
    house rather than two rivals); the nearest first.
    """
    placed = _by_site(offers, site, keys, which)
    names = [
        "key", "certification", "level", "domain", "site_a", "site_b", "minutes", "voies_a",
        "voies_b", "places_a", "places_b", "same_provider",
    ]  # fmt: skip
    pairs = _pairs(placed, site_minutes, threshold)
    a, b = placed.iloc[pairs["a"]], placed.iloc[pairs["b"]]
    both = zip(a["providers"], b["providers"], strict=True)
    table = pd.DataFrame(
        {
            "key": a["key"].to_numpy(),
            "certification": a["certification"].to_numpy(),
            "level": a["level"].array,
            "domain": a["domain"].to_numpy(),
            "site_a": a["site"].to_numpy(),
            "site_b": b["site"].to_numpy(),
            "minutes": pairs["minutes"].to_numpy(),
            "voies_a": a["voies"].to_numpy(),
            "voies_b": b["voies"].to_numpy(),
            "places_a": a["places"].array,
            "places_b": b["places"].array,
            "same_provider": np.array([bool(p & q) for p, q in both], dtype=bool),
        },
        columns=names,
    )
    order = ["minutes", "certification", "site_a", "site_b"]
    return table.sort_values(order, kind="stable", ignore_index=True)


def single_site(
    offers: pd.DataFrame,
    site: NDArray[np.integer],
    is_distance: NDArray[np.bool_],
    keys: NDArray[np.object_],
    which: NDArray[np.bool_],
) -> pd.DataFrame:
    """Find the certifications that one single site of the region offers.

    Parameters
    ----------
    offers, site, keys, which : as in `same_nearby`; `which` decides what « offers » means (a
        voie, the courses that start within six months…)
    is_distance : bool (n_offers,), courses wholly at a distance

    Returns
    -------
    One row a certification: `key`, `certification`, `level`, `domain`, `site` (row), `voies`
    (words), `courses` (int), `places` (known ones, null if none is known), `at_distance`
    (courses of it wholly at a distance, a way round), `unplaced` (courses of it whose place no
    source gives: it may not be single after all); by domain, then certification.
    """
    placed = _by_site(offers, site, keys, which & ~is_distance)
    alone = placed[~placed["key"].duplicated(keep=False)].drop(columns="providers")
    away = {
        "at_distance": which & is_distance,
        "unplaced": which & ~is_distance & (site < 0),
    }
    for name, kind in away.items():
        counts = pd.Series(keys[kind]).value_counts()
        alone[name] = alone["key"].map(counts).fillna(0).astype(np.int64)
    return alone.sort_values(["domain", "certification"], kind="stable", ignore_index=True)


def _by_site(
    offers: pd.DataFrame,
    site: NDArray[np.integer],
    keys: NDArray[np.object_],
    which: NDArray[np.bool_],
) -> pd.DataFrame:
    """One row a certification and a site, in that order."""
    rows = np.flatnonzero(which & (site >= 0) & (keys != ""))
    chosen = offers.iloc[rows]
    title = chosen["certification"].where(chosen["certification"] != "", chosen["title"])
    table = chosen[["level", "domain", "voie", "capacity", "provider"]].assign(
        key=keys[rows], site=site[rows].astype(np.int64), certification=title
    )
    groups = table.groupby(["key", "site"], sort=True)
    joined = groups.agg(
        certification=("certification", "first"),
        level=("level", "first"),
        domain=("domain", "first"),
        courses=("voie", "size"),
    )
    joined["places"] = groups["capacity"].sum(min_count=1)
    of_group = groups.ngroup().to_numpy(dtype=np.int64)
    joined["voies"] = [" ".join(sorted(s)) for s in _sets(of_group, table["voie"], len(joined))]
    joined["providers"] = pd.Series(
        _sets(of_group, table["provider"], len(joined)), index=joined.index, dtype=object
    )
    return joined.reset_index()


def _sets(of_group: NDArray[np.integer], names: pd.Series, n_groups: int) -> list[set[str]]:
    """Distinct names of each group, the empty one left out."""
    sets: list[set[str]] = [set() for _ in range(n_groups)]
    for group, name in zip(of_group.tolist(), names.tolist(), strict=True):
        if name:
            sets[group].add(name)
    return sets


def _pairs(placed: pd.DataFrame, site_minutes: NDArray[np.uint8], threshold: float) -> pd.DataFrame:
    """Positions of the pairs of rows of one certification within the threshold."""
    left, right, times = [], [], []
    sites = placed["site"].to_numpy(dtype=np.int64)
    for rows in placed.groupby("key", sort=False).indices.values():
        here = sites[rows]
        apart = site_minutes[np.ix_(here, here)]
        # One more minute, so that two sites at the same place differ from no pair.
        shorter = np.triu(np.minimum(apart, apart.T) + np.uint16(1), k=1)
        i, j = np.nonzero((shorter > 0) & (shorter <= min(threshold, OUT_OF_REACH - 1) + 1))
        left.append(rows[i])
        right.append(rows[j])
        times.append(shorter[i, j].astype(np.int64) - 1)
    empty = [np.zeros(0, dtype=np.int64)]
    columns = {"a": left, "b": right, "minutes": times}
    return pd.DataFrame({name: np.concatenate(parts or empty) for name, parts in columns.items()})
