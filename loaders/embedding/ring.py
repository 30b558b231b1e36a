"""What lies across the region's border, about an hour by car: communes, lycées, former codes."""

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.places.projection import to_degrees
from geodata.travel.margin import SUPPOSED, Uncertainty
from geodata.travel.network import CAR, NetworkTravel
from loaders.embedding.communes import Decoupage, communes_of_all
from loaders.embedding.packages import DECOUPAGE, member
from loaders.embedding.references import lycees_of
from loaders.embedding.shapes import fill_holes
from loaders.store.measured import read_measured
from loaders.store.network import read_network

MINUTES = 60
"""How far the ring goes: real minutes by car from the nearest town hall of the region."""

_WIDEST = 110_000.0  # metres as the crow flies, more than an hour's drive
_COARSE = 200.0  # metres that a border of the ring may lose: it places courses, and is one tone


def ring_of(
    communes: gpd.GeoDataFrame,
    cog: Decoupage,
    shapes: gpd.GeoDataFrame,
    former: pd.DataFrame,
    network: Path,
    folder: Path,
) -> dict[str, pd.DataFrame]:
    """Return the tables of the ring: « ring », « ring_lycees » and « ring_moves ».

    Parameters
    ----------
    communes : those of the region, with their places
    shapes : from `loaders.embedding.shapes.drawn_communes`
    former : former names of communes, `name` and `code`
    network : folder of the places of France

    Returns
    -------
    The communes of other regions that may be within `MINUTES`: those whose estimate is longer, by
    its measured error at most, too, since bands count whom their courses may reach (code, name,
    postcodes, population, departement, region, x, y, lon, lat, minutes, geometry); the lycées and
    the moves as those of the region. An island, or a region without the network, has no ring.
    """
    every = communes_of_all(cog)
    around = _about_an_hour(communes, every, shapes, network)
    around["region"] = around["region"].map(_region_names(folder))
    codes = set(around["code"])
    near = every[every["departement"].isin(set(around["departement"]))]
    lycees, _ = lycees_of(near, former, folder)
    return {
        "ring": around,
        "ring_lycees": lycees[lycees["commune"].isin(codes)].reset_index(drop=True),
        "ring_moves": cog.moves(codes, ()),
    }


def _about_an_hour(
    communes: gpd.GeoDataFrame, every: pd.DataFrame, shapes: gpd.GeoDataFrame, network: Path
) -> gpd.GeoDataFrame:
    own = set(communes["code"])
    home = shapely.box(*communes.total_bounds)
    drawn = shapes[~shapes["code"].isin(own) & shapes["code"].isin(set(every["code"]))]
    drawn = drawn[shapely.distance(drawn.geometry.to_numpy(), home) <= _WIDEST]
    polygons = shapely.make_valid(drawn.geometry.to_numpy())
    halls = drawn["mairie"].to_numpy()
    points = np.where(shapely.contains(polygons, halls), halls, shapely.point_on_surface(polygons))
    xy = shapely.get_coordinates(points).round()
    places = read_network(network) if len(xy) else None
    minutes, farthest = np.full(len(xy), np.inf), float(MINUTES)
    if places is not None:
        starts = communes[["x", "y"]].to_numpy(dtype=np.float64)
        travel = NetworkTravel(places)
        minutes = travel.minutes(starts, xy, CAR).min(axis=0)
        farthest = _farthest(travel.name)
    kept = minutes <= farthest
    table = drawn.loc[kept, ["code"]].merge(every, on="code")
    table["x"], table["y"] = xy[kept].T
    lon, lat = to_degrees(xy[kept], communes.crs).T
    table["lon"], table["lat"] = np.round(lon, 5), np.round(lat, 5)
    table["minutes"] = minutes[kept].round().astype("int64")
    shaped = _coarse(polygons[kept])
    return gpd.GeoDataFrame(pd.DataFrame(table), geometry=shaped, crs=communes.crs)


def _farthest(model: str) -> float:
    """Return the longest estimate of a model that may really be `MINUTES`."""
    measured = read_measured().get(model)
    margin = measured.margins.get(CAR, SUPPOSED) if measured else SUPPOSED
    return Uncertainty(MINUTES, margin).ends[1]


def _coarse(polygons: np.ndarray) -> np.ndarray:
    """Return the polygons without holes between them, their borders drawn with few points."""
    if not len(polygons):
        return polygons
    whole = shapely.coverage_clean(fill_holes(polygons), gap_width=_COARSE)
    simple = shapely.coverage_simplify(whole, _COARSE)
    return shapely.make_valid(shapely.transform(simple, np.rint))


def _region_names(folder: Path) -> dict[str, str]:
    regions = json.loads(member(DECOUPAGE, "package/data/regions.json", folder))
    return {str(region["code"]): str(region["nom"]) for region in regions}
