"""A place said among the words of a search leads, and never hides what is asked for."""

from dataclasses import replace

import pandas as pd
import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.finding.spoken_place import spoken_place
from geodata.finding.words import answer_words
from geodata.places.territories import Land
from geodata.search.lexicon.everyday import Everyday, EverydayWords, Nickname


@pytest.fixture(scope="module")
def region():
    """The same course in Alpha and in Delta."""
    return small_atlas(
        [
            FULL,
            offer("delta", site="delta", title=FULL["title"]),
            offer("law", title="Master Droit"),
        ]
    )


def name_of(atlas, site):
    commune = atlas.sites.set_index("site").loc[site, "commune"]
    return atlas.commune_names[commune]


@pytest.mark.parametrize("before", ["", "à ", "près de ", "à côté de "])
def test_courses_of_the_place_named_come_first(region, before):
    town, title = name_of(region, "delta"), FULL["title"]
    found = answer_words(region, f"{title} {before}{town}")
    scores = dict(zip(region.offers["offer"], found.relevance, strict=True))
    assert scores["delta"] > scores[FULL["offer"]] > 0
    assert scores["law"] == 0
    assert "est lu comme un lieu" in found.sentence
    assert found.told.places == (town,)


def test_where_none_is_there_the_nearest_come_first():
    town = small_atlas([offer("beta", site="bêta"), offer("delta", site="delta")])
    found = answer_words(town, f"{FULL['title']} {name_of(town, 'gamma')}")
    scores = dict(zip(town.offers["offer"], found.relevance, strict=True))
    assert scores["delta"] > scores["beta"] > 0
    assert "aucune n'y est" in found.sentence


def test_a_place_without_a_course_says_so(region):
    found = answer_words(region, name_of(region, "bêta"))
    assert not found.relevance.any()
    assert found.sentence.endswith("aucune formation n'y est.")


def test_a_place_narrows_several_establishments_of_a_name():
    asked = small_atlas(
        [
            offer("there", site="delta", provider="CFPPA de Gamma"),
            offer("elsewhere", site="alpha", provider="CFPPA"),
        ]
    )
    found = answer_words(asked, "CFPPA de l'Aisne")
    assert set(asked.offers["offer"][found.relevance > 0]) == {"there"}
    assert "elsewhere" in set(asked.offers["offer"][answer_words(asked, "CFPPA").relevance > 0])


def test_a_place_alone_shows_what_is_there(region):
    found = answer_words(region, name_of(region, "delta"))
    there = set(region.offers["offer"][found.relevance > 0])
    assert there == {"delta"}


def test_what_covers_a_region_does_not_promise_an_order(region):
    found = answer_words(region, f"{FULL['title']} {name_of(region, 'delta')}")
    assert "toute la région" in found.everywhere
    assert "d'abord" not in found.everywhere


def test_the_whole_region_is_a_place_and_no_word_of_a_course(region):
    found = answer_words(region, f"{FULL['title']} en petite région")
    assert set(region.offers["offer"][found.relevance > 0]) == {FULL["offer"], "delta"}
    assert found.told.places


@pytest.mark.parametrize(
    "asked",
    ["Flandre {}", "{} côte d'opale", "{} dans le bassin minier", "bassin minier {}"],
)
def test_a_land_that_no_town_is_named_after_is_a_place(region, asked):
    zone = {"level": "epci", "code": "E9", "name": "Communauté de communes des Hauts de Flandre"}
    communes = region.communes.assign(epci="")
    communes.loc[communes["name"] == name_of(region, "delta"), "epci"] = "E9"
    lands = replace(
        region,
        communes=communes,
        zones=pd.concat([region.zones, region.zones.iloc[:1].assign(**zone)], ignore_index=True),
        lands=(Land("Côte d'Opale", "epci", ("E9",)), Land("Bassin minier", "epci", ("E9",))),
        _kept={},
    )
    found = answer_words(lands, asked.format(FULL["title"]))
    scores = dict(zip(lands.offers["offer"], found.relevance, strict=True))
    assert scores["delta"] > scores[FULL["offer"]] > 0


@pytest.mark.parametrize("before", ["dans un", "dans une", "des", "mon"])
def test_no_place_comes_after_an_indefinite_word(region, before):
    assert spoken_place(region, f"travailler {before} {name_of(region, 'delta')}") is None


def test_none_in_the_place_is_said(region):
    found = answer_words(region, f"Master Droit {name_of(region, 'delta')}")
    assert found.relevance.any()
    assert "aucune n'y est" in found.sentence


def test_words_of_courses_are_no_place(region):
    assert spoken_place(region, FULL["title"]) is None
    assert spoken_place(region, "") is None


def test_a_word_of_courses_is_the_town_of_that_name_only_where_many_live():
    atlas = small_atlas([FULL, offer("named", title="CAP Delta")])
    assert spoken_place(atlas, "Cuisine Delta") is None
    larger = replace(atlas, communes=atlas.communes.assign(population=10_000))
    assert spoken_place(larger, "Cuisine Delta").typed == "Delta"


def test_words_that_the_named_establishment_does_not_teach_are_told(region):
    named = replace(
        region,
        everyday=Everyday(nicknames=(Nickname(("zz",), ("lycée gamma", "cfa alpha")),)),
        _kept={},
    )
    found = answer_words(named, "boulangerie ZZ")
    assert found.relevance.any()
    assert "Rien n’y répond à «\u202fboulangerie\u202f»" in found.sentence
    assert "Rien" not in answer_words(named, "zz").sentence


@pytest.mark.parametrize("asked", ["lycée Naveau", "naveau"])
def test_a_name_of_an_establishment_is_not_a_misspelt_word_that_asks_nothing(asked):
    atlas = small_atlas([FULL, offer("delta", site="delta")])
    at = atlas.sites["site"] == "delta"
    sites = atlas.sites.assign(name=atlas.sites["name"].mask(at, "Lycée Charles Naveau"))
    found = answer_words(replace(atlas, sites=sites), asked)
    assert found.names == ("Lycée Charles Naveau",)
    assert (found.relevance > 0).tolist() == [False, True]


def test_a_wording_that_ends_with_a_town_is_no_place(region, monkeypatch):
    monkeypatch.setattr("geodata.finding.spoken_place._TOWN", 0)  # Delta is a village
    town = name_of(region, "delta")
    words = EverydayWords((f"pilote de {town}",), ("master droit",))
    flying = replace(region, everyday=Everyday((words,)), _kept={})
    assert spoken_place(flying, f"pilote de {town}") is None
    assert spoken_place(flying, f"master de {town}") is not None
