"""The browser's copy of the communes: a TopoJSON where each border is written once."""

from collections.abc import Iterable, Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

DEGREES = "EPSG:4326"

Point = tuple[int, int]
"""A place on the grid."""

_PROPERTIES = ["code", "name", "population", "departement", "spel", "epci", "zrr", "qpv"]


def to_topology(communes: gpd.GeoDataFrame, quantization: int = 5_000) -> dict[str, Any]:
    """TopoJSON of the communes, in their order, whose arcs are shared by neighbours.

    Coordinates are WGS84 degrees, quantized on a grid and delta-encoded as the specification
    says (https://github.com/topojson/topojson-specification), so that any border (department,
    SPEL, EPCI, ZRR) is a mesh of the same arcs.

    The arcs are found in our own way, which the polygons of a valid coverage allow: they share
    their borders vertex for vertex, so that an arc begins where a vertex has other neighbours in
    one ring than in another. The topojson package (2.2), tried on the same communes, took three
    times as long, and on some grids chained the arcs of a ring in a wrong order.

    Parameters
    ----------
    communes : schema COMMUNES, polygons that form a valid coverage
    quantization : points of the grid along the longer side. 5,000 is about 50 m for a region of
        250 km, well under the 300 m between two vertices of the source.

    Returns
    -------
    A topology of one object, "communes", whose geometries carry `code`, `name`, `population`,
    `departement`, `spel`, `epci`, `zrr` (0 or 1), `qpv` (1 if someone lives in a QPV) and the
    town hall's `lon`, `lat` in degrees, to about 50 m.
    """
    shapes = communes.geometry.to_crs(DEGREES).to_numpy()
    west, south, east, north = shapely.total_bounds(shapes)
    step = max(east - west, north - south) / (quantization - 1)
    origin = np.array([west, south])
    polygons = [list(_rings(shape, origin, step)) for shape in shapes]
    arcs = _Arcs(ring for parts in polygons for rings in parts for ring in rings)
    geometries = [
        _geometry(parts, arcs) | {"properties": properties}
        for parts, properties in zip(polygons, _properties(communes), strict=True)
    ]
    return {
        "type": "Topology",
        "bbox": [round(float(v), 5) for v in (west, south, east, north)],
        "transform": {
            "scale": [float(step), float(step)],
            "translate": [float(west), float(south)],
        },
        "objects": {"communes": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_deltas(arc) for arc in arcs.points],
    }


def land(context: gpd.GeoDataFrame, digits: int = 3) -> dict[str, Any]:
    """GeoJSON, in degrees, of the land around the region, in the order it is to be drawn.

    Parameters
    ----------
    context : `kind` ("foreign", drawn first, "france" or "ring", the land whose courses are told
        beside the region's), `name`, polygons
    digits : decimals kept; three are about 100 m

    Returns
    -------
    A FeatureCollection whose features carry `kind` and `name`.
    """
    order = context["kind"].map({"foreign": 0, "france": 1, "ring": 1}).argsort(kind="stable")
    drawn = context.iloc[order]
    rounded = shapely.set_precision(drawn.geometry.to_crs(DEGREES).to_numpy(), 10.0**-digits)
    features = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": _coordinates(shape, digits)},
        }
        for kind, name, shape in zip(drawn["kind"], drawn["name"], rounded, strict=True)
        if not shape.is_empty
    ]
    return {"type": "FeatureCollection", "features": features}


class _Arcs:
    """The borders of a coverage, each once, found from its rings."""

    def __init__(self, rings: Iterable[list[Point]]) -> None:
        every = list(rings)
        self.junctions = _junctions(every)
        self.points: list[list[Point]] = []
        self._index: dict[tuple[Point, ...], int] = {}

    def of(self, ring: list[Point]) -> list[int]:
        """Numbers of the arcs that make a ring; ~number where an arc is walked backwards."""
        return [self._number(piece) for piece in _pieces(ring, self.junctions)]

    def _number(self, piece: list[Point]) -> int:
        forward = tuple(piece)
        if forward in self._index:
            return self._index[forward]
        backward = forward[::-1]
        if backward in self._index:
            return ~self._index[backward]
        self._index[forward] = len(self.points)
        self.points.append(piece)
        return self._index[forward]


def _junctions(rings: list[list[Point]]) -> set[Point]:
    """Vertices that have other neighbours in one ring than in another."""
    seen: dict[Point, tuple[Point, Point]] = {}
    found: set[Point] = set()
    for ring in rings:
        for rank, here in enumerate(ring):
            before, after = ring[rank - 1], ring[(rank + 1) % len(ring)]
            around = (before, after) if before <= after else (after, before)
            if seen.setdefault(here, around) != around:
                found.add(here)
    return found


def _pieces(ring: list[Point], junctions: set[Point]) -> Iterator[list[Point]]:
    """A ring (not closed) cut at its junctions; whole, from its least vertex, if it has none."""
    cuts = [rank for rank, point in enumerate(ring) if point in junctions]
    if not cuts:
        # An island, or an enclave whose two rings must begin at the same vertex.
        start = ring.index(min(ring))
        yield [*ring[start:], *ring[: start + 1]]
        return
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        yield [ring[rank % len(ring)] for rank in range(start, end + 1)]


def _rings(shape: Any, origin: np.ndarray, step: float) -> Iterator[list[list[Point]]]:
    """Rings of each polygon of a shape on the grid, without the closing point."""
    for polygon in shapely.get_parts(shape):
        rings = [_on_grid(ring, origin, step) for ring in (polygon.exterior, *polygon.interiors)]
        kept = [ring for ring in rings if len(ring) > 2]
        if kept and len(rings[0]) > 2:
            yield kept


def _on_grid(ring: Any, origin: np.ndarray, step: float) -> list[Point]:
    grid = np.rint((shapely.get_coordinates(ring) - origin) / step).astype(int)
    # Vertices that fall on the same point of the grid, for both neighbours alike, become one.
    kept = grid[:-1][(np.diff(grid, axis=0) != 0).any(axis=1)]
    return [(int(x), int(y)) for x, y in kept]


def _geometry(parts: list[list[list[Point]]], arcs: _Arcs) -> dict[str, Any]:
    numbered = [[arcs.of(ring) for ring in rings] for rings in parts]
    if len(numbered) == 1:
        return {"type": "Polygon", "arcs": numbered[0]}
    return {"type": "MultiPolygon", "arcs": numbered}


def _deltas(arc: list[Point]) -> list[list[int]]:
    return np.diff(np.array(arc), axis=0, prepend=[(0, 0)]).tolist()


def _coordinates(shape: Any, digits: int) -> list[list[list[list[float]]]]:
    """Coordinates of a GeoJSON MultiPolygon, without the noise of binary fractions."""

    def ring(line: Any) -> list[list[float]]:
        points = shapely.get_coordinates(line).tolist()
        return [[round(x, digits), round(y, digits)] for x, y in points]

    return [
        [ring(part.exterior), *(ring(hole) for hole in part.interiors)]
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]


def _properties(communes: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    table = pd.DataFrame(communes.drop(columns=communes.geometry.name)).assign(
        zrr=communes["zrr"].fillna(False).astype(int),
        qpv=(communes["qpv_population"].fillna(0) > 0).astype(int),
        lon=communes["lon"].round(3),
        lat=communes["lat"].round(3),
    )
    columns = table[[*_PROPERTIES, "lon", "lat"]]
    return [{str(key): value for key, value in row.items()} for row in columns.to_dict("records")]
