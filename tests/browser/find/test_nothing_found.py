"""When nothing is within reach the page says what to do, and each thing it says works."""

import re

import pytest
from browser.finder import offers, plain
from playwright.sync_api import expect

FILTERS = {"q": "comptable", "voie": "superieur", "level": "5,6", "lieu": "02381",
           "mode": "voiture", "max_minutes": "5"}  # fmt: skip
ADDRESS = "/?" + "&".join(f"{name}={value}" for name, value in FILTERS.items())
LIFTS = {"Sans le texte": "q", "Sans la voie": "voie", "Sans le niveau": "level"}


@pytest.fixture
def empty(finder):
    """A search without an answer."""
    finder.open(ADDRESS, **FILTERS)
    assert finder.count == 0
    return finder


def test_it_says_that_nothing_is_within_reach(empty):
    assert "Aucune formation ne correspond à moins de 5 min d'Hirson en voiture" in empty.notices
    assert empty.points() == {}


def test_the_three_nearest_are_named(empty):
    links = empty.page.locator("#find-notices .empty li a")
    expect(links).to_have_count(3)
    wider = {name: value for name, value in FILTERS.items() if name != "max_minutes"}
    places, nearest = set(), []
    for feature in offers(empty.page, **wider)["features"]:
        site = feature["properties"]["site"]
        if site not in places:
            places.add(site)
            nearest.append(feature["id"])
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert [re.search(r"/formation/([^?]+)", href)[1] for href in hrefs] == nearest[:3]
    title = links.first.inner_text()
    links.first.click()
    expect(empty.page.get_by_role("heading", level=1)).to_contain_text(title)
    empty.page.go_back()
    empty.settle(**FILTERS)


def test_each_way_out_gives_what_it_says(empty, subtests):
    ways = empty.page.locator("#find-notices .empty button")
    labels = [plain(text) for text in ways.all_inner_texts()]
    assert len(labels) >= 2
    for at, label in enumerate(labels):
        with subtests.test(label):
            ways.nth(at).click()
            what, _, said = label.partition(" : ")
            if what in LIFTS:
                empty.settle(**{LIFTS[what]: None})
                assert empty.count == int(re.sub(r"\D", "", said))
            else:
                hours, minutes = re.search(r"(?:(\d+) h ?)?(\d+)?(?: min)?$", what).groups()
                empty.settle(max_minutes=str(60 * int(hours or 0) + int(minutes or 0)))
                assert empty.count > 0
        empty.open(ADDRESS, **FILTERS)


def test_distance_courses_are_told_and_listed_apart(finder):
    filters = {"voie": "continue", "lieu": "02381", "mode": "marche", "max_minutes": "0",
               "modality": "distance,mixte", "domain": "informatique-numerique"}  # fmt: skip
    search = "&".join(f"{name}={value}" for name, value in filters.items())
    page = finder.open(f"/?{search}", **filters).page
    everything = offers(page, **filters, distance="oui")["total"]
    distance = everything - offers(page, **filters)["total"]
    assert distance > 0
    assert finder.count == 0
    assert f"{distance} formation" in finder.notices
    header = page.get_by_role("button", name=re.compile(r"^À distance :"))
    expect(header).to_have_attribute("aria-expanded", "true")
    assert len(finder.rows()) == distance
    assert {row.time for row in finder.rows()} == {"à distance"}
    assert finder.points() == {}
    header.click()
    expect(header).to_have_attribute("aria-expanded", "false")
    assert finder.rows() == []


def test_a_text_that_means_nothing_is_told(finder):
    finder.open("/?q=zzzzqqqq", q="zzzzqqqq")
    assert finder.count == 0
    assert "Aucune formation ne correspond" in finder.notices
