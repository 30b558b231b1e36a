"""The question of « Couverture et mobilité »: its menus and the chips of what it does not say."""

import pytest
from browser.checks import too_wide
from playwright.sync_api import expect

ASKED = "/couverture?q=boulanger&level=3&voie=scolaire&population=20_64&mode=voiture&threshold=30"
MENUS = ("#cover-level-menu", "#cover-domain-menu", ".question-more")


def opened(visit, **size):
    page = visit(**size)
    page.goto(ASKED)
    page.wait_for_selector("#cover[data-drawn]")
    return page


def test_a_chip_says_a_hidden_filter_and_takes_it_away(visit):
    page = opened(visit, viewport={"width": 1280, "height": 800})
    chips = page.locator("#cover-chips .chip")
    expect(chips).to_have_text(["« boulanger »×", "20 à 64 ans×", "Voie scolaire×"])
    chips.first.click()
    expect(chips).to_have_text(["20 à 64 ans×", "Voie scolaire×"])
    chips.first.click()
    expect(chips).to_have_text(["Voie scolaire×"])
    chips.first.press("Enter")
    expect(chips).to_have_count(0)
    assert page.url.endswith("/couverture?level=3&mode=voiture&threshold=30")


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_a_menu_opens_whole_within_the_page(visit, width):
    page = opened(visit, viewport={"width": width, "height": 844})
    assert too_wide(page) == []
    for menu in MENUS:
        page.locator(f".question {menu} > summary").click()
        box = page.locator(f"{menu} > .menu-panel").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_the_territories_begin_above_the_fold(visit):
    page = visit(viewport={"width": 1280, "height": 800})
    page.goto("/couverture?level=3&q=cuisine")
    head = page.locator("#cover-zones thead")
    expect(head).to_be_in_viewport()
    sources = page.locator("#cover-answer details.folded-sources")
    expect(sources.locator("p")).to_be_hidden()
    sources.locator("summary").press("Enter")
    expect(sources.locator("p")).to_contain_text("Périmètre")
