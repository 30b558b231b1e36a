"""What is chosen is shown beside the menus: the page stays where it is."""

import pytest
from browser.finder import Finder
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1100, 1280, 1920])
def test_the_first_filter_moves_nothing(visit, width):
    finder = Finder(visit(viewport={"width": width, "height": 800})).open()
    finder.map_is_drawn()
    frame = finder.page.locator("#find-map-frame")
    before = frame.bounding_box()
    finder.open_menu("Voie").get_by_label("Apprentissage").check()
    finder.settle(voie="apprentissage")
    expect(finder.chip("Apprentissage")).to_be_visible()
    assert frame.bounding_box() == before


def test_many_are_all_in_sight_beside_the_menus(visit):
    finder = Finder(visit()).open("/?voie=scolaire,apprentissage&level=3,4,5&domain=commerce-vente")
    page = finder.page
    chips = page.locator("#find-chips .chip")
    menu = page.locator("#find-voie-menu").bounding_box()
    ends = page.locator("#find-filters .guide-open").bounding_box()["x"]
    assert chips.count() > 4
    for chip in chips.all():
        box = chip.bounding_box()
        assert box["x"] > menu["x"] + menu["width"]
        assert box["x"] + box["width"] <= ends
    below = page.locator(".find-body").bounding_box()["y"]
    assert (
        max(one.bounding_box()["y"] + one.bounding_box()["height"] for one in chips.all()) <= below
    )
