"""What to try when nothing fits: each step finds what it says; wishes are answered apart."""

from datetime import date

import pandas as pd
import pytest
from atlases.small import offer, small_atlas
from samples.establishment_sample import about, with_establishments

from geodata.asking.query import parse_query
from geodata.finding.answer import find, order
from geodata.finding.ladder import ladder, other_voies
from geodata.finding.metiers import certifications, metier_meant, metier_of
from geodata.finding.words import answer_words, wishes_of

TODAY = date(2026, 11, 22)
COOK = {"title": "CAP Cuisine", "level": 3, "romes": "G1602"}
OFFERS = [
    offer("cook", **COOK, site="alpha", voie="scolaire"),
    offer("apprentice", **COOK, site="delta", voie="apprentissage"),
    offer("bac", title="Bac pro Cuisine", level=4, romes="G1602", site="delta"),
    offer("away", **COOK, modality="distance", voie="continue"),
    offer("baker", title="CAP Boulanger", level=3, site="delta"),
]


@pytest.fixture(scope="module")
def atlas():
    return with_establishments([about(boarding=True)], OFFERS)


def steps(atlas, **args):
    found = find(atlas, parse_query(args), TODAY)
    assert found.total == 0
    made = ladder(atlas, found, TODAY)
    for step in made:
        assert find(atlas, step.query, TODAY).total == step.count
    return {(step.kind, step.what): step.count for step in made}


def test_each_step_of_the_ladder_finds_what_it_says(atlas):
    near = {"lieu": "02004", "max_minutes": "5"}
    assert steps(atlas, q="CAP cuisine", voie="scolaire", **near) == {
        ("voie", "Apprentissage"): 1,
        ("level", "Niveau 4 (bac)"): 1,
        ("boarding", ""): 1,
    }
    assert steps(atlas, q="CAP cuisine", voie="superieur", **near)["voie", "Apprentissage"] == 1
    assert steps(atlas, q="CAP cuisine", voie="continue", **near)["distance", ""] == 1
    found = steps(atlas, q="CAP cuisine", level="8", **near)
    assert found["level", "Niveau 4 (bac)"] == 1
    assert ("level", "Niveau 8 (doctorat)") not in found


def test_a_later_start_is_proposed_to_who_asks_for_a_near_one():
    atlas = small_atlas([offer("cook", **COOK, site="alpha", start=pd.Timestamp("2027-01-25"))])
    assert steps(atlas, q="CAP cuisine", start="1") == {("later", ""): 1}
    assert steps(atlas, q="CAP cuisine", since="2027-06") == {}


def test_another_voie_is_looked_for_farther_when_none_is_near():
    atlas = small_atlas([offer("cook", **COOK, site="alpha", voie="scolaire")])
    asked = {"q": "CAP cuisine", "voie": "apprentissage", "lieu": "02004", "max_minutes": "5"}
    (step,) = ladder(atlas, find(atlas, parse_query(asked), TODAY), TODAY)
    assert (step.kind, step.what, step.count) == ("voie", "Voie scolaire", 1)
    assert step.minutes > 5
    assert step.query.near.max_minutes >= step.minutes
    assert find(atlas, step.query, TODAY).total == 1


def test_another_level_is_looked_for_farther_when_no_voie_is_asked():
    atlas = small_atlas([offer("cook", **COOK, site="alpha")])
    asked = {"q": "Bac pro cuisine", "lieu": "02004", "max_minutes": "5"}
    found = find(atlas, parse_query(asked | {"level": "4"}), TODAY)
    assert [(step.kind, step.what) for step in ladder(atlas, found, TODAY)] == [
        ("level", "Niveau 3 (CAP)")
    ]


def test_words_that_ask_for_a_voie_are_a_filter_of_the_ladder(atlas):
    found = find(atlas, parse_query({"q": "cuisine en apprentissage", "lieu": "80001"}), TODAY)
    assert [(step.what, step.count) for step in other_voies(atlas, found, TODAY)] == [
        ("Voie scolaire", 2)
    ]


def test_the_diplomas_of_a_metier_come_level_by_level(atlas):
    for text in ("cuisinier", "Cuisinière", "devenir cuisinier", "g1602"):
        assert metier_of(atlas, text) == "G1602"
    assert metier_of(atlas, "CAP Cuisine") == ""
    found = find(atlas, parse_query({"q": "cuisine", "lieu": "02004", "max_minutes": "5"}), TODAY)
    assert metier_meant(atlas, found) == "G1602"
    told = [
        (one.title, one.level, one.near, one.everywhere)
        for one in certifications(atlas, found, "G1602")
    ]
    assert told == [("CAP Cuisine", 3, 1, 3), ("Bac pro Cuisine", 4, 1, 1)]


@pytest.mark.parametrize(
    "text", ["cuisine ou boulangerie", "cuisine, boulangerie", "cuisine et boulangerie"]
)
def test_each_wish_has_its_courses(atlas, text):
    wishes = wishes_of(atlas, text)
    assert list(wishes) == ["cuisine", "boulangerie"]
    names = atlas.offers["offer"].to_numpy()
    assert set(names[wishes["cuisine"]]) == {"cook", "apprentice", "bac", "away"}
    assert set(names[wishes["boulangerie"]]) == {"baker"}


def test_wishes_share_the_diploma_that_the_first_one_names(atlas):
    assert list(wishes_of(atlas, "CAP cuisine ou boulanger")) == ["CAP cuisine", "CAP boulanger"]
    assert list(wishes_of(atlas, "CAP cuisine et boulanger")) == ["CAP cuisine", "CAP boulanger"]
    assert wishes_of(atlas, "CAP cuisine") == {}
    assert wishes_of(atlas, "CAP cuisine et zorglub") == {}


def test_wishes_take_turns_in_the_first_rows():
    many = [offer(f"bake{n}", title="CAP Boulanger", level=3, site="delta") for n in range(4)]
    atlas = small_atlas([*many, *OFFERS[:3]])
    found = find(atlas, parse_query({"q": "cuisine ou boulangerie"}), TODAY)
    titles = [atlas.offers["title"].iat[row] for row in order(found, atlas, found.shown)]
    assert len(titles) == 7
    for pair in (titles[:2], titles[2:4], titles[4:6]):
        assert sorted("Boulanger" in title for title in pair) == [False, True]


def test_words_that_a_filter_says_are_not_looked_for():
    atlas = small_atlas(OFFERS)
    told = answer_words(atlas, "cuisine le soir")
    assert (told.relevance > 0).sum() == 4
    assert [one.value for one in told.constraints] == ["soir"]
