"""Where there are too many courses for a browser to hold all, the page is the same."""

import pytest
from browser.finder import plain

from callbacks.find import page
from callbacks.serving import resources
from geodata.finding import browser_table, first_courses, results

FIRST = 8
ASKED = "/?q=cuisine&lieu=59350&mode=voiture&max_minutes=60"


# A marker of one place.
_CLICK = """() => Atlas.map("find-map").marked.groups
    .find((one) => one.sites.length === 1 && one.marker?.getElement())
    .marker.fire("click")"""


@pytest.fixture
def few(monkeypatch):
    """Makes a server send some courses of an answer only."""

    def send_few():
        # What is kept of a search was made while the browser had every course.
        monkeypatch.setattr(page, "remembered_here", lambda atlas, name, asked, make: make())
        monkeypatch.setattr(browser_table, "MOST", 100)
        monkeypatch.setattr(resources, "_RESOURCES", resources.Resources())
        for module in (first_courses, results):
            monkeypatch.setattr(module, "FIRST", FIRST)

    return send_few


def read(finder, address):
    finder.open(address)
    rows = [row for row in finder.rows() if row.time != "à distance"]
    return finder.headline, finder.count, rows[:FIRST], finder.points()


@pytest.mark.parametrize("sort", ["temps", "date", "titre"])
def test_counts_rows_and_map_are_those_of_the_whole(finder, few, sort):
    whole = read(finder, f"{ASKED}&tri={sort}")
    few()
    assert read(finder, f"{ASKED}&tri={sort}") == whole


def test_the_list_says_what_it_leaves_out_and_sorts_without_asking(finder, few):
    few()
    page = finder.open(ASKED).page
    assert len([row for row in finder.rows() if row.time != "à distance"]) == FIRST
    page.locator("#find-list").evaluate("list => { list.scrollTop = list.scrollHeight; }")
    more = page.locator("#find-list .row-more")
    said = f"Les {FIRST} premières sur {finder.count} formations : précisez la recherche"
    assert plain(more.inner_text()) == said
    asked = []
    page.on("request", lambda one: asked.append(one.post_data) if one.post_data else None)
    page.get_by_role("textbox", name="Trier la liste").click()
    page.get_by_role("option", name="Intitulé").click()
    finder.settle(tri="titre")
    titles = [row.title for row in finder.rows() if row.time != "à distance"]
    assert len(titles) == FIRST
    assert not any("find-results.data" in text for text in asked)
    page.locator("#find-list").evaluate("list => { list.scrollTop = list.scrollHeight; }")
    more.click()
    assert page.evaluate("document.activeElement.id") == "find-q"


def test_a_marker_tells_the_courses_that_the_list_leaves_out(finder, few):
    few()
    page = finder.open(ASKED).page
    finder.map_is_drawn()
    page.evaluate(_CLICK)
    popup = page.locator(".site-popup")
    popup.wait_for()
    assert popup.locator("li a").count() >= 1
    assert "cuisin" in popup.inner_text().lower()
