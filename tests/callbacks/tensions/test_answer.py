"""The table of métiers is in the order that its control asks."""

import pytest
from needs_atlas import needs_atlas
from small_atlas import of_type

from callbacks.tensions.answer import metiers_panel

# The label tells them apart where the figure does not; what is not known comes last.
ORDERS = {
    "tension": ["S1Z40", "V0Z60", "S1Z20", "B2X30"],
    "projets": ["V0Z60", "S1Z20", "B2X30", "S1Z40"],
    "places": ["S1Z20", "V0Z60", "B2X30", "S1Z40"],
    "minutes": ["V0Z60", "S1Z40", "S1Z20", "B2X30"],
    "nom": ["S1Z20", "V0Z60", "S1Z40", "B2X30"],
}


@pytest.fixture(scope="module")
def loaded():
    return needs_atlas()


def shown(atlas, **request):
    table, _ = metiers_panel(atlas, request)
    facts = [row.to_plotly_json()["props"] for row in of_type(table, "Tr")]
    return [fact["data-metier"] for fact in facts if "data-metier" in fact]


@pytest.mark.parametrize("sort", ORDERS)
def test_each_order_of_the_control(loaded, sort):
    assert shown(loaded, tri=sort) == ORDERS[sort]


@pytest.mark.parametrize("sort", ["", "lune"])
def test_an_unknown_order_is_that_of_tension(loaded, sort):
    assert shown(loaded, tri=sort) == ORDERS["tension"]
