"""Streets under the map, from near: ours where an extract has them, else others by choice."""

import shutil

import pytest
from browser.finder import Finder
from conftest import serve
from playwright.sync_api import expect
from samples.street_maps import small_town

from app import create_app
from loaders.store.streets import write_streets
from loaders.streets.tiles import tiles_of
from settings import Settings

ELSEWHERE = "http://127.0.0.1:9/{z}/{x}/{y}.png © Essai"
TOWN, FAR = (49.90, 2.30), (50.43, 2.83)
CREDIT = "les contributeurs d’OpenStreetMap, ODbL"


@pytest.fixture
def address(store_address, tmp_path):
    """A server whose store has the streets of one town, and an operator's images elsewhere."""
    store = str(shutil.copytree(store_address, tmp_path / "store"))
    made = tiles_of(small_town(tmp_path), lambda _: None)
    write_streets(store, "ville.osm", made.files, made.bounds)
    address, stop = serve(create_app(Settings(store=store, tiles=ELSEWHERE)))
    yield address
    stop()


def look_at(page, place, zoom):
    """Bring a place in sight."""
    page.evaluate(
        """([place, zoom]) => {
            Atlas.map('find-map').leaflet.setView(place, zoom, {animate: false});
        }""",
        [place, zoom],
    )


def inked(page):
    """Count the pixels that the streets have drawn."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.streets-pane canvas')].map((canvas) => {
            const { width, height } = canvas;
            if (!width) return 0;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            return data.filter((value, at) => at % 4 === 3 && value).length;
        }).reduce((a, b) => a + b, 0)"""
    )


def test_a_course_has_streets_around_it_at_500_metres(visit, address):
    page = visit(address)
    asked = page.watch.requests
    Finder(page).open()
    assert not [url for url in asked if "/rues/" in url]  # nothing before one looks from near
    look_at(page, TOWN, 15)
    note = page.locator(".map-note")
    expect(note).to_contain_text(CREDIT)
    page.wait_for_function("() => document.querySelector('.streets-pane canvas')?.width")
    page.wait_for_timeout(500)
    assert inked(page) > 5_000
    # No address says which place is looked at, and nobody else is asked.
    parts = {url for url in asked if "/rues/" in url}
    assert {url.rpartition("/")[2] for url in parts if "paquets" not in url} == {
        "far.pmtiles",
        "near.pmtiles",
    }


def test_where_there_is_none_it_is_said_and_another_server_is_asked_by_choice_only(visit, address):
    page = visit(address)
    asked = page.watch.requests
    Finder(page).open()
    look_at(page, FAR, 14)
    note = page.locator(".map-note")
    expect(note).to_contain_text("s’arrêtent avant cet endroit")
    expect(note).to_contain_text("verra quel endroit vous regardez")
    assert not [url for url in asked if ":9/" in url]
    note.get_by_role("button", name="Afficher le fond de 127.0.0.1:9").click()
    expect(note).to_contain_text("Fond de carte : © Essai")
    page.wait_for_timeout(500)
    chosen = [url for url in asked if ":9/" in url]
    assert chosen
    asked[:] = [url for url in asked if url not in chosen]  # asked of another on purpose


def test_without_an_extract_the_map_says_so(finder):
    """Nor is any other server proposed, where no operator named one."""
    finder.open()
    look_at(finder.page, FAR, 11)
    expect(finder.page.locator(".map-note")).to_be_hidden()
    look_at(finder.page, FAR, 14)
    expect(finder.page.locator(".map-note")).to_contain_text("aucun extrait d’OpenStreetMap")
    assert finder.page.locator(".map-note button").count() == 0
