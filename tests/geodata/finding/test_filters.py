"""Each filter keeps the courses it should, and no other."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import offer, small_atlas

from geodata.asking.query import parse_query
from geodata.finding.filters import mask

TODAY = date(2026, 11, 22)
OFFERS = [
    offer("a", title="A", site="alpha", voie="scolaire", level=3, domain="sante"),
    offer("b", title="B", site="bêta", voie="apprentissage", level=4, conventionnee=True),
    offer("c", title="C", site="gamma", voie="continue", publics="salaries rsa", rev3="Éolien"),
    offer("d", title="D", modality="distance", voie="continue", conventionnee=False),
    offer("e", title="E", site="alpha", start=pd.Timestamp("2026-12-21"), level=3),
    offer("f", title="F", site="alpha", start=pd.Timestamp("2026-12-23")),
    offer("g", title="G", site="alpha", start=pd.Timestamp("2026-11-21")),
]


@pytest.fixture(scope="module")
def atlas():
    return small_atlas(OFFERS)


@pytest.mark.parametrize(
    ("args", "kept"),
    [
        ({}, "abcdefg"),
        ({"voie": "scolaire"}, "aefg"),
        ({"voie": "apprentissage,continue"}, "bcd"),
        ({"level": "3"}, "ae"),
        ({"domain": "sante"}, "a"),
        ({"modality": "distance"}, "d"),
        ({"conventionnee": "oui"}, "b"),
        ({"conventionnee": "non"}, "d"),
        ({"rev3": "oui"}, "c"),
        ({"rev3": "non"}, "abdefg"),
        ({"public": "rsa"}, "c"),
        ({"public": "rsa,jeunes"}, "c"),
        ({"start": "1"}, "e"),
        ({"start": "3"}, "ef"),
        ({"commune": "80001"}, "aefg"),
        ({"departement": "02"}, "c"),
        ({"departement": "02,80"}, "abcefg"),
        ({"voie": "scolaire", "level": "3", "start": "1"}, "e"),
    ],
)
def test_filters(atlas, args, kept):
    which = mask(atlas.columns, parse_query(args), TODAY)
    assert "".join(atlas.offers["offer"][which]) == kept


def test_a_course_without_a_place_is_in_no_territory(atlas):
    which = mask(atlas.columns, parse_query({"departement": "02,80"}), TODAY)
    assert not which[atlas.columns.site < 0].any()


def test_columns_are_in_the_order_of_the_table(atlas):
    sites = np.append(atlas.sites["site"].to_numpy(dtype=object), "")
    assert list(sites[atlas.columns.site]) == list(atlas.offers["site"])


@pytest.mark.parametrize(
    ("day", "months", "kept"),
    [
        ("2026-11-21", 1, False),
        ("2026-11-22", 1, True),  # today
        ("2026-12-22", 1, True),  # the same day of the next month
        ("2026-12-23", 1, False),
        ("2027-11-22", 12, True),
        ("2027-11-23", 12, False),
    ],
)
def test_a_course_begins_from_today_to_the_same_day_of_the_last_month(day, months, kept):
    one = small_atlas([offer("one", start=pd.Timestamp(day))])
    assert mask(one.columns, parse_query({"start": str(months)}), TODAY).tolist() == [kept]


def test_a_course_whose_start_is_not_known_begins_in_no_month():
    assert not mask(small_atlas([offer("one")]).columns, parse_query({"start": "12"}), TODAY).any()
