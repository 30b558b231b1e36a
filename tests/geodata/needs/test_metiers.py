"""Métiers joined across nomenclatures, and the courses that lead to them."""

import pandas as pd
import pytest
from atlases.needs import links, needs_atlas, tensions

from geodata.needs.metiers import courses_of, join_metiers, linked, metiers
from geodata.needs.near_metiers import NEAR


@pytest.fixture(scope="module")
def atlas():
    return needs_atlas()


def test_namesakes_are_one_metier_with_its_rome_and_their_parts(atlas):
    metier = metiers(atlas).find("V0Z60")
    assert (metier.label, metier.fap2009, metier.fap2021) == ("Aides-soignants", "V0Z60", "V0X60")
    assert metier.romes == ("J1501", "J1599")
    assert metier.older_label == ""
    assert (metier.family, metiers(atlas).families["V"]) == ("V", "Santé, action sociale")


def test_a_metier_is_found_by_any_of_its_codes(atlas):
    found = metiers(atlas)
    for code in ("V0Z60", "V0X60", "J1501", "J1599"):
        assert found.find(code).key == "V0Z60"
    with pytest.raises(KeyError):
        found.find("Z9999")


def test_near_names_are_joined_and_told(atlas):
    metier = metiers(atlas).find("S1Z20")
    assert metier.fap2021 == "S1X20"
    assert metier.label == "Aides de cuisine et employés polyvalents"
    assert metier.older_label == "Aides de cuisine"


def test_a_metier_without_twin_or_rome_stands_alone(atlas):
    metier = metiers(atlas).find("B2X30")
    assert (metier.fap2009, metier.romes) == ("", ())
    position = metiers(atlas).position
    known = linked(atlas)
    assert not known[position["B2X30"]]
    assert known[position["V0Z60"]]


def test_one_code_for_two_things_gives_two_keys():
    # Without a pair, T2A60 of 2009 and T2A60 of 2021 must not be mistaken for one another.
    rows = [
        {**tensions().iloc[0].to_dict(), "metier": "B2A60", "label": "Neuf"},
        {**tensions().iloc[6].to_dict(), "metier": "B2A60", "label": "Ancien"},
    ]
    found = join_metiers(pd.DataFrame(rows), links().iloc[:0], {})
    assert {metier.key: metier.label for metier in found.rows} == {
        "B2A60": "Ancien", "B2A60-2021": "Neuf",
    }  # fmt: skip


def test_a_rome_that_no_family_holds_is_a_metier():
    rows = tensions().assign(metier=lambda t: t["metier"].replace("J1501", "K9999"))
    found = join_metiers(rows, links().iloc[:0], {"K9999": "Métier neuf"})
    assert found.find("K9999").label == "Métier neuf"
    assert found.find("K9999").romes == ("K9999",)


def test_courses_lead_by_their_rome_and_may_lead_to_several(atlas):
    leads, position = courses_of(atlas).toarray(), metiers(atlas).position
    titles = atlas.offers["offer"].to_numpy()
    assert set(titles[leads[position["V0Z60"]] > 0]) == {"soin-1", "soin-2", "loin"}
    assert set(titles[leads[position["S1Z40"]] > 0]) == {"soin-2", "cuisine"}
    assert not leads[position["B2X30"]].any()


def test_nothing_loaded_gives_no_metier():
    atlas = needs_atlas(tension=pd.DataFrame(), crosswalks=pd.DataFrame())
    assert metiers(atlas).rows == ()
    assert courses_of(atlas).shape == (0, 4)


def test_the_table_of_near_names_pairs_each_code_once():
    assert len(set(NEAR.values())) == len(NEAR)
    assert all(len(code) == 5 for pair in NEAR.items() for code in pair)
