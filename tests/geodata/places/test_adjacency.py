import numpy as np
from shapely import MultiPolygon, box

from geodata.places.adjacency import adjacency


def pairs(outlines):
    found = adjacency(np.array(outlines, dtype=object))
    assert (found != found.T).nnz == 0
    return {(i, j) for i, j in zip(*found.nonzero(), strict=True) if i < j}


def test_a_border_is_needed_not_a_point():
    squares = [box(x, y, x + 100, y + 100) for y in (0, 100) for x in (0, 100)]
    assert pairs(squares) == {(0, 1), (0, 2), (1, 3), (2, 3)}


def test_an_island_has_no_neighbour_and_a_commune_in_two_parts_has_those_of_both():
    island, split = box(900, 0, 950, 50), MultiPolygon([box(0, 0, 9, 9), box(50, 0, 59, 9)])
    assert pairs([island, split, box(9, 0, 20, 9), box(59, 0, 70, 9)]) == {(1, 2), (1, 3)}
