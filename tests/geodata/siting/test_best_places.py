from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import FULL, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.asking.query import BadQuery, UnknownCode
from geodata.asking.siting import BestQuestion, parse_best, write_best
from geodata.coverage.answer import cover
from geodata.siting import best_places
from geodata.siting.best_places import best_problem, check_chosen
from geodata.siting.export import best_csv, best_rows
from geodata.siting.search import best_sites

TODAY = date(2026, 1, 1)


def covered(atlas=None, **args):
    atlas = atlas or small_atlas([FULL])
    return cover(atlas, parse_coverage({"threshold": "5", **args}), TODAY)


def solved(here, **args):
    # The four communes have a thousand people each: fewer than a usual question asks for.
    stated = best_problem(here, parse_best({"habitants_min": "0", **args}))
    return best_places.best_answer(stated, best_sites(stated.problem, stated.question.p))


def answer(here, **args):
    found = solved(here, **args)
    return found.stated, found.table


def test_the_best_places_are_out_of_reach_now_and_their_gains_add_up():
    here = covered()
    _, table = answer(here, p="2", candidates="all")
    assert len(table) == 2
    assert "80001" not in set(table["code"])
    assert table["together"].tolist() == table["people"].cumsum().tolist()
    assert solved(here, candidates="all").stated.beyond == 3000


def test_opening_what_is_proposed_gains_the_people_that_were_announced():
    here = covered()
    _, table = answer(here, p="3", candidates="all")
    after = covered(open=",".join(table["code"]))
    before, left = (int(one.people[one.minutes > 5].sum()) for one in (here, after))
    assert before - left == table["together"].iloc[-1]


def test_what_the_scenario_opens_is_not_proposed_again():
    _, table = answer(covered(open="02004"), p="10", candidates="all")
    assert "02004" not in set(table["code"])
    assert table["together"].iloc[-1] == 2000


def test_the_people_of_priority_communes_choose_the_place_but_are_counted_once():
    _, table = answer(covered(), p="1", candidates="all", priorities="zrr")
    assert table["code"].iloc[0] in {"80002", "02004"}  # the communes in ZRR
    assert table["people"].iloc[0] == 1000


def test_the_centres_are_proposed_where_the_grid_is_known_else_the_communes_with_a_site():
    atlas = small_atlas([FULL])
    assert best_problem(covered(atlas), BestQuestion(least=0)).kind == "site"
    atlas.communes["centrality"] = ["", "Centre local", "", ""]
    stated = best_problem(covered(atlas), BestQuestion(least=0))
    assert (stated.kind, stated.rows.tolist()) == ("centre", [1])


def test_nothing_is_proposed_when_everybody_is_within_reach():
    here = covered(threshold="240")
    found = solved(here, candidates="all")
    assert found.table.empty
    assert best_csv(found).decode("utf-8-sig").startswith("Rang;")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("habitants_min", "beaucoup"),
        ("choisies", "02é"),
        ("dans", "lune:1"),
        ("demande", "vieux"),
        ("places", "0"),
        ("p", "0"),
        ("p", "11"),
        ("p", "²"),
        ("candidates", "ville"),
        ("priorities", "zrr,littoral"),
    ],
)
def test_a_question_that_cannot_be_read_names_what_is_wrong(name, text):
    with pytest.raises(BadQuery) as problem:
        parse_best({name: text})
    assert problem.value.parameter == name


def test_an_empty_question_has_defaults():
    assert parse_best({}) == BestQuestion(3, "centre", (), least=5_000)


def test_a_question_is_written_as_it_is_read():
    full = {
        "p": "2", "candidates": "chosen", "choisies": "02003,02004", "habitants_min": "10",
        "dans": "spel:S1", "priorities": "frr,demandeurs", "demande": "20_64", "places": "12",
    }  # fmt: skip
    assert write_best(parse_best(full)) == full
    assert parse_best(write_best(BestQuestion())) == BestQuestion()


def test_only_communes_with_people_enough_are_proposed():
    atlas = small_atlas([FULL])
    atlas.communes["population"] = [1000, 4999, 5000, 6000]
    found = solved(covered(atlas), candidates="all", p="10", habitants_min="5000")
    assert set(found.table["code"]) == {"02003", "02004"}
    assert found.others.empty  # the fourth commune is no candidate, so no alternative either


def test_communes_chosen_by_hand_are_the_only_ones_however_small():
    atlas = small_atlas([FULL])
    question = {"candidates": "chosen", "choisies": "80002", "habitants_min": "5000"}
    assert solved(covered(atlas), **question).table["code"].tolist() == ["80002"]
    with pytest.raises(BadQuery) as problem:
        parse_best({"candidates": "chosen"})
    assert problem.value.parameter == "choisies"


@pytest.mark.parametrize(
    ("name", "question"),
    [("choisies", {"candidates": "chosen", "choisies": "75056"}), ("dans", {"dans": "spel:999"})],
)
def test_a_place_that_the_region_does_not_have_is_refused(name, question):
    with pytest.raises(UnknownCode) as problem:
        check_chosen(small_atlas([FULL]), parse_best(question))
    assert problem.value.parameter == name


def test_openings_are_kept_to_a_territory_and_still_count_who_lives_around():
    here = covered(threshold="30")
    found = solved(covered(), candidates="all", dans="departement:02", p="10")
    assert set(found.table["code"]) == {"02003", "02004"}
    wide = solved(covered(close="alpha", threshold="30"), candidates="all", dans="departement:02")
    assert wide.together == int(here.people.sum())


@pytest.mark.parametrize(
    ("asked", "demand", "band", "why"),
    [
        ({"level": "3"}, "", "0_19", "school"),
        ({"level": "3,4", "voie": "scolaire,apprentissage"}, "", "0_19", "school"),
        ({"level": "5"}, "", "20_64", "higher"),
        ({"level": "3", "voie": "continue"}, "", "20_64", "adults"),
        ({"public": "demandeurs_emploi"}, "", "20_64", "adults"),
        ({"level": "3,5"}, "", "total", "all"),
        ({"level": "3", "voie": "scolaire,continue"}, "", "total", "all"),
        ({}, "", "total", "all"),
        ({"level": "3", "population": "65_plus"}, "", "65_plus", "page"),
        ({"level": "3"}, "total", "total", "asked"),
    ],
)
def test_the_demand_is_that_of_the_question(asked, demand, band, why):
    found = best_problem(covered(**asked), BestQuestion(demand=demand, least=0)).demand
    assert (found.band, found.why) == (band, why)


def test_young_people_are_gained_and_those_of_the_page_told_beside_them():
    found = solved(covered(level="3"), candidates="all", p="1")
    row = found.table.iloc[0]
    assert (row["people"], row["everyone"]) == (250, 1000)
    assert found.stated.beyond == 750


def test_a_place_costs_what_the_courses_asked_for_have_or_what_is_said():
    found = solved(covered(), candidates="all", p="1")
    assert found.places == 24  # those of the one course
    assert found.table["per_place"].iloc[0] == pytest.approx(1000 / 24)
    said = solved(covered(), candidates="all", p="1", places="10")
    assert said.table["per_place"].iloc[0] == 100
    unknown = covered(small_atlas([{**FULL, "capacity": None}]))
    assert solved(unknown, candidates="all", p="1").places is None


def test_effects_by_spel_and_by_rural_zoning_add_up_to_the_gain():
    found = solved(covered(), candidates="all", p="2")
    assert set(found.effects) == {"spel", "zrr"}  # no FRR in this atlas
    for table in found.effects.values():
        assert table["gained"].sum() == found.together
        assert (table["before"] - table["after"] == table["gained"]).all()
        assert table["before"].sum() == found.stated.beyond
    least, most = found.band
    assert least <= found.together <= most


def test_the_spel_that_gains_most_comes_first_and_rural_communes_before_the_others():
    atlas = small_atlas([FULL])
    atlas.communes["spel"] = ["S1", "S1", "S2", "S2"]
    effects = solved(covered(atlas), candidates="all", p="3").effects
    assert effects["spel"]["gained"].to_dict() == {"S2": 2000, "S1": 1000}
    assert effects["spel"].index.tolist() == ["S2", "S1"]
    assert effects["zrr"].index.tolist() == ["1", "0"]


def test_an_alternative_says_what_the_exchange_loses():
    atlas = small_atlas([FULL])
    atlas.communes["population"] = [1000, 1000, 900, 850]
    found = solved(covered(atlas), candidates="all", p="1")
    assert found.table["code"].tolist() == ["80002"]
    assert found.others[["code", "lost"]].values.tolist() == [["02003", 100], ["02004", 150]]
    assert found.others["share"].tolist() == [0.9, 0.85]
    rows = best_rows(found)
    assert rows["role"].tolist() == ["proposée", "autre choix", "autre choix"]
    assert rows["lost"].fillna(0).tolist() == [0, 100, 150]


def seekers(atlas, basins):
    atlas.communes["bmo_basin"] = ["B1", "B1", "B2", ""]
    rows = [
        {"indicator": "Demandeurs d'emploi par secteur", "level": "bmo_basin", "code": code,
         "period": "", "value": float(value)}
        for code, values in basins.items() for value in values
    ]  # fmt: skip
    return replace(atlas, indicators=pd.DataFrame(rows))


def test_the_basin_with_more_job_seekers_weighs_more():
    atlas = seekers(small_atlas([FULL]), {"B1": [50, 60], "B2": [220]})
    # 110 for 1,100 people of 20 to 64, and 220 for 550: a tenth and four tenths, a fifth in all.
    ratio = best_places.weights_of(atlas, np.array([100, 100, 100, 100]), ["demandeurs"])
    assert ratio.tolist() == pytest.approx([50, 50, 200, 100])
    found = solved(covered(atlas), candidates="all", p="1", priorities="demandeurs")
    assert found.table["code"].tolist() == ["02003"]
    assert found.table["people"].tolist() == [1000]  # everyone counts once in what is told


def test_without_a_source_of_job_seekers_nothing_weighs():
    people = np.array([1, 2, 3, 4])
    assert best_places.weights_of(small_atlas([FULL]), people, ["demandeurs"]).tolist() == [
        1, 2, 3, 4,
    ]  # fmt: skip
