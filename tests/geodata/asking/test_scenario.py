import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.query import BadQuery, UnknownCode
from geodata.asking.scenario import Scenario, parse_scenario, resolve, write_scenario

COMMUNE = st.from_regex(r"[0-9][0-9AB][0-9]{3}", fullmatch=True)
SITE = st.from_regex(r"[A-Za-z0-9_.\-]{1,20}", fullmatch=True)
PLACES = st.integers(0, 9999)


@given(
    st.dictionaries(COMMUNE, st.none() | PLACES, max_size=5),
    st.lists(SITE, max_size=5, unique=True),
    st.dictionaries(SITE, PLACES, max_size=5),
)
def test_an_address_keeps_a_scenario(openings, closings, capacities):
    scenario = Scenario(openings, tuple(closings), capacities)
    assert parse_scenario(write_scenario(scenario)) == scenario


@given(st.sampled_from(["open", "close", "capacity"]), st.text(max_size=60))
def test_any_text_is_read_or_refused_in_french(name, text):
    try:
        parse_scenario({name: text})
        return
    except BadQuery as bad:
        problem = bad
    assert problem.parameter == name
    assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"open": "Hirson"}, "code d'une commune"),
        ({"open": "02361:beaucoup"}, "nombre de places"),
        ({"open": "02361:-3"}, "nombre de places"),
        ({"open": "02361:"}, "nombre de places"),
        ({"close": "site 7"}, "identifiant d'un site"),
        ({"close": "site-7:3"}, "sans nombre"),
        ({"capacity": "site-7"}, "Il manque"),
        ({"open": ",".join(["02361"] * 21)}, "20 changements"),
    ],
)
def test_says_what_is_wrong(args, message):
    with pytest.raises(BadQuery, match=message):
        parse_scenario(args)


def test_finds_rows():
    scenario = parse_scenario({"open": "02361:24,59350", "close": "s2", "capacity": "s1:7"})
    changes = resolve(scenario, ["59350", "02361"], ["s0", "s1", "s2"])
    assert changes.opened.tolist() == [1, 0]
    assert changes.opened_places[0] == 24
    assert np.isnan(changes.opened_places[1])
    assert (changes.closed.tolist(), changes.resized.tolist()) == ([2], [1])
    assert changes.resized_places.tolist() == [7]


@pytest.mark.parametrize("args", [{"open": "75056"}, {"close": "x"}, {"capacity": "x:1"}])
def test_refuses_what_the_region_does_not_have(args):
    with pytest.raises(UnknownCode, match="n'est pas dans la région"):
        resolve(parse_scenario(args), ["59350"], ["s0"])


def test_nothing_by_default():
    assert parse_scenario({}).empty
    assert not parse_scenario({"close": "a"}).empty
