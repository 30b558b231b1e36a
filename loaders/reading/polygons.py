"""Reading polygons with their properties: GeoJSON, GeoPackage and shapefile, in any projection."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from pyproj import CRS

from loaders.errors import SourceError

LARGEST = 1 << 30
"""Bytes of a file of polygons: beyond, it is refused rather than fill the memory."""

_HEAD = 1 << 12
_SHAPEFILE = b"\x00\x00\x27\x0a" + bytes(20)
_DEGREES = (180.0, 90.0)


def has_features(path: Path) -> bool:
    """Tell whether a file is GeoJSON, a GeoPackage or a shapefile, by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    if head.startswith(b"SQLite format 3\x00"):
        return _is_geopackage(path)
    if head.startswith(_SHAPEFILE):
        return True
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"FeatureCollection" in head


def header_of_features(path: Path) -> tuple[str, ...]:
    """Return the names of the properties, () if the file cannot be read."""
    try:
        stat = path.stat()
        return _header(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ()


def read_features(path: Path, crs: CRS) -> gpd.GeoDataFrame:
    """Read the polygons of a file and their properties as texts ("" where there is none).

    Parameters
    ----------
    crs : the system, in metres, of the region

    Returns
    -------
    GeoDataFrame
        Index from 1; geometry in that system, in two dimensions and valid, null where the file has
        no polygon. Coordinates too great to be degrees are taken for metres of it, for
        GeoJSON seldom says its projection.

    Raises
    ------
    SourceError
        The file is damaged, or too big.
    """
    if path.stat().st_size > LARGEST:
        raise SourceError("le fichier de polygones est trop gros")
    try:
        frame = pyogrio.read_dataframe(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise SourceError("le fichier de polygones est abîmé") from error
    except Exception as error:  # GDAL and shapely let through errors of many kinds
        raise SourceError("le fichier de polygones est coupé ou abîmé") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise SourceError("le fichier n'a pas de géométrie")
    frame.index = range(1, len(frame) + 1)
    frame.geometry = _polygons(_in_metres(frame, crs).geometry)
    for column in frame.columns.drop(frame.geometry.name):
        frame[column] = frame[column].map(_text)
    return frame


def _is_geopackage(path: Path) -> bool:
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True) as base:
            query = "SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_contents'"
            return base.execute(query).fetchone() == (1,)
    except sqlite3.Error:
        return False


@lru_cache(maxsize=256)
def _header(path: Path, _changed: int, _size: int) -> tuple[str, ...]:
    try:
        return tuple(str(name) for name in pyogrio.read_info(path)["fields"])
    except Exception:  # whatever GDAL says, it is not a file that a source knows
        return ()


def _in_metres(frame: gpd.GeoDataFrame, crs: CRS) -> gpd.GeoDataFrame:
    bounds = frame.total_bounds
    great = abs(bounds[[0, 2]]).max() > _DEGREES[0] or abs(bounds[[1, 3]]).max() > _DEGREES[1]
    said = frame.crs
    if said is None or said.is_geographic:
        frame = frame.set_crs(crs if great else said or "EPSG:4326", allow_override=True)
    return frame.to_crs(crs)


def _polygons(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the shapes made valid, null where they are not polygons."""
    flat = shapely.force_2d(shapes.to_numpy())
    valid = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    areas = gpd.GeoSeries(valid, index=shapes.index, crs=shapes.crs)
    wide = areas.geom_type.isin(["Polygon", "MultiPolygon"]) & ~areas.is_empty
    return areas.where(wide, None)


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
