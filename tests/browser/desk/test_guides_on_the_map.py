"""Who guides and receives, on the map of courses: asked once, read by keyboard, without a fault."""

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from browser.finder import Finder
from playwright.sync_api import expect

WIDE = {"viewport": {"width": 1280, "height": 800}}

ASKED = "departement,accueil"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_from_the_list_to_the_map_and_back_by_keyboard(visit, size):
    page = visit(**size)
    page.goto("/accueils?lieu=59249")
    page.get_by_role("link", name="Voir ces lieux sur la carte").click()
    finder = Finder(page)
    marks = page.locator(".guide-marker:visible")
    expect(marks.first).to_be_visible()
    finder.map_is_drawn()
    expect(page.locator("#find-place")).to_have_value("Fourmies (59610)")
    legend = page.get_by_role("group", name="Légende de la carte")
    expect(legend).to_contain_text("Qui peut m'aider (accueil, conseil)")
    alone = page.locator(".guide-marker[aria-label$=')']:visible").first
    alone.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".site-popup")
    expect(popup).to_have_css("opacity", "1")
    expect(popup).to_contain_text("demander")
    expect(popup).to_contain_text("simulé", ignore_case=True)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(alone).to_be_focused()
    page.keyboard.press("Enter")
    popup.get_by_role("link", name="Qui d'autre peut m'aider").click()
    expect(page.locator("#guidance-answer")).to_contain_text("Les plus proches d")


def test_places_are_asked_when_their_box_is_checked_and_once(finder):
    asked = []
    finder.page.on("request", lambda request: asked.append(request.url))
    page = finder.open().page
    finder.map_is_drawn()
    assert not any("accueil.json" in url for url in asked)
    expect(page.locator(".guide-marker")).to_have_count(0)
    box = finder.open_menu("Couches").get_by_role("checkbox", name="Qui peut m'aider")
    for _ in range(2):
        box.check()
        finder.settle(couches=ASKED)
        expect(page.locator(".guide-marker").first).to_be_attached()
        box.uncheck()
        finder.settle(couches=None)
        expect(page.locator(".guide-marker")).to_have_count(0)
    assert sum("accueil.json" in url for url in asked) == 1


def test_forced_colours_keep_the_marks_in_sight(visit):
    page = visit(forced_colors="active", **WIDE)
    page.goto(f"/?couches={ASKED}")
    shape = page.locator(".guide-marker path").first
    shape.wait_for(state="attached")
    ground, drawn, sample = page.evaluate("""() => [
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector(".guide-marker path")).fill,
        getComputedStyle(document.querySelector(".sample-accueil")).backgroundColor,
    ]""")
    assert drawn != ground
    assert drawn == sample
