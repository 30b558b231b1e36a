from datetime import date

import pytest
from small_atlas import FULL, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.asking.query import BadQuery
from geodata.coverage.answer import cover
from geodata.siting.best_places import (
    BestQuestion,
    best_csv,
    best_problem,
    best_table,
    out_of_reach,
    parse_best,
)
from geodata.siting.search import best_sites

TODAY = date(2026, 1, 1)


def covered(atlas=None, **args):
    atlas = atlas or small_atlas([FULL])
    return cover(atlas, parse_coverage({"threshold": "5", **args}), TODAY)


def answer(here, **args):
    stated = best_problem(here, parse_best(args))
    return stated, best_table(here, stated, best_sites(stated.problem, stated.question.p))


def test_the_best_places_are_out_of_reach_now_and_their_gains_add_up():
    here = covered()
    _, table = answer(here, p="2", candidates="all")
    assert len(table) == 2
    assert "80001" not in set(table["code"])
    assert table["together"].tolist() == table["people"].cumsum().tolist()
    assert out_of_reach(here) == 3000


def test_opening_what_is_proposed_gains_the_people_that_were_announced():
    here = covered()
    _, table = answer(here, p="3", candidates="all")
    after = covered(open=",".join(table["code"]))
    assert out_of_reach(here) - out_of_reach(after) == table["together"].iloc[-1]


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
    assert best_problem(covered(atlas), BestQuestion()).kind == "site"
    atlas.communes["centrality"] = ["", "Centre local", "", ""]
    stated = best_problem(covered(atlas), BestQuestion())
    assert (stated.kind, stated.rows.tolist()) == ("centre", [1])


def test_nothing_is_proposed_when_everybody_is_within_reach():
    here = covered(threshold="240")
    _, table = answer(here, candidates="all")
    assert table.empty
    assert best_csv(table).decode("utf-8-sig").startswith("Rang;")


@pytest.mark.parametrize(
    ("name", "text"),
    [("p", "0"), ("p", "11"), ("p", "²"), ("candidates", "ville"), ("priorities", "zrr,littoral")],
)
def test_a_question_that_cannot_be_read_names_what_is_wrong(name, text):
    with pytest.raises(BadQuery) as problem:
        parse_best({name: text})
    assert problem.value.parameter == name


def test_an_empty_question_has_defaults():
    assert parse_best({}) == BestQuestion(3, "centre", ())
