"""The rows of each layer: a table with the shape of each row, in degrees WGS84."""

from collections.abc import Callable, Mapping
from datetime import date

import geopandas as gpd
import pandas as pd
import shapely

from geodata.asking.coverage import parse_coverage
from geodata.asking.query import Query
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered, cover
from geodata.coverage.blank_zones.candidates import uncovered
from geodata.coverage.export import coverage_frame, origin
from geodata.finding.answer import find
from geodata.finding.export import export_table
from geodata.guidance.near import places_of
from geodata.layers.communes import commune_figures
from geodata.layers.portraits import LEVELS, portraits
from geodata.provenance.values import offer_words

_OF_A_COURSE = (
    "title", "site_name", "commune_code", "commune", "address", "postcode", "telephone", "website",
    "voie", "level", "domain", "modality", "start", "end", "provider", "certification", "rncp",
    "romes", "boarding", "capacity", "precision", "url", "source", "vintage",
)  # fmt: skip
_OF_A_PLACE = ("name", "uai", "commune", "precision")
_OF_A_GUIDE = (
    "kind", "name", "address", "commune", "telephone", "website", "hours", "note", "precision",
    "source", "vintage",
)  # fmt: skip
_OF_A_ZONE = (
    "name", "spel", "communes", "population", "sure_population", "km2", "nearest_minutes",
    "median_minutes", "codes",
)  # fmt: skip
_DEGREES = "EPSG:4326"


def courses(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return the courses of the region that have a place, by their id."""
    found = find(atlas, Query(), date.today())
    table = export_table(atlas, found, (found.placed & ~found.around).nonzero()[0])
    return _at_points(table.set_index("offer"), [name for name in _OF_A_COURSE if name in table])


def places(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return the places of training of the region, with how many `courses` each has."""
    sites = atlas.own_sites.set_index("site")
    held = atlas.own_offers.groupby("site").size()
    counted = sites.assign(
        courses=held.reindex(sites.index, fill_value=0).astype("int64"),
        source=offer_words(atlas.demonstration).file,
    )
    return _at_points(counted, [*_OF_A_PLACE, "courses", "source"])


def guides(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return the places that guide and those that help, by their id."""
    table = places_of(atlas)
    if table.empty:
        return gpd.GeoDataFrame(
            pd.DataFrame(columns=list(_OF_A_GUIDE)), geometry=gpd.GeoSeries([], crs=_DEGREES)
        )
    return _at_points(table.set_index("place"), [one for one in _OF_A_GUIDE if one in table])


def coverage_by(level: str) -> Callable[[Atlas], gpd.GeoDataFrame]:
    """Return what gives the territories of a level, with who is within reach of any course."""

    def rows(atlas: Atlas) -> gpd.GeoDataFrame:
        covered = _covered(atlas, level)
        frame = coverage_frame(covered).drop(columns="nearest_site")
        return frame.assign(times=atlas.times_words(covered.asked.mode), **origin(covered))

    return rows


def portraits_by(level: str) -> Callable[[Atlas], gpd.GeoDataFrame]:
    """Return what gives the figures of the portraits of a level."""

    def rows(atlas: Atlas) -> gpd.GeoDataFrame:
        return portraits(atlas, coverage_frame(_covered(atlas, level)), level)

    return rows


def communes(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return the figures of every commune."""
    return commune_figures(atlas, coverage_frame(_covered(atlas, "commune")))


def blank_zones(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return the zones out of reach of any course, cut at SPEL limits; none on a silent offer."""
    covered = _covered(atlas, "commune")
    found = uncovered(covered, by_spel=True)
    shapes = atlas.communes.geometry.to_numpy()
    joined = [
        shapely.coverage_union_all(shapes[found.zones.communes(zone)])
        for zone in range(len(found.computed))
    ]
    table = found.computed.set_index("zone")[list(_OF_A_ZONE)].assign(**origin(covered))
    frame = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(joined, table.index, atlas.communes.crs))
    return _in_degrees(frame.iloc[:0] if covered.silent else frame)


def _covered(atlas: Atlas, level: str) -> Covered:
    return cover(atlas, parse_coverage({}, by=level), date.today())


def _at_points(table: pd.DataFrame, names: list[str]) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(table["lon"], table["lat"])
    return gpd.GeoDataFrame(table[names], geometry=points, crs=_DEGREES)


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame = frame.to_crs(_DEGREES)
    return frame.set_geometry(frame.geometry.set_precision(1e-5))


ROWS: Mapping[str, Callable[[Atlas], gpd.GeoDataFrame]] = {
    "formations": courses,
    "lieux": places,
    "accueils": guides,
    **{
        f"couverture-{level.replace('_', '-')}": coverage_by(level)
        for level in ("commune", "epci", "spel", "departement")
    },
    "zones-blanches": blank_zones,
    **{f"portraits-{level.replace('_', '-')}": portraits_by(level) for level in LEVELS},
    "portraits-commune": communes,
}
"""What gives the rows of each layer, by its name in addresses."""


def layer(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    """Return the rows of a layer, worked out once a store and a day."""
    return atlas.cached(("layer", name, date.today()), lambda: ROWS[name](atlas))
