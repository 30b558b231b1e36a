"""The region that benchmarks work on: its real communes, and sites drawn where people live."""

import timeit
from collections.abc import Callable

import geopandas as gpd
import numpy as np

from geodata.travel.model import EstimatedTravel, matrix
from loaders.embedding.base import read_base

REGION = "hauts-de-france"


def communes() -> gpd.GeoDataFrame:
    """Communes of the embedded base."""
    return read_base(REGION).communes


def positions(table: gpd.GeoDataFrame) -> np.ndarray:
    """Town halls, metres, shape (n_communes, 2)."""
    return table[["x", "y"]].to_numpy(dtype=np.float64)


def car_minutes(table: gpd.GeoDataFrame, sites: int, seed: int = 2026) -> np.ndarray:
    """Minutes to `sites` places drawn in proportion to people, uint8 (sites, n_communes)."""
    rng = np.random.default_rng(seed)
    people = table["population"].to_numpy(dtype=np.float64)
    rows = rng.choice(len(table), sites, p=people / people.sum())
    places = positions(table)[rows] + rng.normal(0, 500, (sites, 2))
    return matrix(EstimatedTravel(), positions(table), places, "voiture")


def milliseconds(call: Callable[[], object], number: int = 5, repeat: int = 5) -> float:
    """Best of `repeat`, so that another program on the machine does not count."""
    return min(timeit.repeat(call, number=number, repeat=repeat)) / number * 1000
