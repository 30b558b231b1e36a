"""The outline of what is reached in a time: round the places reached, and between them.

Three places that are neighbours and are all reached have between them what is reached too; round
those of the edge, what is left of the time carries a little farther. Which places are neighbours is
worked out once for a network, so that a place that is not reached is never drawn over.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.spatial import Delaunay
from shapely import (
    GeometryCollection,
    MultiPolygon,
    Point,
    Polygon,
    buffer,
    get_exterior_ring,
    get_parts,
    linestrings,
    points,
    polygonize,
    polygons,
    unary_union,
)

from geodata.travel.model import Area

_NEIGHBOURS = 8_000.0  # metres between two neighbours, at most: the mouth of the Somme is wider
_ABROAD = 20_000.0  # metres between two places that have the sea or a frontier between them
_FINE = 150.0  # metres: what any drawing may lose
_DETAIL = 1 / 400  # of its width: what a wide one may lose
_ISLAND = 3_000_000.0  # square metres: what is smaller, and apart from the rest, is not drawn


@dataclass(frozen=True)
class Mesh:
    """The triangles between places that are neighbours.

    Attributes
    ----------
    xy : float (n, 2), metres
        The places.
    triangles : int (t, 3)
        The places of each.
    sides : int (t, 3)
        The sides of each, as rows of `ends`.
    ends : int (s, 2)
        The two places of each side.
    around : bool (n, t), sparse
        The triangles of each place.
    border : bool (n,)
        Places of the coast or of the frontier.
    """

    xy: NDArray[np.float64]
    triangles: NDArray[np.int32]
    sides: NDArray[np.int64]
    ends: NDArray[np.int32]
    around: csr_matrix
    border: NDArray[np.bool_]

    def shells(
        self, reached: NDArray[np.int64]
    ) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.int64]]:
        """Return the outlines, without holes, of what lies between some places.

        With them, the places of these outlines, and those that nothing is drawn between.
        """
        touched, corners = np.unique(self.around[reached].indices, return_counts=True)
        whole = touched[corners == 3]
        drawn, times = np.unique(self.sides[whole], return_counts=True)
        edge = self.ends[drawn[times == 1]]
        alone = np.setdiff1d(reached, self.triangles[whole])
        parts = get_parts(polygonize(linestrings(self.xy[edge])) if len(edge) else _NOTHING)
        return polygons(get_exterior_ring(parts)), np.unique(edge), alone


_NOTHING = GeometryCollection()


def mesh_of(xy: NDArray[np.float64]) -> Mesh:
    """Return the triangles between places (n, 2), in metres, that are near one another."""
    found, outside = _triangles(xy)
    lengths = np.hypot(*np.moveaxis(xy[found] - xy[np.roll(found, -1, axis=1)], 2, 0))
    border = np.zeros(len(xy), dtype=bool)
    border[found[outside | (lengths > _ABROAD).any(axis=1)]] = True
    triangles = found[(lengths <= _NEIGHBOURS).all(axis=1)]
    pairs = np.stack([triangles, np.roll(triangles, -1, axis=1)], axis=2)
    ends, sides = np.unique(np.sort(pairs).reshape(-1, 2), axis=0, return_inverse=True)
    of = np.repeat(np.arange(len(triangles)), 3)
    cells = (np.ones(len(of), dtype=bool), (triangles.ravel(), of))
    around = csr_matrix(cells, shape=(len(xy), len(triangles)))
    return Mesh(xy, triangles, sides.reshape(-1, 3), ends, around, border)


def _triangles(xy: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return triangles (t, 3) between all places, and whether each is on the outside of them."""
    if len(xy) < 4:
        return np.zeros((0, 3), dtype=np.int32), np.zeros(0, dtype=bool)
    mesh = Delaunay(xy, qhull_options="QJ")
    return mesh.simplices, (mesh.neighbors < 0).any(axis=1)


def outline(
    mesh: Mesh, metres: NDArray[np.float64], widest: float, start: Point, radius: float
) -> Area:
    """Draw what is reached from a start, without holes: the largest piece first.

    A fast road leads to places whose surroundings are not reached: they are islands of the area.

    Parameters
    ----------
    metres : float (n,), how far each place of the mesh carries on; 0 where it is not reached
    widest : the most of these metres; a place of the border that has them has no round unless it
        stands alone, for it would be drawn over the sea or abroad
    radius : metres reached round the start
    """
    shells, edge, alone = mesh.shells(np.flatnonzero(metres > 0))
    rounded = np.append(edge[(metres[edge] < widest) | ~mesh.border[edge]], alone)
    rounds = buffer(points(mesh.xy[rounded]), metres[rounded], quad_segs=4)
    area = unary_union([start.buffer(radius), *shells, *rounds])
    west, _, east, _ = area.bounds
    pieces = [Polygon(one.exterior) for one in get_parts(area)]
    largest, *others = sorted(pieces, key=lambda piece: piece.area, reverse=True)
    lost = max(_FINE, _DETAIL * (east - west))
    islands = [piece.simplify(lost) for piece in others if piece.area >= _ISLAND]
    return MultiPolygon([largest.simplify(lost), *islands]) if islands else largest.simplify(lost)
