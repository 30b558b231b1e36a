from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.selection import MOST, parse_selection


def test_ids_stay_in_their_order_once_with_the_commune():
    asked, problems = parse_selection({"formations": "b-2,a.1,b-2,c_3", "lieu": "62041"})
    assert asked.offers == ("b-2", "a.1", "c_3")
    assert asked.near.commune == "62041"
    assert problems == []


def test_an_exact_position_is_not_read():
    asked, problems = parse_selection({"formations": "a", "near": "2.77,50.28"})
    assert asked.near is None
    assert problems == []


def test_what_cannot_be_read_is_left_out_and_told():
    asked, problems = parse_selection({"formations": "a,<script>,b", "lieu": "?!"})
    assert (asked.offers, asked.near) == (("a", "b"), None)
    assert len(problems) == 2


def test_an_endless_selection_is_cut_and_it_is_said():
    asked, problems = parse_selection({"formations": ",".join(f"n{i}" for i in range(99))})
    assert asked.offers == tuple(f"n{i}" for i in range(MOST))
    assert str(MOST) in problems[0]


@given(st.dictionaries(st.sampled_from(["formations", "lieu", "near"]), st.text(max_size=60)))
def test_no_address_breaks_it(args):
    asked, _ = parse_selection(args)
    assert len(asked.offers) <= MOST
