"""Which communes touch along a border, from their outlines."""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse

SHORTEST_BORDER = 1.0
"""Metres of common border below which two communes only meet at a point."""


def adjacency(outlines: NDArray[np.object_]) -> sparse.csr_array:
    """Find the communes that share a border; done once a store (under two seconds).

    Parameters
    ----------
    outlines : shapely polygons (n_communes,), in metres, that form a coverage: two neighbours
        have their border vertex for vertex, as the embedded base does

    Returns
    -------
    bool (n_communes, n_communes), csr, symmetric, nothing on the diagonal. Communes that meet at
    one point only are not neighbours; a commune in two parts joins the neighbours of both.
    """
    n = len(outlines)
    left, right = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    common = shapely.length(shapely.intersection(outlines[left], outlines[right]))
    left, right = left[common > SHORTEST_BORDER], right[common > SHORTEST_BORDER]
    pairs = (np.concatenate([left, right]), np.concatenate([right, left]))
    return sparse.csr_array((np.ones(2 * len(left), dtype=bool), pairs), shape=(n, n))


def within_groups(neighbours: sparse.csr_array, groups: NDArray[np.object_]) -> sparse.csr_array:
    """Keep the neighbours of a same group only, so that no zone crosses a group's limit.

    Parameters
    ----------
    neighbours : from `adjacency`
    groups : (n_communes,), the group of each commune
    """
    pairs = neighbours.tocoo()
    left, right = pairs.coords
    _, group = np.unique(groups.astype(str), return_inverse=True)
    same = group[left] == group[right]
    kept = (left[same], right[same])
    return sparse.csr_array((np.ones(same.sum(), dtype=bool), kept), shape=neighbours.shape)
