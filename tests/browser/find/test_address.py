"""A search that starts from a street address: its position serves the search, and nothing else."""

import logging
import re
import shutil

import pytest
from browser.conftest import PHONE
from browser.finder import Finder
from conftest import serve
from playwright.sync_api import expect
from samples.ban_rows import write

from app import create_app
from loaders.addresses.reading import read_streets_of
from loaders.store.addresses import write_addresses
from settings import Settings

DOOR = "12 Rue du Musée, Arras (62000)"
SECRETS = ("50.29", "2.77", "Mus", "mus%", "musee")


@pytest.fixture
def address(store_address, tmp_path):
    """A server whose store has a few streets of Arras and Hirson."""
    store = str(shutil.copytree(store_address, tmp_path / "store"))
    read = read_streets_of([write(tmp_path / "adresses-62.csv.gz")], {"62041", "02381"})
    write_addresses(store, read.addresses)
    address, stop = serve(create_app(Settings(store=store)))
    yield address
    stop()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_the_door_is_chosen_and_no_address_log_or_store_tells_it(visit, address, caplog, options):
    caplog.set_level(logging.DEBUG)
    finder = Finder(visit(address, **options)).open("/?voie=apprentissage", voie="apprentissage")
    page = finder.page
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    finder.place.press_sequentially("12 rue du mus")
    page.get_by_role("option", name=DOOR).click()
    finder.settle(voie="apprentissage", lieu="62041", mode="voiture", max_minutes="45", near=None)
    expect(finder.place).to_have_value(DOOR)
    assert finder.count > 0
    # The search itself starts from the door.
    assert any('"near":"2.7712,50.2912"' in body for body in asked)

    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    first = page.locator("#find-list a.row-title").first
    first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"\w"))
    said = "\n".join([*page.watch.requests, page.url, caplog.text, kept])
    assert "/formation/" in said
    for secret in SECRETS:
        assert secret not in said
    assert page.context.cookies() == []


def test_a_link_that_is_shared_opens_on_the_commune(visit, address):
    finder = Finder(visit(address)).open()
    finder.place.press_sequentially("12 rue du mus")
    finder.page.get_by_role("option", name=DOOR).click()
    finder.settle(lieu="62041")
    link = "/?" + finder.page.url.partition("/?")[2]
    other = Finder(visit(address)).open(link, lieu="62041")
    expect(other.place).to_have_value("Arras (62000)")


def test_another_place_after_a_door_starts_from_there(visit, address):
    finder = Finder(visit(address)).open()
    finder.place.press_sequentially("12 rue du mus")
    finder.page.get_by_role("option", name=DOOR).click()
    finder.settle(lieu="62041")
    asked = []
    finder.page.on("request", lambda request: asked.append(request.post_data or ""))
    finder.place.fill("")
    finder.choose_place("hirs", "Hirson (02500)")
    finder.settle(lieu="02381", near=None)
    assert not any('"near"' in body for body in asked)
