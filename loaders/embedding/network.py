"""The places of France and which touch one another: what the estimate of travel times rests on."""

import io
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.ndimage import map_coordinates

from geodata.places.projection import to_degrees
from loaders.embedding.communes import Decoupage
from loaders.embedding.packages import ALTITUDE, EmbedError, member

_BESIDE = 150.0
"""Metres: two communes this near touch one another, whatever was lost in drawing them."""

# How the grid of altitudes is written: 5 minutes of arc, from the north-west, in steps of 28 m.
_CELLS_A_DEGREE, _STEP, _LOWEST = 12, 28, -450


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
    Places (`x`, `y`: town halls, whole metres; `density`: people a km²; `altitude`: metres, that
    of some 50 km² round), and links (`a`, `b`: rows of the places).
    """
    polygons = shapely.make_valid(shapes.geometry.to_numpy())
    halls = shapes["mairie"].to_numpy()
    inside = shapely.contains(polygons, halls)
    points = np.where(inside, halls, shapely.point_on_surface(polygons))
    xy = shapely.get_coordinates(points).round()
    people = cog.communes.set_index("code")["population"].reindex(shapes["code"]).fillna(0)
    density = people.to_numpy(dtype=float) / (shapely.area(polygons) / 1e6)
    altitudes = _altitudes(_grid(folder), to_degrees(xy, shapes.crs))
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


def _grid(folder: Path) -> np.ndarray:
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
    return np.maximum(steps.astype(np.float64) * _STEP + _LOWEST, 0)


def _altitudes(grid: np.ndarray, lon_lat: np.ndarray) -> np.ndarray:
    """Return the altitudes of points (n, 2), degrees, between the middles of the cells."""
    longitudes, latitudes = lon_lat.T
    rows = (90 - latitudes) * _CELLS_A_DEGREE - 0.5
    columns = (longitudes + 180) * _CELLS_A_DEGREE - 0.5
    return map_coordinates(grid, [rows, columns], order=1, mode="nearest")
