"""What is sent to the browser is small and says what the search found."""

import base64
import json
from dataclasses import replace
from datetime import date

import numpy as np

from geodata.asking.query import parse_query
from geodata.finding.answer import find, order, ranks
from geodata.finding.browser_table import browser_table
from geodata.finding.results import browser_results

TODAY = date(2026, 11, 22)


def answer(atlas, **args):
    found = find(atlas, parse_query(args), TODAY)
    return found, browser_results(atlas, found, TODAY)


def bits(text, n):
    raw = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little")[:n].astype(bool)


def test_the_bitmap_is_what_was_found(atlas):
    found, sent = answer(atlas, q="aide soignant", lieu="02381", max_minutes="45")
    shown = bits(sent["shown"], len(atlas.offers))
    assert np.array_equal(shown, found.placed | found.distance | found.unplaced)
    assert sent["listed"] == found.total
    minutes = np.frombuffer(base64.b64decode(sent["minutes"]), dtype=np.uint8)
    assert np.array_equal(minutes, found.minutes)


def test_ranks_order_the_list_as_the_server_does(atlas):
    found, sent = answer(atlas, q="cuisine", lieu="02381", max_minutes="90")
    rows = np.flatnonzero(bits(sent["shown"], len(atlas.offers)))
    rank = np.frombuffer(base64.b64decode(sent["rank"]), dtype="<u2")
    minutes = np.append(found.minutes, 255)[atlas.columns.site[rows]]
    placed = found.placed[rows]
    keys = sorted(zip(minutes[placed], rank[placed], rows[placed], strict=True))
    assert [row for *_, row in keys] == list(order(found, atlas, found.placed))


def test_a_filter_sends_less_than_forty_kilobytes(atlas):
    for args in ({}, {"lieu": "59350", "max_minutes": "240"}, {"q": "bac", "lieu": "59350"}):
        assert len(json.dumps(answer(atlas, **args)[1])) < 40_000


def test_the_outline_holds_the_place(atlas):
    _, sent = answer(atlas, lieu="02381", mode="velo", max_minutes="30")
    outline, *_ = map(np.array, sent["reach"])
    low, high = outline.min(axis=0), outline.max(axis=0)
    assert (low < sent["centre"]).all()
    assert (sent["centre"] < high).all()


def test_zero_minutes_has_no_outline(atlas):
    assert answer(atlas, lieu="02381", max_minutes="0")[1]["reach"] == []


def test_the_browser_s_table_says_what_the_offers_say(atlas):
    table = json.loads(json.dumps(browser_table(atlas)))
    columns, offers, sites = table["offers"], atlas.offers, atlas.sites
    for row in (0, len(offers) // 2, len(offers) - 1):
        one = offers.iloc[row]
        assert columns["id"][row] == one["offer"]
        assert table["titles"][columns["title"][row]] == one["title"]
        assert table["voies"][columns["voie"][row]] == one["voie"]
        place = columns["site"][row]
        assert (place < 0) == (one["site"] == "")
        if place >= 0:
            assert table["sites"]["name"][place] == sites.iloc[place]["name"]


def test_ranks_are_those_of_the_answer_they_are_asked_of(atlas):
    found = find(atlas, parse_query({"q": "boulanger"}), TODAY)
    first = ranks(atlas, found)
    assert ranks(atlas, found) is first
    none = replace(found, relevance=None)
    assert not ranks(atlas, none).any()
    assert first.any()
