from dataclasses import replace
from datetime import date

import pandas as pd
from atlases.small import FULL, offer, small_atlas

from geodata.asking.query import Near
from geodata.asking.selection import SelectionQuery
from geodata.finding.origin import minutes_to_sites
from geodata.selection.comparison import Kept, select
from geodata.selection.gone import Gone, Hint, gone

TODAY = date(2026, 10, 5)
OFFERS = [
    FULL,
    offer("near-80022106", site="alpha", title="Bac pro Cuisine"),
    offer("far-80022106", site="delta", title="Bac pro Cuisine"),
    offer("alone", site="delta", title="CAP Boulanger"),
]
ATLAS = small_atlas(OFFERS)


def selected(*offers, lieu="", hints=None, atlas=ATLAS):
    near = Near(commune=lieu) if lieu else None
    return select(atlas, SelectionQuery(offers, near), hints or {}, TODAY)


def test_courses_come_in_the_order_asked_with_their_times():
    found = selected("alone", "full", lieu="02004")
    assert [item.course.offer for item in found.items] == ["alone", "full"]
    assert found.place == "Delta"
    assert set(found.items[0].course.minutes) == {"voiture", "velo", "marche"}
    assert found.items[0].course.minutes["voiture"] < found.items[1].course.minutes["voiture"]


def test_the_times_of_a_selection_are_estimated_once(monkeypatch):
    asked = []

    def counted(atlas, origin, mode):
        asked.append(mode)
        return minutes_to_sites(atlas, origin, mode)

    monkeypatch.setattr("geodata.finding.course.minutes_to_sites", counted)
    assert len(selected("alone", "full", "near-80022106", lieu="02004").known) == 3
    assert sorted(asked) == sorted(ATLAS.model.modes)


def test_an_unknown_commune_is_told_and_the_courses_stay():
    found = selected("full", lieu="99999")
    assert "99999" in found.problems[0]
    assert isinstance(found.items[0], Kept)
    assert found.place == ""


def test_only_four_are_side_by_side_and_those_gone_are_not():
    atlas = small_atlas([FULL, *(offer(f"n{i}") for i in range(6))])
    found = selected("gone", "n0", "n1", "n2", "n3", "n4", atlas=atlas)
    assert [item.course.offer for item in found.compared] == ["n0", "n1", "n2", "n3"]
    assert len(found.known) == 5


def test_a_gone_course_keeps_its_place_and_brings_the_one_like_it():
    found = selected("full", "gone", "alone", hints={"gone": Hint("bac pro CUISINE", "Delta")})
    assert isinstance(found.items[1], Gone)
    assert found.items[1].near == "far-80022106"
    assert found.substitutes["far-80022106"].title == "Bac pro Cuisine"


def test_the_nearest_is_so_from_the_person_first():
    found = selected("gone", lieu="80001", hints={"gone": Hint("Bac pro Cuisine", "Delta")})
    assert found.items[0].near == "near-80022106"


def test_a_code_in_the_id_is_enough():
    told = gone(ATLAS, "scolaire-0800001A-80022106", Hint(), None)
    assert told.title == "Bac pro Cuisine"
    assert told.near.endswith("80022106")


def test_the_list_of_changes_says_more_than_the_browser():
    changes = pd.DataFrame(
        [{"change": "fermée", "offer": "gone", "title": "CAP Boulanger", "commune_name": "Gamma"}]
    )
    told = gone(replace(ATLAS, changes=changes), "gone", Hint("Bac pro Cuisine", "Delta"), None)
    assert (told.title, told.town, told.near) == ("CAP Boulanger", "Gamma", "alone")


def test_words_of_the_title_find_what_is_like_it():
    assert gone(ATLAS, "gone", Hint("CAP Boulanger en un an", ""), None).near == "alone"


def test_nothing_known_finds_nothing():
    assert gone(ATLAS, "gone", Hint(), None) == Gone("gone", "", "", "")
    assert gone(ATLAS, "gone", Hint("Zzzz", "Nulle part"), None).near == ""
