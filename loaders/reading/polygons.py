"""Reading polygons with their properties, in any projection.

GeoJSON in any encoding, GeoPackage (the first layer that has polygons), shapefile, KML and
FlatGeobuf.
"""

import sqlite3
import warnings
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS, Transformer
from pyproj.aoi import AreaOfUse

from loaders.errors import SourceError
from loaders.reading.texts import decode

LARGEST = 1 << 30
"""Bytes of a file of polygons: beyond, it is refused rather than fill the memory."""

_HEAD = 1 << 12
_SHAPEFILE = b"\x00\x00\x27\x0a" + bytes(20)
_FLATGEOBUF = b"fgb\x03fgb"
_MARK = b"\x1e"
"""What begins each feature of a sequence of GeoJSON."""
_BEFORE = b"\xef\xbb\xbf \t\r\n" + _MARK
_INDEX = ".shx"
"""What goes with a shapefile and begins like it."""
_DEGREES = (180.0, 90.0)
_EARTH = AreaOfUse(-180.0, -90.0, 180.0, 90.0)
TURNED = "turned"
"""Where a frame says, in its `attrs`, which features had their two numbers exchanged."""


def has_features(path: Path) -> bool:
    """Tell whether a file has polygons and properties, by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    if head.startswith(b"SQLite format 3\x00"):
        return _is_geopackage(path)
    if head.startswith((_SHAPEFILE, _FLATGEOBUF)):
        return path.suffix.lower() != _INDEX
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    head = head.lstrip(_BEFORE)
    if head.startswith(b"<"):
        return b"<kml" in head
    return head.startswith((b"{", b"[")) and (
        b"FeatureCollection" in head
        or (b'"Feature"' in head and b'"geometry"' in head)
        or b"esriGeometryPolygon" in head
    )


def header_of_features(path: Path) -> tuple[str, ...]:
    """Return the names of the properties, () if the file cannot be read."""
    try:
        stat = path.stat()
        return _header(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ()


def first_properties(path: Path, most: int = 20) -> pd.DataFrame:
    """Return the properties of the first features as texts, none if the file cannot be read."""
    try:
        frame = pyogrio.read_dataframe(
            _opened(path), layer=_layer(path), read_geometry=False, max_features=most
        )
    except Exception:  # as above
        return pd.DataFrame()
    return frame.map(_text)


def layers_of(path: Path) -> list[str]:
    """Return the layers of a GeoPackage that have polygons, [] for any other file."""
    with path.open("rb") as file:
        if not file.read(16).startswith(b"SQLite format 3\x00") or not _is_geopackage(path):
            return []
    with suppress(Exception):  # as above
        return [str(n) for n, kind in pyogrio.list_layers(path) if kind and "Polygon" in kind]
    return []


def copy_layer(path: Path, layer: str, place: Path) -> None:
    """Write a layer alone in a file.

    Raises SourceError: it cannot be read.
    """
    try:
        frame = pyogrio.read_dataframe(path, layer=layer)
        pyogrio.write_dataframe(frame, place, driver="GPKG", layer=layer)
    except Exception as error:  # as above
        raise SourceError(f"la couche « {layer} » est coupée ou abîmée") from error


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
        GeoJSON seldom says its projection. Numbers that are in the country only once exchanged
        are so, and `attrs[TURNED]` has their index.

    Raises
    ------
    SourceError
        The file is damaged, or too big.
    """
    if path.stat().st_size > LARGEST:
        raise SourceError("le fichier de polygones est trop gros")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the shapes that are mended below
            frame = pyogrio.read_dataframe(_opened(path), layer=_layer(path), on_invalid="fix")
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise SourceError("le fichier de polygones est abîmé") from error
    except Exception as error:  # GDAL and shapely let through errors of many kinds
        raise SourceError("le fichier de polygones est coupé ou abîmé") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise SourceError("le fichier n'a pas de géométrie")
    frame.index = range(1, len(frame) + 1)
    frame, turned = _in_metres(frame, crs)
    frame.geometry = _polygons(frame.geometry)
    for column in frame.columns.drop(frame.geometry.name):
        frame[column] = frame[column].map(_text)
    frame.attrs[TURNED] = turned
    return frame


def _opened(path: Path) -> Path | bytes:
    """Return a file, or its text in UTF-8 where it is a GeoJSON in another encoding."""
    stat = path.stat()
    return _in_utf8(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)  # a file is asked for its layers, its header and its features in turn
def _in_utf8(path: Path, _changed: int, _size: int) -> Path | bytes:
    with path.open("rb") as file:
        head = file.read(64)
    begins = head.lstrip(_BEFORE + b"\xff\xfe\0")[:1]
    if begins not in (b"{", b"["):
        return path
    content = path.read_bytes().lstrip(_BEFORE)
    if begins == b"[":  # the features without what holds them
        content = decode(content).encode()
        return b'{"type": "FeatureCollection", "features": %b}' % content
    if _MARK in head:
        return content.replace(_MARK, b"")
    try:
        content.decode()
    except UnicodeDecodeError:
        return decode(content).encode()
    return path


def _layer(path: Path) -> str | None:
    """Return the layer of a GeoPackage that has polygons, None for the only one of a file."""
    if path.suffix.lower() == ".geojson":
        return None
    layers = pyogrio.list_layers(_opened(path))
    if len(layers) < 2:
        return None
    wide = [name for name, kind in layers if kind and "Polygon" in kind]
    return str(wide[0] if wide else layers[0][0])


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
        return tuple(
            str(name) for name in pyogrio.read_info(_opened(path), layer=_layer(path))["fields"]
        )
    except Exception:  # whatever GDAL says, it is not a file that a source knows
        return ()


def _in_metres(frame: gpd.GeoDataFrame, crs: CRS) -> tuple[gpd.GeoDataFrame, pd.Index]:
    """Return the features in a system in metres, and the index of those that were turned."""
    said = frame.crs
    if said is not None and not said.is_geographic:
        return frame.to_crs(crs), frame.index[:0]
    area = crs.area_of_use or _EARTH
    degrees = (area.west, area.south, area.east, area.north)
    metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform_bounds(*degrees)
    bounds = frame.geometry.bounds.abs()
    great = (bounds["maxx"] > _DEGREES[0]) | (bounds["maxy"] > _DEGREES[1])
    great |= (bounds["minx"] > _DEGREES[0]) | (bounds["miny"] > _DEGREES[1])
    shapes, turned = frame.geometry.copy(), frame.index[:0]
    for which, box, system in ((great, metres, crs), (~great, degrees, said or "EPSG:4326")):
        written = shapes[which].set_crs(system, allow_override=True)
        wrong = _turned(written, box)
        written[wrong] = written[wrong].map(lambda shape: shapely.transform(shape, np.fliplr))
        shapes[which] = written.to_crs(crs).to_numpy()
        turned = turned.append(written.index[wrong])
    return frame.set_geometry(shapes.set_crs(crs, allow_override=True)), turned


def _turned(shapes: gpd.GeoSeries, box: tuple[float, ...]) -> pd.Series:
    """Tell which shapes are in a box (west, south, east, north) only once turned."""
    west, south, east, north = box
    bounds = shapes.bounds
    first, second = bounds["minx"], bounds["miny"]
    right = first.between(west, east) & second.between(south, north)
    return ~right & second.between(west, east) & first.between(south, north)


def _polygons(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the shapes made valid, null where they are not polygons."""
    flat = shapely.force_2d(shapes.to_numpy())
    mixed = shapely.get_type_id(flat) == shapely.GeometryType.GEOMETRYCOLLECTION
    flat[mixed] = [_wide(shape) for shape in flat[mixed]]
    valid = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    areas = gpd.GeoSeries(valid, index=shapes.index, crs=shapes.crs)
    wide = areas.geom_type.isin(["Polygon", "MultiPolygon"]) & ~areas.is_empty
    return areas.where(wide, None)


def _wide(collection: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a collection, without its points and lines."""
    parts = shapely.get_parts(shapely.get_parts(collection))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def _mended(text: str) -> str:
    """Return a text in UTF-8 that was read as eight bits, as a shapefile without « .cpg » is."""
    for encoding in ("latin-1", "cp1252"):
        with suppress(UnicodeError):
            return text.encode(encoding).decode()
    return text


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text if text.isascii() else _mended(text)
