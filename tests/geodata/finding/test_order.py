"""The orders of the list of courses, against a plain sort of random courses."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from atlases.ringed import ringed_atlas, theirs
from atlases.small import offer, small_atlas
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.query import parse_query
from geodata.finding.answer import find, order
from geodata.finding.order import ORDERS

TODAY = date(2026, 11, 22)

courses = st.lists(
    st.tuples(
        st.sampled_from(["alpha", "bêta", "delta", ""]),
        st.sampled_from(["presentiel", "distance"]),
        st.none() | st.integers(-2, 2),
        st.sampled_from(["CAP Cuisine", "CAP Cuisine Cuisine", "Bac pro Cuisine"]),
    ),
    max_size=10,
)


def plain_keys(found, atlas, row):
    """What each order looks at, a course at a time."""
    facts = atlas.offers.iloc[row]
    site = list(atlas.sites["site"]).index(facts["site"]) if facts["site"] else -1
    time = 255 if found.minutes is None or site < 0 else int(found.minutes[site])
    best = (time, 0 if found.relevance is None else -float(found.relevance[row]), row)
    begun = pd.isna(facts["start"]) or facts["start"].date() < TODAY
    apart = facts["modality"] == "distance"
    return {
        "temps": (apart, *best),
        "date": (apart, begun, 0 if begun else facts["start"].toordinal(), *best),
        "titre": (apart, row),
    }


@pytest.mark.parametrize("sort", ORDERS)
@settings(max_examples=40, deadline=None)
@given(listed=courses, asked=st.sampled_from([{}, {"lieu": "80001"}, {"q": "cap cuisine"}]))
def test_each_order_is_that_of_a_plain_sort(sort, listed, asked):
    offers = [
        offer(
            f"n{n}", site=site, modality=modality, title=title,
            start=None if days is None else pd.Timestamp(TODAY + timedelta(days=days)),
        )
        for n, (site, modality, days, title) in enumerate(listed)
    ]  # fmt: skip
    atlas = small_atlas(offers or [offer("one")])
    found = find(atlas, parse_query(asked), TODAY)
    rows = np.flatnonzero(found.shown)
    expected = sorted(rows, key=lambda row: plain_keys(found, atlas, row)[sort])
    assert list(order(found, atlas, found.shown, ORDERS[sort], TODAY)) == expected


def test_a_session_that_has_begun_is_not_to_come():
    days = {"past": "2026-11-21", "today": "2026-11-22", "later": "2027-01-04", "unknown": None}
    atlas = small_atlas([offer(n, start=d and pd.Timestamp(d)) for n, d in days.items()])
    found = find(atlas, parse_query({}), TODAY)
    rows = order(found, atlas, found.shown, ORDERS["date"], TODAY)
    names = list(atlas.offers["offer"].iloc[rows])
    assert names[:2] == ["today", "later"]
    assert set(names[2:]) == {"past", "unknown"}


def test_without_a_place_the_courses_of_the_region_come_before_those_around():
    atlas = ringed_atlas([theirs("there")], [offer("here")])
    offers = atlas.offers.iloc[::-1].reset_index(drop=True)  # that of the neighbour by title first
    atlas = replace(atlas, offers=offers, _kept={})
    found = find(atlas, parse_query({}), TODAY)
    rows = order(found, atlas, found.shown, ORDERS["temps"], TODAY)
    assert atlas.offers["offer"].iloc[rows].tolist() == ["here", "there"]
