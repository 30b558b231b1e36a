"""The zonings that can be laid over the map."""

import re
import time

from browser.finder import PATIENCE
from playwright.sync_api import expect

# Whether a layer is on the map and has something drawn.
_DRAWN = """async (name) => {
    const layer = await window.Atlas.map("find-map").overlays.get(name);
    if (!layer || !layer._map) return false;
    return (layer.getLatLngs?.() || layer.getLayers()).length > 0;
}"""


def wait_until_drawn(page, name, wanted=True):
    until = time.monotonic() + PATIENCE
    while page.evaluate(_DRAWN, name) != wanted:
        assert time.monotonic() < until, f"{name} : {not wanted}"
        page.wait_for_timeout(15)


def test_each_zoning_can_be_switched_on_and_off_and_says_its_vintage(finder, subtests):
    page = finder.open("/?couches=aucune", couches="aucune").page
    finder.map_is_drawn()
    legend = page.get_by_role("group", name="Légende de la carte")
    boxes = finder.open_menu("Couches").get_by_role("checkbox")
    keys = [box.get_attribute("value") for box in boxes.all()]
    assert {"departement", "spel", "epci", "qpv", "zrr"} <= set(keys)
    for box, key in zip(boxes.all(), keys, strict=True):
        with subtests.test(key):
            finder.open_menu("Couches")
            name = page.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
            box.check()
            finder.settle(couches=None if key == "departement" else key)
            wait_until_drawn(page, key)
            page.keyboard.press("Escape")  # the open menu takes the place of the legend
            expect(legend).to_contain_text(re.compile(rf"{re.escape(name)}.*20\d\d"))
            finder.open_menu("Couches")
            box.uncheck()
            finder.settle(couches="aucune")
            wait_until_drawn(page, key, False)
            page.keyboard.press("Escape")
            expect(legend).not_to_contain_text(name)


def test_departements_are_shown_at_first_and_a_link_keeps_the_choice(finder):
    page = finder.open().page
    finder.map_is_drawn()
    legend = page.get_by_role("group", name="Légende de la carte")
    expect(legend).to_contain_text("Départements")
    wait_until_drawn(page, "departement")
    finder.open("/?couches=spel,zrr", couches="spel,zrr")
    finder.map_is_drawn()
    expect(legend).to_contain_text("SPEL")
    expect(legend).to_contain_text("ZRR")
    expect(legend).not_to_contain_text("Départements")
    wait_until_drawn(page, "departement", False)
    wait_until_drawn(page, "zrr")
