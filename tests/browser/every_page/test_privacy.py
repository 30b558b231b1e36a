"""No page asks anything of anybody but the server, nor leaves anything in the browser."""

from urllib.parse import urlsplit

from browser.finder import Finder

PAGES = ["/donnees", "/selection", "/couverture", "/formation/nulle-part", "/"]


def test_no_page_asks_anything_of_another_host(visit, subtests):
    finder = Finder(visit()).open("/?q=cuisine&lieu=62041&mode=voiture&max_minutes=45")
    page = finder.page
    page.watch.expected.add(404)
    finder.map_is_drawn()
    page.locator("#find-list a.row-title").first.click()
    page.locator(".course-map [data-ready]").wait_for(state="attached")
    for address in PAGES:
        page.goto(address)
        page.get_by_role("heading", level=1).first.wait_for(state="attached")
        with subtests.test(address):
            assert page.watch.elsewhere == []
    assert len(page.watch.requests) > 20
    assert page.context.cookies() == []


def test_nothing_of_a_search_is_left_in_the_browser(visit):
    finder = Finder(
        visit(geolocation={"latitude": 50.289, "longitude": 2.777}, permissions=["geolocation"])
    ).open()
    finder.page.get_by_role("button", name="Autour de moi").click()
    finder.settle(lieu="62041")
    kept = finder.page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "50.2" not in kept
    assert "2.77" not in kept


def test_links_that_leave_say_so_and_tell_nothing(visit):
    page = visit()
    page.goto("/donnees")
    page.get_by_role("heading", level=1).wait_for()
    host = urlsplit(page.url).netloc
    for link in page.locator("main a[href^=http]").all():
        if urlsplit(link.get_attribute("href")).netloc != host:
            assert "noreferrer" in (link.get_attribute("rel") or "")
