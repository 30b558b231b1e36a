"""A made network of roads as large as a region's, between its real town halls.

No package carries the roads of a French region. This one has their order of size (some 400,000
nodes) and their shape: streets round each town hall, roads between neighbours that bend, main
roads between towns, fast roads between cities. It says nothing of real times.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from geodata.places.projection import to_degrees

KINDS = (
    (0, "tertiary", 80, 12_000.0),
    (2_500, "primary", 80, 30_000.0),
    (25_000, "trunk", 110, 90_000.0),
)
"""Least inhabitants at both ends, class, km/h, and greatest length in metres of a road."""

_BEND = 200.0  # metres between two nodes of a road
_SWAY = 0.06  # of its length, how far a road leaves the straight line
_BLOCK = 90.0  # metres between two streets
_PEOPLE_A_CROSSING = 45
_FEWEST, _MOST = 3, 40  # streets of a place, each way


class _Writer:
    """Writes nodes and ways of OSM's XML, nodes first as its readers want them."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.nodes = 0
        self.ways: list[str] = []

    def points(self, xy: NDArray[np.float64]) -> NDArray[np.int64]:
        """Write nodes (n, 2), metres, and return their numbers."""
        for number, (lon, lat) in enumerate(to_degrees(xy), self.nodes + 1):
            self.file.write(f'<node id="{number}" version="1" lon="{lon:.6f}" lat="{lat:.6f}"/>\n')
        self.nodes += len(xy)
        return np.arange(self.nodes - len(xy) + 1, self.nodes + 1)

    def way(self, nodes: NDArray[np.int64], kind: str, speed: int, name: str) -> None:
        """Keep a way for the end of the file."""
        ends = "".join(f'<nd ref="{node}"/>' for node in nodes)
        self.ways.append(
            f'<way id="{len(self.ways) + 1}" version="1">{ends}<tag k="highway" v="{kind}"/>'
            f'<tag k="maxspeed" v="{speed}"/><tag k="name" v="{name}"/></way>\n'
        )


def write_region(path: Path, communes: gpd.GeoDataFrame, seed: int = 2026) -> int:
    """Write the made roads of communes as OSM's XML, and return how many nodes they have."""
    rng = np.random.default_rng(seed)
    xy = communes[["x", "y"]].to_numpy(dtype=np.float64)
    people = communes["population"].fillna(0).to_numpy(dtype=np.float64)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<osm version="0.6">\n')
        writer = _Writer(file)
        middles = np.array(
            [_streets(writer, *place, rng) for place in zip(xy, people, strict=True)]
        )
        for least, kind, speed, longest in KINDS:
            for a, b in _neighbours(xy, np.flatnonzero(people >= least), longest):
                bends = writer.points(_bent(xy[a], xy[b], rng))
                nodes = np.r_[middles[a], bends, middles[b]]
                writer.way(nodes, kind, speed, f"Route {a}-{b}")
        file.writelines(writer.ways)
        file.write("</osm>\n")
    return writer.nodes


def _streets(
    writer: _Writer, middle: NDArray[np.float64], people: float, rng: np.random.Generator
) -> int:
    """Write the streets of a place, a grid turned at random, and return its middle's node."""
    side = int(np.clip(round((people / _PEOPLE_A_CROSSING) ** 0.5), _FEWEST, _MOST)) | 1
    steps = (np.arange(side) - side // 2) * _BLOCK
    grid = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    turn = rng.uniform(0, np.pi / 2)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    nodes = writer.points(grid @ matrix + middle).reshape(side, side)
    for number, line in enumerate(itertools.chain(nodes, nodes.T), 1):
        writer.way(line, "residential", 30, f"Rue {number}")
    return int(nodes[side // 2, side // 2])


def _neighbours(
    xy: NDArray[np.float64], rows: NDArray[np.int64], longest: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places that a road joins."""
    triangles = Delaunay(xy[rows]).simplices
    pairs = np.unique(np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)), axis=0)
    for a, b in rows[pairs]:
        if np.hypot(*(xy[a] - xy[b])) <= longest:
            yield int(a), int(b)


def _bent(
    start: NDArray[np.float64], end: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the nodes of a road between two others, swaying to one side then the other."""
    length = float(np.hypot(*(end - start)))
    share = np.linspace(0, 1, int(length / _BEND) + 2)[1:-1, None]
    aside = np.array([start[1] - end[1], end[0] - start[0]])
    sway = _SWAY * rng.uniform(-1, 1) * np.sin(2 * np.pi * share)
    return start + share * (end - start) + sway * aside
