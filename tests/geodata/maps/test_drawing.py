"""Communes on paper: what is dissolved keeps its area, a frame keeps its shape."""

import numpy as np
from atlases.small import NAMES, small_atlas
from shapely.geometry import Polygon

from geodata.maps.drawing import WIDTH, borders, dissolved, frame_of, towns


def area(rings):
    return sum(Polygon(ring).area for ring in rings)


def test_the_communes_of_a_class_are_one_shape_of_the_same_area():
    atlas = small_atlas()
    frame = frame_of(atlas)
    side = np.sqrt(atlas.communes.area.iloc[0]) * frame.scale
    shapes = dissolved(atlas, frame, np.array([0, 0, 1, -1]))
    assert set(shapes) == {0, 1}
    assert np.isclose(area(shapes[0]), 2 * side * side, rtol=0.01)
    assert np.isclose(area(shapes[1]), side * side, rtol=0.01)


def test_what_is_drawn_is_inside_the_frame():
    atlas = small_atlas()
    frame = frame_of(atlas)
    points = np.concatenate([np.array(ring) for ring in borders(atlas, frame, "departement")])
    assert (points >= 0).all()
    assert (points[:, 0] <= WIDTH).all()
    assert (points[:, 1] <= frame.height).all()


def test_a_small_territory_keeps_its_surroundings():
    atlas = small_atlas()
    one = frame_of(atlas, np.array([True, False, False, False]))
    assert WIDTH / one.scale >= 25_000
    assert {name for name, _, _ in towns(atlas, frame_of(atlas))} <= {name for _, name in NAMES}
