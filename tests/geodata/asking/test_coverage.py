"""A planner's question is read from an address, and written back the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.asking.coverage import (
    MEASURES,
    POPULATIONS,
    CoverageParameters,
    CoverageQuery,
    parse_coverage,
    parse_coverage_leniently,
    write_coverage,
)
from geodata.asking.parameters import Filters
from geodata.asking.query import MAX_MINUTES, BadQuery, Query
from geodata.asking.reading import only_one_of
from geodata.asking.scenario import Scenario
from geodata.classes import METHODS
from geodata.places.zoning import GROUPINGS
from geodata.vocabulary import MODES

scenarios = st.builds(
    Scenario,
    openings=st.dictionaries(
        st.from_regex(r"[0-9]{5}", fullmatch=True), st.none() | st.integers(0, 9999), max_size=3
    ),
    closings=st.lists(st.sampled_from(["site-1", "site-2"]), unique=True).map(tuple),
    capacities=st.dictionaries(st.sampled_from(["site-3", "site-4"]), st.integers(0, 9999)),
)
questions = st.builds(
    CoverageQuery,
    query=st.builds(Query, level=st.sampled_from([(), (3,), (4, 5)])),
    mode=st.sampled_from(sorted(MODES)),
    threshold=st.integers(0, MAX_MINUTES),
    population=st.sampled_from(sorted(POPULATIONS)),
    by=st.sampled_from(sorted(GROUPINGS)),
    measure=st.sampled_from(sorted(MEASURES)),
    classes=st.sampled_from(sorted(METHODS)),
    scenario=scenarios,
)  # fmt: skip


@given(questions)
def test_a_written_question_reads_back_the_same(asked):
    assert parse_coverage(write_coverage(asked)) == asked


OWN = sorted(CoverageParameters.model_fields.keys() - Filters.model_fields.keys())
"""The parameters that coverage adds to those of a search."""


@given(st.dictionaries(st.sampled_from(OWN), st.text(max_size=60)))
@example({"threshold": "999", "mode": "fusée"})
def test_reading_leniently_loses_only_what_cannot_be_read(args):
    asked, problems = parse_coverage_leniently(args)
    instead = {problem.parameter: problem.instead for problem in problems}
    read = {name: instead.get(name, text) for name, text in args.items()}
    kept = {name: text for name, text in read.items() if text or name not in instead}
    assert asked == parse_coverage(kept)
    assert all(problem.message for problem in problems)


@pytest.mark.parametrize(
    ("args", "parameter"),
    [
        ({"threshold": "abc"}, "threshold"),
        ({"threshold": "99999"}, "threshold"),
        ({"by": "canton"}, "by"),
        ({"population": "0_19,total"}, "population"),
        ({"measure": "beauté"}, "measure"),
        ({"open": "Hirson"}, "open"),
        ({"capacity": "site-1"}, "capacity"),
    ],
)
def test_what_cannot_be_read_is_named(args, parameter):
    with pytest.raises(BadQuery) as caught:
        parse_coverage(args)
    assert caught.value.parameter == parameter


def test_the_place_of_a_search_is_not_a_question_of_coverage():
    assert parse_coverage({"lieu": "02381", "near": "3,50"}).query.near is None


@pytest.mark.parametrize("name", ["open", "close", "capacity"])
def test_a_scenario_can_be_lifted_part_by_part(name):
    asked = parse_coverage({"open": "02381:24", "close": "a", "capacity": "b:12"})
    left = write_coverage(asked.without(name))
    assert name not in left
    assert {"open", "close", "capacity"} - {name} <= set(left)


def test_a_value_may_be_empty_only_where_the_list_has_it():
    assert only_one_of("croise", "", {"": "", "frr": "FRR"}) == ""
    with pytest.raises(BadQuery, match="une seule valeur"):
        only_one_of("mode", "", MODES)
