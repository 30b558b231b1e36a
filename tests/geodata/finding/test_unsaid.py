"""Yes, no and unknown are kept apart; a filter that nothing answers is refused, never empty."""

from datetime import date

import pandas as pd
import pytest
from atlases.small import offer, small_atlas
from samples.establishment_sample import about, with_establishments

from geodata.asking.query import Unanswerable, parse_query
from geodata.finding.answer import find, unanswered, unknown_counts

TODAY = date(2026, 11, 22)
OFFERS = [
    offer("cap", title="CAP Cuisine", level=3, site="alpha", pace="cours du soir"),
    offer("bts", title="BTS Tourisme", level=5, site="alpha", pace="temps plein"),
    offer("soon", pace="", title="Titre", level=5, site="bêta", start=pd.Timestamp("2027-01-11")),
    offer("past", pace="", title="Titre 2", level=5, site="bêta", start=pd.Timestamp("2021-09-01")),
    offer("paid", pace="", title="Titre 3", level=5, site="bêta", conventionnee=True),
]


@pytest.fixture(scope="module")
def atlas():
    return with_establishments([about(boarding=True)], OFFERS)


def kept(atlas, **args):
    found = find(atlas, parse_query(args), TODAY)
    return set(atlas.offers["offer"][found.listed]), unknown_counts(atlas, found, TODAY)


@pytest.mark.parametrize(
    ("args", "expected", "unknown"),
    [
        ({"entry": "sans_bac"}, {"cap"}, {"entry": 3}),
        ({"entry": "bac"}, {"cap", "bts"}, {"entry": 3}),
        ({"boarding": "oui"}, {"cap", "bts"}, {"boarding": 3}),
        ({"boarding": "non"}, set(), {"boarding": 3}),
        ({"pace": "soir"}, {"cap"}, {"pace": 3}),
        ({"pace": "soir,temps_partiel"}, {"cap"}, {"pace": 3}),
        ({"start": "3"}, {"soon"}, {"start": 4}),
        ({"since": "2027-01"}, {"soon"}, {"start": 4}),
        ({"since": "2027-02"}, set(), {"start": 4}),
        ({"conventionnee": "oui"}, {"paid"}, {"conventionnee": 4}),
        ({"entry": "bac", "unknown": "entry"}, {"cap", "bts", "soon", "past", "paid"}, {}),
        ({"entry": "sans_bac", "boarding": "oui"}, {"cap"}, {}),
    ],
)
def test_what_is_not_known_is_counted_apart(atlas, args, expected, unknown):
    assert kept(atlas, **args) == (expected, unknown)


def test_a_filter_that_nothing_answers_is_refused_with_its_reason():
    bare = small_atlas([offer("one", title="Titre", start=pd.Timestamp("2021-09-01"))])
    assert set(unanswered(bare, TODAY)) == {
        "entry", "boarding", "pace", "start", "since", "conventionnee",
    }  # fmt: skip
    for args in ({"pace": "soir"}, {"boarding": "oui"}, {"start": "3"}, {"since": "2027-01"}):
        with pytest.raises(Unanswerable, match="Aucune source chargée"):
            find(bare, parse_query(args), TODAY)
    with pytest.raises(Unanswerable):
        find(bare, parse_query({"conventionnee": "oui"}), TODAY)


def test_what_is_known_is_not_refused(atlas):
    assert unanswered(atlas, TODAY) == {}
