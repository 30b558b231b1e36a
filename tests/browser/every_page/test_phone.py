"""The search on a telephone, 390 × 844, by touch."""

import re
from itertools import pairwise

from browser.checks import too_wide
from browser.finder import offers
from playwright.sync_api import expect


def test_what_a_counsellor_does_on_a_telephone(phone):
    page = phone.open().page
    assert too_wide(page) == []
    phone.text.tap()
    phone.text.press_sequentially("aide soignant")
    phone.settle(q="aide soignant")
    phone.text.press("Escape")
    phone.place.tap()
    phone.place.press_sequentially("hirs")
    page.get_by_role("option", name="Hirson (02500)").tap()
    phone.settle(q="aide soignant", lieu="02381", mode="voiture", max_minutes="45")
    assert phone.count > 0
    rows = phone.rows()
    times = [row.minutes for row in rows]
    assert times == sorted(times)
    assert too_wide(page) == []

    # The map instead of the list.
    expect(page.locator("#find-list")).to_be_visible()
    page.get_by_text("Carte", exact=True).tap()
    expect(page.locator("#find-map-frame")).to_be_visible()
    expect(page.locator("#find-list")).to_be_hidden()
    expect(page.locator(".site-marker").first).to_be_visible()
    assert sum(phone.points().values()) == len(rows)
    assert too_wide(page) == []
    page.get_by_text("Liste", exact=True).tap()
    expect(page.locator("#find-list")).to_be_visible()
    expect(page.locator("#find-map-frame")).to_be_hidden()

    # A course, and back.
    first = page.locator("#find-list a.row-title").first
    title = first.inner_text()
    first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    assert too_wide(page) == []
    page.go_back()
    phone.settle(q="aide soignant", lieu="02381")
    assert [row.offer for row in phone.rows()] == [row.offer for row in rows]


def test_what_is_said_of_an_answer_goes_up_with_its_rows(phone):
    search = {"q": "cuisine", "lieu": "62041", "mode": "voiture", "max_minutes": "90"}
    page = phone.open("/?" + "&".join(f"{k}={v}" for k, v in search.items()), **search).page
    notices, pane = page.locator("#find-notices"), page.locator(".results")
    notices.locator("summary").first.tap()
    held = notices.evaluate("node => node.scrollHeight - node.clientHeight")
    assert held == 0  # what unfolds is not behind a scroll of its own
    last = phone.rows()[-1].title
    pane.evaluate("node => { node.scrollTop = node.scrollHeight; }")
    row = page.locator("#find-list a.row-title").last
    expect(row).to_be_in_viewport()
    assert row.inner_text() == last
    expect(page.locator("#find-headline")).not_to_be_in_viewport()
    left = pane.evaluate("node => node.scrollTop")
    row.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(last)
    page.go_back()
    phone.settle(**search)
    assert abs(pane.evaluate("node => node.scrollTop") - left) < 300  # what was unfolded is folded


def test_the_sheet_of_filters(phone):
    page = phone.open("/?lieu=62041&mode=voiture&max_minutes=30", lieu="62041").page
    sheet = page.locator("#find-filters")
    expect(sheet).to_be_hidden()
    page.locator("#find-filters-open").tap()
    expect(sheet).to_be_visible()
    assert too_wide(page) == []
    box = sheet.bounding_box()
    assert box["width"] >= 380
    phone.open_menu("Voie").get_by_label("Apprentissage", exact=True).tap()
    phone.settle(voie="apprentissage")
    see = page.locator("#find-filters-close")
    expect(see).to_have_text(re.compile(rf"^Voir {count_pattern(phone.count)}"))
    expect(see).to_be_in_viewport()
    see.tap()
    expect(sheet).to_be_hidden()
    filters = {"lieu": "62041", "mode": "voiture", "max_minutes": "30", "voie": "apprentissage"}
    assert phone.count == offers(page, **filters)["total"]
    expect(phone.chip("Apprentissage")).to_be_visible()
    assert too_wide(page) == []


def count_pattern(n):
    """Return what matches a number as French writes it."""
    return r"\s".join(f"{n:,}".split(","))


def test_no_page_is_wider_than_the_screen(phone, subtests):
    page = phone.page
    page.watch.expected.add(404)
    for address in [
        "/donnees",
        "/selection",
        "/couverture",
        "/formation/nulle-part",
        "/?lieu=99999&q=zzzz",
    ]:
        with subtests.test(address):
            page.goto(address)
            page.get_by_role("heading", level=1).first.wait_for(state="attached")
            assert too_wide(page) == []


def test_what_is_touched_is_large_enough(phone):
    """WCAG 2.5.8: 24 pixels at least."""
    page = phone.open("/?voie=scolaire&lieu=62041&mode=voiture&max_minutes=30").page
    small = page.evaluate("""() => [...document.querySelectorAll("button, summary, input")]
        .filter((node) => node.checkVisibility() && !node.closest(".leaflet-container"))
        .filter((node) => !node.matches("[type=checkbox], [type=radio]"))
        .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
        .filter(([, box]) => box.height > 0 && (box.height < 24 || box.width < 24))
        .map(([html]) => html)""")
    assert small == []


# What takes the focus, a map counted once: its buttons are at its corners.
_STOPS = """() => {
    const maps = new Set();
    return [...document.querySelectorAll("#page a, #page button, #page input, #page summary")]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !one.closest("table"))
        .map((one) => one.closest(".map-area") || one)
        .filter((one) => !one.matches(".map-area") || (!maps.has(one) && maps.add(one)))
        .map((one) => [one.getBoundingClientRect(), one.id || one.textContent.trim().slice(0, 30)])
        .map(([box, name]) => [box.top, box.bottom, name]);
}"""


def test_the_keyboard_goes_down_the_page_as_the_eye_does(phone, subtests):
    page = phone.page
    for address in ["/couverture", "/tensions?onglet=metier", "/territoire/spel/625", "/accueils"]:
        with subtests.test(address):
            page.goto(address, wait_until="networkidle")
            stops = page.evaluate(_STOPS)
            assert len(stops) > 5
            backwards = [
                (one[2], other[2])
                for one, other in pairwise(stops)
                if other[1] <= one[0]  # wholly above the one before
            ]
            assert backwards == []


_IN_HAND = """() => {
    const box = document.querySelector(".leaflet-popup-close-button").getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return Boolean(at?.closest(".leaflet-popup-close-button"));
}"""
# A marker that stands for one place, brought to the corner where the menu of layers is.
_AT_THE_CORNER = """() => {
    const { leaflet } = window.Atlas.map("find-map");
    leaflet.setZoom(13, { animate: false });
    const marker = document.querySelector(".site-marker");
    const [at, frame] = [marker, leaflet.getContainer()].map((one) => one.getBoundingClientRect());
    leaflet.panBy([at.left - frame.right + 60, at.top - frame.top - 20], { animate: false });
    marker.dataset.tried = "";
}"""


def test_what_the_map_tells_is_closed_under_its_menu_too(phone):
    page = phone.open("/?lieu=59350&mode=voiture&max_minutes=30").page
    page.get_by_text("Carte", exact=True).tap()
    expect(page.locator(".site-marker").first).to_be_visible()
    page.evaluate(_AT_THE_CORNER)
    page.locator(".site-marker[data-tried]").dispatch_event("click")
    expect(page.locator(".site-popup")).to_be_visible(timeout=5000)
    page.wait_for_function(_IN_HAND)
    page.locator(".leaflet-popup-close-button").tap()
    expect(page.locator(".site-popup")).to_have_count(0)
    expect(page.locator(".map-layers").first).to_be_visible()
