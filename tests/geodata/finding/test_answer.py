"""The counsellor's question, against a plain loop over the courses."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from atlases.small import offer, small_atlas
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.query import UnknownCode, parse_query
from geodata.finding import words
from geodata.finding.answer import better_beyond, count_by, find, nearest_beyond, openings, order
from geodata.finding.browser_table import words_without_site
from geodata.finding.export import export_table, for_readers
from geodata.finding.origin import Origin, minutes_to_sites
from geodata.finding.site import departement_name
from geodata.finding.words import answer_words
from geodata.travel.model import SPEED_LAWS, whole_minutes
from geodata.vocabulary import LEVELS, VOIES

TODAY = date(2026, 11, 22)


def query(**args):
    return parse_query({name: str(value) for name, value in args.items()})


@pytest.fixture(scope="module")
def few():
    return small_atlas(
        [
            offer("here", title="CAP Cuisine", site="alpha", level=3),
            offer("near", title="CAP Boulanger", site="bêta", level=3),
            offer("far", title="Bac pro Cuisine", site="delta", level=4),
            offer("online", title="Cuisine à distance", modality="distance"),
            offer("somewhere", title="Titre Cuisine", voie="continue"),
        ]
    )


def names(atlas, which):
    return set(atlas.offers["offer"][which])


def test_without_a_place_everything_is_listed(few):
    found = find(few, query(), TODAY)
    assert found.total == 5
    assert found.total_distance == 1
    assert found.minutes is None
    assert names(few, found.unplaced) == {"somewhere"}


@pytest.fixture(scope="module")
def to_ask():
    """Return an atlas of courses known by their département alone, beside one at a site."""
    adult = {"voie": "continue", "provider": "Greta"}
    return small_atlas(
        [
            offer("here", site="alpha", departement=""),
            offer("somme", departement="80", **adult),
            offer("aisne", departement="02", **adult),
            offer("nowhere", departement="", **adult),
            offer("online", departement="", modality="distance", provider="Greta"),
        ]
    )


def test_a_course_of_a_departement_is_listed_there_alone(to_ask):
    assert names(to_ask, find(to_ask, query(), TODAY).unplaced) == {"somme", "aisne", "nowhere"}
    somme = find(to_ask, query(departement="80"), TODAY)
    assert names(to_ask, somme.shown) == {"here", "somme"}
    near = find(to_ask, query(lieu="80001", max_minutes=30), TODAY)
    assert names(to_ask, near.unplaced) == {"somme", "nowhere"}
    assert names(to_ask, near.placed) == {"here"}, "it is within no time of anywhere"
    assert near.total == 1
    anywhere = find(to_ask, query(lieu="80001"), TODAY)
    assert names(to_ask, anywhere.unplaced) == {"somme", "aisne", "nowhere"}


def test_what_stands_for_a_site_says_the_departement(to_ask):
    words = words_without_site(to_ask)
    told = {to_ask.offers["offer"].iat[row]: text for row, text in words.items()}
    assert told == {
        "somme": f"{departement_name(to_ask, '80')}, lieu à demander · Greta",
        "aisne": f"{departement_name(to_ask, '02')}, lieu à demander · Greta",
        "nowhere": "Lieu non précisé par la source · Greta",
        "online": "Greta",
    }


def test_a_file_says_what_is_known_of_the_place(to_ask):
    found = find(to_ask, query(), TODAY)
    table = export_table(to_ask, found, np.arange(len(to_ask.offers))).set_index("offer")
    assert table["precision"].to_dict() == {
        "here": "address", "somme": "departement", "aisne": "departement", "nowhere": "",
        "online": "",
    }  # fmt: skip
    assert table.loc["somme", ["departement", "commune_code"]].tolist() == ["80", ""]
    words = for_readers(table.reset_index())
    assert "dans le département, lieu à demander" in set(words["Précision du lieu"])


def test_with_a_place_only_what_is_within_reach_is_counted(few):
    found = find(few, query(lieu="80001", mode="voiture", max_minutes=5), TODAY)
    assert names(few, found.placed) == {"here"}
    assert names(few, found.beyond) == {"near", "far"}
    assert found.total == 1
    assert names(few, found.distance) == {"online"}


def test_distance_courses_count_when_they_are_all_that_is_asked(few):
    found = find(few, query(lieu="80001", modality="distance", max_minutes=5), TODAY)
    assert found.total == 1


def test_a_minute_more_never_shows_less(few):
    totals = [
        find(few, query(lieu="80001", mode="velo", max_minutes=minutes), TODAY).total
        for minutes in range(0, 241, 10)
    ]
    assert totals == sorted(totals)
    assert totals[-1] == 3


def test_the_list_goes_by_time_then_relevance(few):
    found = find(few, query(lieu="80001", q="cuisine"), TODAY)
    rows = order(found, few, found.placed | found.unplaced)
    assert list(few.offers["offer"].iloc[rows]) == ["here", "far", "somewhere"]


def test_an_unknown_place_or_territory_is_named(few):
    for args, parameter in (
        ({"lieu": "99999"}, "lieu"),
        ({"commune": "99999"}, "commune"),
        ({"departement": "80,75"}, "departement"),
    ):
        with pytest.raises(UnknownCode) as caught:
            find(few, query(**args), TODAY)
        assert caught.value.parameter == parameter


def test_a_position_outside_the_region_still_has_times(few):
    found = find(few, query(near="-4.5,48.4", max_minutes=240), TODAY)
    assert found.origin.place is None
    assert found.total == 0
    assert len(names(few, found.beyond)) == 3


def test_what_lifting_a_filter_would_show(few):
    found = find(few, query(q="cuisine", level=3, lieu="02004", max_minutes=5), TODAY)
    assert found.total == 0
    assert openings(few, found, TODAY) == [("level", 1)]


def test_the_nearest_beyond_are_one_a_site_and_sorted(few):
    found = find(few, query(lieu="80001", max_minutes=1, level="3,4", q="cap bac"), TODAY)
    rows = nearest_beyond(few, found)
    minutes = found.minutes[few.columns.site[rows]]
    assert list(minutes) == sorted(minutes)
    assert len(set(few.columns.site[rows])) == len(rows)


def test_counts_add_up(few):
    found = find(few, query(), TODAY)
    assert sum(count_by(few, "voie", found.listed).values()) == found.total


def test_the_most_frequent_are_first_then_those_of_the_first_rows(few):
    every = np.ones(len(few.offers), dtype=bool)
    for which in (every, ~every, few.columns.site >= 0, few.columns.level == 3):
        for column in ("voie", "domain"):
            told = count_by(few, column, which)
            values = getattr(few.columns, column)[which].tolist()
            assert list(told.items()) == Counter(values).most_common()


def test_what_many_people_type_is_read_once(few, monkeypatch):
    read, atlas = [], replace(few, _kept={})
    answered = words._answered
    monkeypatch.setattr(words, "_answered", lambda *asked: read.append(1) or answered(*asked))
    texts = [f"cuisine {n}" for n in range(40)]
    for text in [*texts, *texts]:
        assert answer_words(atlas, text) is answer_words(atlas, text)
    assert len(read) == len(texts)


@settings(max_examples=60, deadline=None)
@given(
    lieu=st.integers(0, 3780),
    mode=st.sampled_from(sorted(SPEED_LAWS)),
    minutes=st.integers(0, 120),
    level=st.none() | st.sampled_from(sorted(LEVELS)),
    voie=st.none() | st.sampled_from(sorted(VOIES)),
)
def test_equals_a_plain_loop_on_the_demonstration(atlas, lieu, mode, minutes, level, voie):
    place = atlas.communes.iloc[lieu]
    args = {"lieu": place.code, "mode": mode, "max_minutes": minutes}
    args |= {"level": level} if level else {}
    args |= {"voie": voie} if voie else {}
    found = find(atlas, query(**args), TODAY)

    offers = atlas.offers.merge(atlas.sites[["site", "x", "y"]], on="site", how="left")
    exact = atlas.model.minutes(
        np.array([[place.x, place.y]]), offers[["x", "y"]].to_numpy(dtype=float), mode
    )[0]
    keep = (offers["modality"] != "distance") & offers["x"].notna()
    keep &= np.rint(exact) <= minutes
    if level:
        keep &= (offers["level"] == level).fillna(False).astype(bool)
    if voie:
        keep &= offers["voie"] == voie
    assert np.array_equal(found.placed, keep.to_numpy(dtype=bool))


def test_the_filter_that_would_show_most_once_lifted_comes_first():
    atlas = small_atlas(
        [
            offer("a", title="CAP Cuisine", site="alpha", level=3, domain="sante"),
            offer("b", title="CAP Cuisine", site="alpha", level=4, domain="sciences"),
            offer("c", title="CAP Cuisine", site="alpha", level=4, domain="sciences"),
        ]
    )
    for level, domain, gains in (
        (3, "sciences", [("level", 2), ("domain", 1)]),
        (4, "sante", [("domain", 2), ("level", 1)]),
    ):
        found = find(atlas, query(level=level, domain=domain), TODAY)
        assert openings(atlas, found, TODAY) == gains


@pytest.fixture(scope="module")
def hiding():
    """What is within reach of Alpha only leads to the same métier."""
    return small_atlas(
        [
            offer("weak", title="Titre Service en salle", site="alpha", romes="G1602"),
            offer("right", title="Cuisinier", site="delta", romes="G1602"),
            offer("twin", title="Cuisinier", site="delta", romes="G1602"),
            offer("other", title="Cuisinier", site="gamma", romes="G1602"),
        ]
    )


def better(atlas, **args):
    found = find(atlas, query(mode="voiture", **args), TODAY)
    return list(atlas.offers["offer"].iloc[better_beyond(atlas, found)])


def test_what_answers_better_beyond_is_told_one_a_commune_the_nearest_first(hiding):
    told = better(hiding, q="cuisinier", lieu="80001", max_minutes=5)
    assert told[0] == "other"
    assert told[1] in ("right", "twin")
    assert len(told) == 2


def test_nothing_is_told_when_it_is_not_hidden(hiding, few):
    asked = {"q": "cuisinier", "lieu": "80001"}
    assert better(hiding, **asked, max_minutes=200) == []  # within reach
    assert better(hiding, lieu="80001", max_minutes=5) == []  # nothing is asked for
    assert better(hiding, q="zzzz", lieu="80001", max_minutes=5) == []
    # As good within reach.
    assert better(few, q="cuisine", lieu="80001", max_minutes=5) == []
    # Nothing within reach: the empty list says where the nearest are.
    assert better(few, q="cuisine", lieu="80002", max_minutes=5) == []


def test_the_last_texts_are_remembered_and_no_more(atlas, monkeypatch):
    monkeypatch.setattr(words, "_WEIGHT", 0)
    first = answer_words(atlas, "boulanger")
    assert answer_words(atlas, "boulanger") is first
    for text in "abcdefgh":
        answer_words(atlas, text)
    again = answer_words(atlas, "boulanger")
    assert again is not first
    assert np.array_equal(again.relevance, first.relevance)


@pytest.mark.parametrize("mode", ["voiture", "velo", "marche"])
def test_minutes_from_a_town_hall_are_those_that_the_model_gives(atlas, mode):
    for row in range(0, len(atlas.communes), 97):
        x, y = atlas.commune_xy[row]
        found = minutes_to_sites(atlas, Origin(float(x), float(y), None), mode)
        given = whole_minutes(atlas.model.minutes([(x, y)], atlas.site_xy, mode)[0])
        assert found.tolist() == given.tolist()
    beside = minutes_to_sites(atlas, Origin(float(x) + 900, float(y), None), mode)
    assert beside.tolist() != found.tolist()
