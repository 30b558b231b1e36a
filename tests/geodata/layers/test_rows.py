"""The rows of the layers, on regions of a few communes."""

import pytest
from atlases.guided import guided_atlas
from atlases.ringed import ringed_atlas, theirs
from atlases.small import small_atlas

from geodata.layers.rows import ROWS, layer


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


@pytest.mark.parametrize("name", ROWS)
def test_each_row_has_its_own_name_and_is_in_the_region(atlas, name):
    rows = layer(atlas, name)
    assert rows.index.is_unique
    assert rows.crs == "EPSG:4326"
    assert not rows.geometry.is_empty.any()
    region = layer(atlas, "couverture-departement").union_all().buffer(0.01)
    assert rows.within(region).all()


def test_places_count_their_own_courses(atlas):
    rows = layer(atlas, "lieux")
    assert rows["courses"].sum() == len(layer(atlas, "formations")) > 0


def test_a_neighbour_is_in_no_layer_of_the_region():
    ringed = ringed_atlas([theirs("ide")])
    assert set(layer(ringed, "formations").index) == set(layer(small_atlas(), "formations").index)
    assert "across" not in layer(ringed, "lieux").index


def test_a_region_without_a_guide_has_an_empty_layer():
    assert len(layer(small_atlas(), "accueils")) == 0
    assert len(layer(guided_atlas(), "accueils")) > 0
