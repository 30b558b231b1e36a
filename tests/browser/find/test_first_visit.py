"""A first visit says what the atlas is; its tour is asked for, by keyboard, and does not return."""

from browser.conftest import PHONE
from browser.finder import Finder
from playwright.sync_api import expect

# What moved on the page that the person had not asked to move, as browsers count it (0 to 1).
SHIFTS = """new PerformanceObserver((found) => {
    for (const { value } of found.getEntries()) window.moved = (window.moved || 0) + value;
}).observe({ type: "layout-shift", buffered: true })"""


def test_a_first_visit_is_told_before_the_application_is_there(visit):
    page = visit(**PHONE)
    page.route("**/_dash-component-suites/**", lambda route: None)  # its scripts never come
    page.open("/", wait_until="commit")
    expect(page.locator("#first-find-welcome")).to_be_visible()
    page.open("/?q=coiffure", wait_until="commit")
    expect(page.get_by_label("Formation ou métier")).to_have_value("coiffure")
    expect(page.locator("#first-find-welcome")).to_be_hidden()


def test_nothing_moves_when_the_application_takes_the_place_of_a_first_visit(visit):
    page = visit(**PHONE)
    page.add_init_script(SHIFTS)
    page.goto("/")
    expect(page.locator("#find-welcome")).to_be_visible()
    assert page.evaluate("window.moved || 0") < 0.05


def test_the_first_visit_and_its_tour(visit):
    finder = Finder(visit()).open()
    page = finder.page
    finder.map_is_drawn()
    welcome, tour = page.locator("#find-welcome"), page.locator("#tour")
    expect(welcome).to_contain_text("Les formations de la région sur une carte")
    welcome.get_by_role("button", name="Visite guidée").click()
    expect(tour).to_be_visible()
    expect(welcome).to_be_hidden()
    expect(page.locator("#tour-next")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tour.get_by_role("heading", name="D'où vous partez")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    expect(finder.text).to_be_focused()

    finder.open()
    finder.map_is_drawn()
    expect(welcome).to_be_hidden()
    expect(tour).to_be_hidden()
    page.locator(".bar-pick[data-value=apprentissage]").press("Enter")
    expect(page.locator("#find-chips .chip")).to_have_text(["Apprentissage×"])
    expect(page.locator(".bar-pick[data-value=apprentissage]")).to_be_focused()

    page.get_by_role("link", name="Aide", exact=True).click()
    page.get_by_role("button", name="Visite guidée").click()
    expect(tour).to_be_visible()


def test_the_tour_of_a_telephone_shows_the_map_that_it_speaks_of(phone):
    page = phone.open().page
    page.locator("#find-welcome").get_by_role("button", name="Visite guidée").click()
    tour = page.locator("#tour")
    for name, shown in (("La liste", "#find-list"), ("La carte", "#find-map-frame")):
        while not tour.get_by_role("heading", name=name).is_visible():
            page.locator("#tour-next").click()
        expect(page.locator(shown)).to_be_visible()
    page.locator("#tour-next").click()
    expect(page.locator("#find-list")).to_be_visible()
