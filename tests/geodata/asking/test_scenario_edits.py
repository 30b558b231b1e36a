import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.query import BadQuery
from geodata.asking.scenario import MOST_CHANGES, Scenario, parse_scenario, write_scenario
from geodata.asking.scenario_edits import closed, opened, resized, without

NOTHING = Scenario({})


def test_openings_add_up_and_the_last_number_of_places_holds():
    scenario = opened(opened(NOTHING, ["02381"], 24), ["02381", "59350"])
    assert scenario.openings == {"02381": None, "59350": None}
    assert opened(NOTHING, ["02381"], 24).openings == {"02381": 24}


def test_a_site_is_either_closed_or_given_places():
    scenario = closed(resized(NOTHING, "a", 12), "a")
    assert (scenario.closings, scenario.capacities) == (("a",), {})
    scenario = resized(scenario, "a", 0)
    assert (scenario.closings, scenario.capacities) == ((), {"a": 0})


@pytest.mark.parametrize("kind", ["open", "close", "capacity"])
def test_a_change_taken_away_leaves_the_others(kind):
    scenario = parse_scenario({"open": "02381:5,59350", "close": "a,b", "capacity": "c:1,d:2"})
    key = {"open": "02381", "close": "a", "capacity": "c"}[kind]
    left = write_scenario(without(scenario, kind, key))
    whole = write_scenario(scenario)
    kept = {"open": "59350", "close": "b", "capacity": "d:2"}[kind]
    assert left == {**whole, kind: kept}


@given(st.text(), st.text())
def test_what_is_not_there_is_taken_away_without_a_word(kind, key):
    scenario = parse_scenario({"open": "02381:5", "close": "a"})
    expected = write_scenario(scenario)
    if (kind, key) not in {("open", "02381"), ("close", "a")}:
        assert write_scenario(without(scenario, kind, key)) == expected


def test_an_address_cannot_carry_more_changes_than_it_reads():
    codes = [f"02{n:03d}" for n in range(MOST_CHANGES)]
    full = opened(NOTHING, codes)
    parse_scenario(write_scenario(full))
    with pytest.raises(BadQuery, match=f"{MOST_CHANGES} changements"):
        opened(full, ["59350"])
    with pytest.raises(BadQuery):
        closed(Scenario({}, tuple(codes)), "site")
    with pytest.raises(BadQuery):
        resized(Scenario({}, (), dict.fromkeys(codes, 1)), "site", 1)
