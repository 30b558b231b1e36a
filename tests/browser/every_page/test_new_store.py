"""A new store is served without a restart, and pages that are open go on working."""

import shutil
import time
from dataclasses import replace

import pytest
from browser.finder import Finder, offers
from conftest import serve

from app import create_app
from loaders.store.regional import Meta, read_store, write_store
from settings import Settings


@pytest.fixture
def store(store_address, tmp_path):
    """The folder of a store that a test may change."""
    return shutil.copytree(store_address, tmp_path / "store")


@pytest.fixture
def address(store):
    address, stop = serve(create_app(Settings(store=str(store))))
    yield address
    stop()


def rebuild_without(store, voie):
    """Write a build without the courses of a voie; returns how many are left."""
    old = read_store(str(store))
    meta = Meta(**{name: getattr(old.manifest, name) for name in Meta.__dataclass_fields__})
    offers = old.offers[old.offers["voie"] != voie].reset_index(drop=True)
    write_store(str(store), replace(old, offers=offers), meta)
    return len(offers)


def test_the_server_picks_up_a_new_store_and_the_open_page_goes_on(visit, address, store):
    finder = Finder(visit(address)).open()
    page = finder.page
    before = finder.count
    left = rebuild_without(store, "scolaire")
    assert left < before
    until = time.monotonic() + 60
    while offers(page, limit="1")["total"] != left and time.monotonic() < until:
        page.wait_for_timeout(100)

    # The page that was open before knows nothing of it until it asks: then it draws the new one.
    finder.open_menu("Voie").get_by_label("Apprentissage").check()
    finder.settle(voie="apprentissage")
    rows = finder.rows()
    found = {f["id"]: f["properties"] for f in offers(page, voie="apprentissage")["features"]}
    assert finder.count == len(found)
    placed = {offer for offer, course in found.items() if course["modality"] != "distance"}
    assert {row.offer for row in rows} == placed
    assert all(found[row.offer]["title"] == row.title for row in rows)
    finder.open_menu("Voie").get_by_label("Apprentissage").uncheck()
    assert finder.settle(voie=None).count == left

    assert Finder(visit(address)).open().count == left
