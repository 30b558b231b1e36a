"""A coverage as a file: a row a territory, with the same figures as the screen."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.coverage.aggregation import mean_by_zone
from geodata.coverage.answer import Covered
from geodata.coverage.order import ORDERS
from geodata.finding.export import to_json
from geodata.guidance.known import known_of
from geodata.places.zoning import UNKNOWN, zone_label, zoning
from geodata.provenance.age import dates_of_offer
from geodata.provenance.values import offer_words
from geodata.tables.sorting import Order
from geodata.travel.words import GIVEN_BY
from geodata.vocabulary import TERRITORY_LEVELS

HEADERS: dict[str, str] = {
    "code": "Code",
    "name": "Territoire",
    "population": "Population",
    "covered_population": "Population couverte",
    "beyond_population": "Population hors d'atteinte",
    "covered_least": "Population couverte, estimation basse",
    "covered_most": "Population couverte, estimation haute",
    "share": "Part couverte",
    "minutes": "Temps moyen (min)",
    "nearest_place": "Lieu le plus proche",
    "nearest_site": "Lieu le plus proche (identifiant)",
    "accessibility": "Places pour 1 000 personnes",
    "times": GIVEN_BY,
    "source": "Source",
    "vintage": "Date",
    "completeness": "Offre connue",
}
"""Columns of the file, in order, with the name a reader sees."""

_NAMED = ("departement", "spel", "epci", "zone_emploi", "bmo_basin")
_CLASSED = ("frr", "zrr", "qpv", "density")

TERRITORY_HEADERS: dict[str, str] = {
    **{
        key: title
        for level in _NAMED
        for key, title in (
            (f"{level}_code", f"{TERRITORY_LEVELS[level].one} (code)"),
            (level, TERRITORY_LEVELS[level].one),
        )
    },
    "frr": "FRR",
    "zrr": "Ancienne ZRR",
    "qpv": "QPV",
    "density": "Densité",
    "rurality": "Rural ou urbain",
}
"""The territories of a commune, and those that a crossing is made of."""


def origin(covered: Covered) -> dict[str, str]:
    """Return the `source` and the `vintage` of the rows of an answer: of courses, or of places."""
    atlas, kind = covered.atlas, covered.asked.kind
    if not kind:
        return origin_of_courses(atlas)
    known = known_of(atlas, kind)
    source = " ; ".join(known.sources) or "aucune source chargée"
    return {"source": source, "vintage": " ; ".join(known.vintages)}


def origin_of_courses(atlas: Atlas) -> dict[str, str]:
    """Return the `source` and the `vintage` of rows that are of courses."""
    source = offer_words(atlas.demonstration).file
    return {"source": source, "vintage": dates_of_offer(atlas)}


def coverage_rows(covered: Covered, order: Order = ORDERS["code"]) -> pd.DataFrame:
    """Return a row a territory, in an order of `geodata.coverage.order`.

    A question on an offer that is not loaded has no figure but the population.

    Columns are those of `HEADERS` but the last four: people (int), `share` (0 to 1), `minutes`
    (mean over the people who can reach a course; for a commune, its own), `nearest_site` (id of
    the site that is the nearest for most people; empty where none), `nearest_place` (its name and
    its commune), `accessibility` (mean over
    the people, places per 1,000).
    """
    by = covered.asked.by
    zones = zoning(covered.atlas.communes, by)
    table = covered.table(by)
    table["minutes"] = table["minutes"].round(1)
    table["share"] = table["share"].round(4)
    table["nearest_site"] = _sites(covered, zones.of_commune, len(zones.codes))
    places = _places(covered)
    table["nearest_place"] = [places.get(site, "") for site in table["nearest_site"]]
    means = mean_by_zone(zones, covered.known_accessibility, covered.people)
    table["accessibility"] = means.round(3)
    if by == "commune":  # where nobody lives, a commune still has its own time
        minutes = covered.minutes.astype(np.float64)
        own = np.where(covered.minutes == 255, np.nan, minutes)
        table["minutes"] = pd.Series(own, index=covered.atlas.communes["code"]).reindex(table.index)
    rows = order.of(table.reset_index())
    rows = rows[list(HEADERS)[:-4]]
    rows = rows.assign(**_territories(covered, rows["code"]))
    if covered.silent:
        figures = list(
            rows.columns.difference(["code", "name", "population", "nearest_place", "nearest_site"])
        )
        rows = rows.astype(dict.fromkeys(figures, "object"))
        rows[figures] = None
    return rows


def _territories(covered: Covered, codes: pd.Series) -> dict[str, list[str]]:
    """Return the territories of each commune, or those that each row of a crossing is made of."""
    by, names = covered.asked.by, covered.atlas.zone_names
    if by == "commune":
        levels: tuple[str, ...] = (*_NAMED, *_CLASSED)
        of_level = {level: _codes_of(covered, level).reindex(codes) for level in levels}
    elif "," in by:
        levels = tuple(by.split(","))
        parts = [str(code).split(",") if code else [UNKNOWN] * len(levels) for code in codes]
        of_level = {
            level: pd.Series([part[rank] for part in parts]) for rank, level in enumerate(levels)
        }
    else:
        return {}
    found: dict[str, list[str]] = {}
    for level, own in of_level.items():
        if level in _NAMED:
            found[f"{level}_code"] = own.tolist()
        found[level] = [
            "" if code == UNKNOWN else zone_label(level, str(code), names) for code in own
        ]
    return found


def _codes_of(covered: Covered, level: str) -> pd.Series:
    zones = zoning(covered.atlas.communes, level)
    codes = np.array(zones.codes, dtype=object)[zones.of_commune]
    return pd.Series(codes, index=covered.atlas.communes["code"])


def coverage_geojson(
    covered: Covered, about: Mapping[str, object], order: Order = ORDERS["code"]
) -> bytes:
    """Return the rows with the shape of their territory, longitudes and latitudes in degrees."""
    features = coverage_frame(covered, order).reset_index()
    return to_json(
        {"type": "FeatureCollection", **about, "features": features.__geo_interface__["features"]}
    )


def coverage_frame(covered: Covered, order: Order = ORDERS["code"]) -> gpd.GeoDataFrame:
    """Return the rows by `code`, with the shape of their territory in degrees WGS84."""
    shapes = _shapes(covered, covered.asked.by)
    rows = coverage_rows(covered, order).set_index("code")
    frame = gpd.GeoDataFrame(rows, geometry=shapes.reindex(rows.index), crs=shapes.crs)
    frame = frame.to_crs("EPSG:4326")
    return frame.set_geometry(frame.geometry.set_precision(1e-5))


def _shapes(covered: Covered, by: str) -> gpd.GeoSeries:
    atlas = covered.atlas
    if by == "commune":
        return atlas.communes.set_index("code").geometry
    known = atlas.zones.loc[atlas.zones["level"] == by]
    if len(known):
        return known.set_index("code").geometry
    zones = zoning(atlas.communes, by)
    shapes = atlas.communes.geometry.to_numpy()
    joined = [
        shapely.coverage_union_all(shapes[zones.of_commune == zone])
        for zone in range(len(zones.codes))
    ]
    return gpd.GeoSeries(joined, index=list(zones.codes), crs=atlas.communes.crs)


def _places(covered: Covered) -> dict[str, str]:
    """Name of each site and its commune, by its id."""
    sites = covered.atlas.sites
    communes = sites["commune"].map(covered.atlas.commune_names).fillna("")
    return dict(zip(sites["site"], sites["name"] + ", " + communes, strict=True))


def _sites(covered: Covered, of_commune: NDArray[np.int64], n_zones: int) -> list[str]:
    """Site that is the nearest for most people of each territory."""
    site = covered.nearest_site
    reached = site >= 0
    frame = pd.DataFrame({"zone": of_commune, "site": site, "people": covered.people})
    sums = frame[reached].groupby(["zone", "site"])["people"].sum().reset_index()
    best = sums.sort_values(["people", "site"], ascending=[False, True]).drop_duplicates("zone")
    ids = covered.atlas.sites["site"].to_numpy(dtype=object)
    names = dict(zip(best["zone"], ids[best["site"].to_numpy(dtype=np.int64)], strict=True))
    return [str(names.get(zone, "")) for zone in range(n_zones)]
