"""What is summed over the communes of each territory that has a portrait."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.coverage.nearest import nearest
from geodata.coverage.offering import known_capacity
from geodata.domains import DOMAINS
from geodata.places.density import RURAL_CLASSES
from geodata.places.zoning import UNKNOWN, Zoning, zoning
from geodata.territory import territories
from geodata.vocabulary import PUBLICS, VOIES

THRESHOLD = 30
"""Minutes by car beyond which a course is said to be far: the contract sets none, ours is shown."""


def sums(atlas: Atlas, level: str) -> pd.DataFrame:
    """Return what is summed over the communes, a row a territory of a level, float.

    Columns are those of `commune_measures`.
    """
    return atlas.cached(("portrait-sums", level), lambda: _sums(atlas, level))


def sum_over(atlas: Atlas, inside: NDArray[np.bool_]) -> pd.Series:
    """Return what is summed over some communes."""
    return commune_measures(atlas)[inside].sum()


def commune_measures(atlas: Atlas) -> pd.DataFrame:
    """Return what can be added up, a row a commune in their order, float; once a build.

    Columns
    -------
    population, pop_0_19, pop_20_64, pop_65_plus, bands (the three together) : people
    zrr, frr, rural, qpv : people of communes so classed; people of the quarters for `qpv`
    zrr_known, frr_known, rural_known, qpv_known : people of the communes where it is known
    area : km²
    courses, sites, rev3, funded, funded_known : courses held there, places where they are held
    courses_V, places_V, without_V, enrolled_V, enrolled_places_V : by voie; places that are known,
        courses that do not say, people enrolled and the places of those very courses
    domain_D, domain_places_D, public_P : courses by domain and by public
    far, far_V : people farther than `THRESHOLD` minutes by car from any course, or one of a voie
    """
    return atlas.cached("portrait-measures", lambda: _measures(atlas))


def _sums(atlas: Atlas, level: str) -> pd.DataFrame:
    measures = commune_measures(atlas)
    zones: Zoning = zoning(atlas.communes, level)
    table = measures.groupby(zones.of_commune).sum()
    codes = zones.codes
    if level == "region":
        codes = (next(iter(territories(atlas)["region"])),)
    table.index = pd.Index(codes, name="code")
    return table[table.index != UNKNOWN]


def _measures(atlas: Atlas) -> pd.DataFrame:
    communes = atlas.communes
    people = communes["population"].to_numpy(dtype=np.float64)
    bands = {name: communes[name] for name in ("pop_0_19", "pop_20_64", "pop_65_plus")}
    columns: dict[str, object] = {"population": people, **bands}
    columns["bands"] = sum(bands.values())
    for flag in ("zrr", "frr"):
        columns[flag] = people * communes[flag].fillna(False).to_numpy(dtype=bool)
        columns[f"{flag}_known"] = people * communes[flag].notna().to_numpy(dtype=bool)
    density = communes["density"].astype(str)
    columns["rural"] = people * density.isin(RURAL_CLASSES).to_numpy()
    columns["rural_known"] = people * (density != "").to_numpy()
    columns["qpv"] = communes["qpv_population"].fillna(0)
    columns["qpv_known"] = people * communes["qpv_population"].notna().to_numpy(dtype=bool)
    columns["area"] = communes.geometry.area.to_numpy() / 1e6
    table = pd.DataFrame(columns).astype(np.float64).reset_index(drop=True)
    return pd.concat([table, _courses(atlas), _far(atlas, people)], axis=1)


def _courses(atlas: Atlas) -> pd.DataFrame:
    offers, n = atlas.offers, len(atlas.communes)
    rows = pd.Series(np.arange(n), index=atlas.communes["code"])
    of_site = rows.reindex(atlas.sites["commune"]).fillna(-1).to_numpy(dtype=np.int64)
    commune = np.append(of_site, -1)[atlas.columns.site]
    here = (commune >= 0) & ~atlas.columns.is_distance
    capacity = atlas.cached("capacity", lambda: known_capacity(offers["capacity"]))
    enrolled = known_capacity(offers["enrolled"])
    both = ~np.isnan(capacity) & ~np.isnan(enrolled)

    def count(which: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> object:
        kept = here & which
        given = None if weights is None else np.nan_to_num(weights[kept])
        return np.bincount(commune[kept], weights=given, minlength=n)

    every = np.ones(len(offers), bool)
    funded = offers["conventionnee"]
    columns: dict[str, object] = {
        "courses": count(every),
        "rev3": count((offers["rev3"] != "").to_numpy()),
        "funded": count(funded.fillna(False).to_numpy(dtype=bool)),
        "funded_known": count(funded.notna().to_numpy(dtype=bool)),
    }
    sites = np.unique(atlas.columns.site[here])
    columns["sites"] = np.bincount(of_site[sites], minlength=n)
    for voie in VOIES:
        of_voie = (offers["voie"] == voie).to_numpy()
        columns[f"courses_{voie}"] = count(of_voie)
        columns[f"places_{voie}"] = count(of_voie, capacity)
        columns[f"without_{voie}"] = count(of_voie & np.isnan(capacity))
        columns[f"enrolled_{voie}"] = count(of_voie & both, enrolled)
        columns[f"enrolled_places_{voie}"] = count(of_voie & both, capacity)
    for domain in DOMAINS:
        of_domain = (offers["domain"] == domain).to_numpy()
        columns[f"domain_{domain}"] = count(of_domain)
        columns[f"domain_places_{domain}"] = count(of_domain, capacity)
    words = offers["publics"].str.split().map(set)
    for public in PUBLICS:
        columns[f"public_{public}"] = count(words.map(lambda of, p=public: p in of).to_numpy())
    return pd.DataFrame(columns).astype(np.float64)


def _far(atlas: Atlas, people: NDArray[np.float64]) -> pd.DataFrame:
    placed = (atlas.columns.site >= 0) & ~atlas.columns.is_distance
    homes, table = atlas.lived.homes, {}
    own = homes.people(people.astype(np.int64))
    for name, of_voie in [("far", placed)] + [
        (f"far_{voie}", placed & (atlas.offers["voie"] == voie).to_numpy()) for voie in VOIES
    ]:
        sites = np.zeros(len(atlas.sites), bool)
        sites[atlas.columns.site[of_voie]] = True
        far = nearest(atlas.lived.times("voiture"), sites) > THRESHOLD
        table[name] = homes.sums(own * far)
    return pd.DataFrame(table).astype(np.float64)
