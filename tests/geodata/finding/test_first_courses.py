"""Where a browser cannot hold every course, what an answer brings is what the whole would show."""

import base64
from datetime import date

import numpy as np
import pytest

from geodata.asking.query import parse_query
from geodata.finding import browser_table, first_courses, results
from geodata.finding.answer import find, order, ranks
from geodata.finding.browser_table import courses_table
from geodata.finding.order import ORDERS
from geodata.vocabulary import VOIES

TODAY = date(2026, 11, 22)


def bits(text, n):
    raw = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little")[:n].astype(bool)


ASKED = {
    "everything": {},
    "words": {"q": "bts"},
    "near": {"q": "numerique", "lieu": "59350", "max_minutes": "60"},
    "nothing": {"q": "zzzzzz"},
}


@pytest.fixture(params=ASKED.values(), ids=ASKED)
def found(request, atlas):
    return find(atlas, parse_query(request.param), TODAY)


@pytest.fixture
def few(monkeypatch):
    """A browser that is sent five courses of each group and order."""
    monkeypatch.setattr(browser_table, "MOST", 100)
    for module in (first_courses, results):
        monkeypatch.setattr(module, "FIRST", 5)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("by", ORDERS.values(), ids=ORDERS)
def test_the_first_courses_of_each_order_are_sent(atlas, found, by):
    rows = first_courses.first_courses(atlas, found, TODAY)
    ordered = order(found, atlas, found.shown, by, TODAY)
    distance = atlas.columns.is_distance[ordered]
    for group in (ordered[distance], ordered[~distance]):
        assert list(group[np.isin(group, rows)][:5]) == list(group[:5])
    assert len(rows) <= 2 * 5 * len(ORDERS)
    assert found.shown[rows].all()
    assert (np.diff(rows) > 0).all()  # ties are settled as among all of them


def test_every_course_of_a_place_is_counted(atlas, found):
    taught, counts = first_courses.counted_at_places(atlas, found)
    site, voie = atlas.columns.site, atlas.offers["voie"].to_numpy()
    for n, at in enumerate(np.flatnonzero(taught)):
        here = found.placed & (site == at)
        assert list(counts[n]) == [int((here & (voie == one)).sum()) for one in VOIES]
    assert counts.sum() == found.placed.sum()


@pytest.mark.usefixtures("few")
def test_an_answer_counts_all_and_describes_what_it_brings(atlas, found):
    sent = results.browser_results(atlas, found, TODAY)
    first = sent["first"]
    rows = first_courses.first_courses(atlas, found, TODAY)
    assert first["offers"]["id"] == list(atlas.offers["offer"].iloc[rows])
    assert [first["titles"][at] for at in first["offers"]["title"]] == list(
        atlas.offers["title"].iloc[rows]
    )
    assert bits(sent["shown"], len(rows)).all()
    assert first["placed"] + first["distance"] == found.shown.sum()
    if found.relevance is not None:
        rank = np.frombuffer(base64.b64decode(sent["rank"]), dtype="<u2")
        assert list(np.argsort(rank, kind="stable")) == list(
            np.argsort(ranks(atlas, found)[rows], kind="stable")
        )


def test_a_region_is_sent_whole(atlas, found):
    assert results.browser_results(atlas, found, TODAY)["first"] is None
    assert len(browser_table.browser_table(atlas)["offers"]["id"]) == len(atlas.offers)


@pytest.mark.usefixtures("few")
def test_beyond_it_the_table_has_the_places_alone(atlas):
    table = browser_table.browser_table(atlas)
    assert table["offers"]["id"] == table["titles"] == []
    assert len(table["sites"]["name"]) == len(atlas.sites)


def test_what_stands_for_a_place_follows_its_course(atlas):
    rows = np.flatnonzero(atlas.columns.site < 0)[-3:]
    told = courses_table(atlas, rows)["elsewhere"]
    assert told == {
        str(at): browser_table.words_without_site(atlas)[row] for at, row in enumerate(rows)
    }


def test_the_courses_of_a_place_are_those_of_the_question(atlas):
    found = find(atlas, parse_query({"voie": "apprentissage"}), TODAY)
    sites = atlas.columns.site[np.flatnonzero(found.placed)[:2]]
    rows = first_courses.courses_at(atlas, found, sites, TODAY)
    assert 0 < len(rows) <= first_courses.AT_PLACES
    assert set(atlas.columns.site[rows]) <= set(sites)
    assert found.placed[rows].all()
