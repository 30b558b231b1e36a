"""The outline of what is reached, on a grid of places whose area is known, and on random ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, convex_hull, get_parts, multipoints, union_all

from geodata.travel.model import Area
from geodata.travel.outline import mesh_of, outline

STEP, SIDE = 4_000.0, 9
GRID = np.stack(np.meshgrid(*[np.arange(SIDE) * STEP] * 2), axis=-1).reshape(-1, 2)
MESH = mesh_of(GRID)
MIDDLE = SIDE * SIDE // 2


def drawn(metres: np.ndarray, at: int = MIDDLE, mesh=MESH) -> Area:
    return outline(mesh, metres, 2_000.0, Point(mesh.xy[at]), 2_000.0)


def test_places_in_reach_have_what_lies_between_them():
    inside = np.abs(GRID - GRID[MIDDLE]).max(axis=1) <= 2 * STEP
    area = drawn(np.where(inside, 1e-3, 0))
    assert area.area == pytest.approx((4 * STEP) ** 2, rel=0.01)
    assert not area.interiors


def test_what_is_left_of_the_time_carries_on_beyond_the_edge():
    inside = np.abs(GRID - GRID[MIDDLE]).max(axis=1) <= STEP
    wide, narrow = drawn(np.where(inside, 1_500.0, 0)), drawn(np.where(inside, 500.0, 0))
    x, y = GRID[MIDDLE] + [STEP, STEP]
    assert wide.contains(Point(x + 1_300, y))
    assert not narrow.contains(Point(x + 700, y))
    assert narrow.contains(Point(x + 300, y))


def test_a_place_out_of_reach_at_the_edge_is_not_drawn_over():
    inside = np.abs(GRID - GRID[MIDDLE]).max(axis=1) <= 2 * STEP
    left_out = MIDDLE + 2  # in the midst of the east side
    inside[left_out] = False
    area = drawn(np.where(inside, 300.0, 0))
    assert not area.contains(Point(GRID[left_out]))
    assert area.contains(Point(GRID[left_out + SIDE]))
    assert area.contains(Point(GRID[left_out - SIDE]))


@pytest.mark.parametrize(("carried", "there"), [(500.0, False), (1_500.0, True)])
def test_a_place_that_the_rest_does_not_touch_is_an_island_if_it_is_large(carried, there):
    metres = np.zeros(len(GRID))
    metres[[MIDDLE, MIDDLE + 1, MIDDLE + SIDE]] = 1_000.0
    metres[0] = carried
    area = drawn(metres)
    assert area.contains(Point(GRID[0])) == there
    first, *islands = get_parts(area)
    assert first.contains(Point(GRID[MIDDLE]))
    assert len(islands) == there


def test_the_frontier_is_not_crossed_but_a_place_alone_has_its_round():
    around = np.exp(2j * np.pi * np.arange(24) / 24) * 12_000
    mesh = mesh_of(np.append(np.stack([around.real, around.imag], axis=1), [[0, 0]], axis=0) / 2)
    frontier = convex_hull(multipoints(mesh.xy))
    assert frontier.buffer(1).contains(drawn(np.full(25, 2_000.0), 24, mesh))
    assert not frontier.buffer(1_500).contains(drawn(np.full(25, 1_900.0), 24, mesh))
    alone = np.zeros(len(GRID))
    alone[0] = 2_000.0
    west, *_ = drawn(alone, at=0).bounds
    assert west == pytest.approx(-2_000, abs=200)


def test_places_far_from_one_another_have_nothing_between_them():
    sparse = mesh_of(GRID * 3)
    assert not len(sparse.triangles)
    area = drawn(np.full(len(GRID), 2_000.0), mesh=sparse)
    assert area.area == pytest.approx(len(GRID) * np.pi * 2_000**2, rel=0.12)


def test_few_places_are_drawn_alone():
    few = mesh_of(GRID[:3])
    assert drawn(np.full(3, 1_000.0), at=1, mesh=few).contains(Point(GRID[1]))


def turn(xy: np.ndarray, triangles: list[np.ndarray], place: int) -> float:
    """Sum the angles of triangles at a place, radians: a whole turn where they surround it."""
    total = 0.0
    for corners in triangles:
        if place in corners:
            a, b = (xy[one] - xy[place] for one in corners if one != place)
            total += float(np.arccos(a @ b / np.hypot(*a) / np.hypot(*b)))
    return total


@given(st.integers(0, 10_000), st.floats(0.2, 0.9))
def test_it_is_the_union_of_its_triangles_and_rounds(seed, share):
    """Against triangles taken one by one, on random places: the same to what a drawing may lose."""
    rng = np.random.default_rng(seed)
    mesh = mesh_of(rng.uniform(0, 40_000, (120, 2)))
    metres = np.where(rng.random(120) < share, rng.uniform(100, 1_900, 120), 0)
    metres[0] = 1_000
    whole = [t for t in mesh.triangles if (metres[t] > 0).all()]
    parts = [Polygon(mesh.xy[t]) for t in whole]
    parts += [
        Point(mesh.xy[one]).buffer(metres[one], quad_segs=4)
        for one in np.flatnonzero(metres)
        if turn(mesh.xy, whole, one) < 6.28
    ]
    exact = union_all([*parts, Point(mesh.xy[0]).buffer(2_000)])
    pieces = sorted((Polygon(one.exterior) for one in get_parts(exact)), key=lambda one: -one.area)
    expected = union_all([*pieces[:1], *(one for one in pieces if one.area >= 3_000_000)])
    apart = drawn(metres, at=0, mesh=mesh).symmetric_difference(expected)
    assert apart.area < 150 * expected.length
    assert apart.buffer(-200).is_empty
