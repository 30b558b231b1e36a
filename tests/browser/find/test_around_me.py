"""« Autour de moi »: the position serves the search, and goes nowhere else."""

import logging
import re

from browser.finder import Finder
from playwright.sync_api import expect

ARRAS = {"latitude": 50.28917, "longitude": 2.77725}
PARIS = {"latitude": 48.8566, "longitude": 2.3522}


def around(visit, **options):
    finder = Finder(visit(**options)).open("/?voie=apprentissage", voie="apprentissage")
    finder.page.get_by_role("button", name="Autour de moi").click()
    return finder


def test_the_list_is_sorted_from_there_and_the_address_says_the_commune_only(visit, caplog):
    caplog.set_level(logging.DEBUG)
    finder = around(visit, geolocation=ARRAS, permissions=["geolocation"])
    finder.settle(voie="apprentissage", lieu="62041", mode="voiture", max_minutes="45", near=None)
    expect(finder.place).to_have_value(re.compile("^Arras"))
    times = [row.minutes for row in finder.rows() if row.time != "à distance"]
    assert times == sorted(times)
    assert times

    first = finder.page.locator("#find-list a.row-title").first
    title = first.inner_text()
    first.click()
    expect(finder.page.get_by_role("heading", level=1)).to_contain_text(title)
    said = "\n".join([*finder.page.watch.requests, finder.page.url, caplog.text])
    assert "/formation/" in said
    for digits in ("50.28", "50.289", "2.777", "2.77"):
        assert digits not in said


def test_a_link_that_is_shared_opens_on_the_commune(visit):
    finder = around(visit, geolocation=ARRAS, permissions=["geolocation"])
    finder.settle(lieu="62041")
    other = Finder(visit()).open(
        "/" + finder.page.url.partition("/?")[2].join(["?", ""]), lieu="62041"
    )
    assert other.count > 0
    expect(other.place).to_have_value(re.compile("^Arras"))


def test_outside_the_region_it_is_said(visit):
    finder = around(visit, geolocation=PARIS, permissions=["geolocation"])
    message = finder.page.get_by_text("Votre position n'est pas dans la région Hauts-de-France.")
    expect(message).to_be_visible()
    finder.settle(voie="apprentissage", lieu=None)
    assert finder.count > 0


def test_a_refusal_is_said(visit):
    finder = around(visit)  # no permission is given
    expect(finder.page.get_by_text("Votre position n'est pas connue")).to_be_visible()
    finder.settle(voie="apprentissage", lieu=None)
    assert finder.count > 0
