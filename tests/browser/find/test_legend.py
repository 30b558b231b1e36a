"""The legend of the search's map hides nothing of the region, before the scripts and after."""

import pytest
from browser.conftest import PHONE
from browser.finder import Finder

WIDTHS = pytest.mark.parametrize("width", [1100, 1280, 1920])
BESIDE = """(corner) => {
    const legend = document.querySelector(".map-side .map-legend").getBoundingClientRect();
    return corner - legend.right;
}"""


@WIDTHS
def test_the_first_picture_is_beside_it(visit, width):
    page = visit(java_script_enabled=False, viewport={"width": width, "height": 800})
    page.goto("/")
    land = page.locator(".map-side .region-picture path").first.bounding_box()
    assert page.evaluate(BESIDE, land["x"]) >= 0


@WIDTHS
def test_the_map_is_beside_it(visit, width):
    finder = Finder(visit(viewport={"width": width, "height": 800})).open()
    finder.map_is_drawn()
    west = finder.page.evaluate(
        """() => {
            const map = window.Atlas.map("find-map");
            const corner = map.leaflet.latLngToContainerPoint(map.facts.bounds[0]);
            return map.frame.getBoundingClientRect().left + corner.x;
        }"""
    )
    assert finder.page.evaluate(BESIDE, west) >= -30  # of the frame, whose corner is the sea


@pytest.mark.parametrize("size", [PHONE, {"viewport": {"width": 320, "height": 640}}])
def test_it_is_below_the_map_of_a_telephone(visit, size):
    finder = Finder(visit(**size)).open()
    page = finder.page
    page.get_by_text("Carte", exact=True).first.click()
    finder.map_is_drawn()
    frame = page.locator("#find-map-frame").bounding_box()
    legend = page.locator(".map-side .map-legend").bounding_box()
    figures = page.locator(".figures-band").bounding_box()
    assert legend["y"] >= frame["y"] + frame["height"] - 1
    assert figures["y"] >= legend["y"] + legend["height"] - 1


def test_forced_colours_keep_the_marks_of_the_voies(visit):
    finder = Finder(visit(forced_colors="active")).open()
    ground = "(mark) => getComputedStyle(mark).backgroundColor"
    marks = finder.page.locator(".map-side .map-legend .voie-mark").all()
    assert len(marks) == 4
    assert {mark.evaluate(ground) for mark in marks} == {"rgb(0, 0, 0)"}
