"""Parcoursup's real courses on screen, against the file read without the application's code."""

import csv
import re

import numpy as np
import pytest
from browser.finder import Finder, offers, plain
from conftest import build_store, serve
from playwright.sync_api import expect

from app import create_app
from geodata.places.projection import to_metres
from loaders.store.network import travel_model
from settings import Settings

ASKED = "BTS management commercial opérationnel"
WRITTEN = "Management Commercial Operationnel"  # as the file does
SEARCH = {"q": ASKED, "lieu": "62041", "mode": "voiture", "max_minutes": "45"}
ARRAS = (50.2919, 2.7781)  # the town hall
MARGIN = 0.6  # minutes: another point of the town hall, and rounding


def car_minutes(lat: float, lon: float) -> float:
    """Return the estimate from Arras."""
    start, end = to_metres(np.array([ARRAS[::-1]])), to_metres(np.array([[lon, lat]]))
    return float(travel_model().minutes(start, end, "voiture")[0, 0])


@pytest.fixture(scope="module")
def file(shared_data):
    return shared_data / "offre_formation" / "parcoursup_formations_hdf.csv"


@pytest.fixture(scope="module")
def places(file):
    """Latitude and longitude of each course of this title, with its minutes from Arras."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if WRITTEN in row["formation"]]
    points = [(round(float(row["lat"]), 4), round(float(row["lon"]), 4)) for row in rows]
    assert len(points) > 30
    return {point: car_minutes(*point) for point in points}


@pytest.fixture(scope="module")
def address(file, tmp_path_factory):
    """The address of a server over a store of this file alone."""
    folder = tmp_path_factory.mktemp("parcoursup")
    (folder / "sources").mkdir()
    (folder / "sources" / file.name).symlink_to(file)
    store = build_store(folder / "store", folder / "sources")
    address, stop = serve(create_app(Settings(store=str(store))))
    yield address
    stop()


@pytest.fixture
def found(address, visit):
    """The search, as a person has it on screen."""
    search = "&".join(f"{name}={value}" for name, value in SEARCH.items())
    return Finder(visit(address)).open(f"/?{search}", **SEARCH)


def test_the_list_and_the_map_have_what_the_file_has_there_and_no_other(found, places):
    surely = {point for point, minutes in places.items() if minutes < 45.5 - MARGIN}
    perhaps = {point for point, minutes in places.items() if minutes < 45.5 + MARGIN}
    assert len(surely) >= 3

    rows = found.rows()
    assert len(rows) == found.count
    features = {feature["id"]: feature for feature in offers(found.page, **SEARCH)["features"]}
    assert {row.offer for row in rows} == set(features)
    titles = {row.title for row in rows}
    assert titles == {"BTS Management commercial opérationnel"}
    listed = {
        (round(lat, 4), round(lon, 4))
        for lon, lat in (features[row.offer]["geometry"]["coordinates"] for row in rows)
    }
    assert surely <= listed <= perhaps
    assert set(found.points()) == listed
    for row in rows:
        lon, lat = features[row.offer]["geometry"]["coordinates"]
        assert abs(row.minutes - car_minutes(lat, lon)) <= 0.5 + MARGIN or row.minutes == 0


def test_nothing_is_simulated(found):
    page = found.page
    expect(page.locator(".banner")).to_have_count(0)
    assert "simul" not in plain(page.locator("body").inner_text()).lower()
    page.locator("#find-list a.row-title").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "BTS Management commercial opérationnel"
    )
    expect(page.get_by_text(re.compile("Parcoursup")).first).to_be_visible()
