"""The zonings that can be laid over the map."""

from browser.finder import plain
from playwright.sync_api import expect

from layouts.maps import OVERLAYS

# Numbers of lines or polygons that a layer of the map has drawn.
_DRAWN = """(name) => {
    const layer = window.Atlas.map("find-map").overlays.get(name);
    return layer && layer._map ? layer.getLatLngs().length : 0;
}"""


def test_each_zoning_can_be_switched_on_and_off_and_says_its_vintage(finder, subtests):
    page = finder.open("/?couches=aucune", couches="aucune").page
    finder.map_is_drawn()
    menu = finder.open_menu("Couches")
    legend = page.locator("#find-legend [data-overlay]:visible")
    expect(legend).to_have_count(0)
    for key, (name, *_rest) in OVERLAYS.items():
        with subtests.test(key):
            box = menu.get_by_label(name)
            box.check()
            finder.settle(couches=None if key == "departement" else key)
            expect(legend).to_have_count(1)
            expect(legend).to_contain_text(name)
            assert any(year in plain(legend.inner_text()) for year in ("2022", "2024", "2026"))
            assert page.evaluate(_DRAWN, key) > 0
            box.uncheck()
            finder.settle(couches="aucune")
            expect(legend).to_have_count(0)
            assert page.evaluate(_DRAWN, key) == 0


def test_departements_are_shown_at_first_and_a_link_keeps_the_choice(finder):
    page = finder.open().page
    finder.map_is_drawn()
    assert page.evaluate(_DRAWN, "departement") > 0
    finder.open("/?couches=spel,zrr", couches="spel,zrr")
    finder.map_is_drawn()
    expect(page.locator("#find-legend [data-overlay]:visible")).to_have_count(2)
    assert page.evaluate(_DRAWN, "departement") == 0
    assert page.evaluate(_DRAWN, "zrr") > 0
