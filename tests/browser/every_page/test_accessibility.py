"""What axe-core finds on each page: nothing, at both sizes, with menus open and closed."""

import pytest
from browser.checks import violations
from browser.conftest import PHONE
from browser.finder import Finder
from playwright.sync_api import expect

WIDE = {"viewport": {"width": 1280, "height": 800}}
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
PAGES = [
    "/accueils",
    "/competences",
    "/donnees",
    "/donnees/validation",
    "/territoire/contrat/indicateurs",
    "/aide",
    "/glossaire",
    "/integrer",
    "/selection",
    "/couverture",
    "/territoire/spel/627/flux",
    "/territoire/spel/627/publics",
    "/nulle-part",
    "/formation/nulle-part",
]
HIRSON = "/?q=aide+soignant&lieu=02381&mode=voiture&max_minutes=45"


@SIZES
def test_the_search(visit, size, subtests):
    finder = Finder(visit(**size)).open()
    page = finder.page
    if size is WIDE:  # a telephone shows the list first
        finder.map_is_drawn()
    with subtests.test("as it opens"):
        assert violations(page) == []
    finder.open(HIRSON, lieu="02381")
    if size is WIDE:
        finder.map_is_drawn()
    with subtests.test("with a search"):
        assert violations(page) == []
    if size is PHONE:
        page.locator("#find-filters-open").click()
    for menu in ["Voie", "Domaine", "Niveau", "Plus de filtres"]:
        finder.open_menu(menu)
        with subtests.test(f"menu {menu}"):
            assert violations(page) == []
        if size is WIDE:
            page.keyboard.press("Escape")


@SIZES
def test_the_suggestions(visit, size, subtests):
    finder = Finder(visit(**size)).open()
    page = finder.page
    asked = [
        (finder.text, "boulang"),
        (finder.text, "b"),
        (finder.place, "Arr"),
        (finder.place, "Sa"),
    ]
    for field, typed in asked:
        field.click()
        field.press_sequentially(typed)
        page.locator("[role=option]:visible").first.wait_for()
        with subtests.test(typed):
            assert violations(page) == []
        field.press("Escape")
        field.fill("")


@SIZES
def test_the_map(visit, size, subtests):
    finder = Finder(visit(**size)).open(HIRSON, lieu="02381")
    page = finder.page
    if size is PHONE:
        page.get_by_text("Carte", exact=True).click()
    finder.map_is_drawn()
    page.locator(".site-marker:visible").last.click()
    popup = page.locator(".site-popup")
    expect(popup).to_have_css("opacity", "1")
    with subtests.test("what a marker stands for"):
        assert violations(page) == []
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    finder.open_menu("Couches")
    with subtests.test("layers"):
        assert violations(page) == []


@SIZES
def test_nothing_found(visit, size):
    finder = Finder(visit(**size)).open("/?q=comptable&lieu=02381&mode=marche&max_minutes=0&voie=x")
    assert violations(finder.page) == []


@SIZES
def test_a_sheet(visit, size):
    finder = Finder(visit(**size)).open(HIRSON, lieu="02381")
    page = finder.page
    page.locator("#find-list a.row-title").first.click()
    page.locator(".course-map [data-ready]").wait_for(state="attached")
    assert violations(page) == []


@SIZES
def test_the_other_pages(visit, size, subtests):
    page = visit(**size)
    page.watch.expected.add(404)
    for address in PAGES:
        with subtests.test(address):
            page.goto(address)
            page.get_by_role("heading", level=1).first.wait_for(state="attached")
            assert violations(page) == []
