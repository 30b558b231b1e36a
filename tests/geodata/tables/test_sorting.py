"""An order, against a plain sort and against the browser's own comparison."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.in_node import in_node

from geodata.coverage.order import ORDERS as TERRITORIES
from geodata.finding.order import ORDERS as COURSES
from geodata.needs.order import ORDERS as METIERS
from geodata.tables.sorting import Order, chosen

# Few values, so that ties are many; a row may lack any of them.
rows = st.lists(st.tuples(*[st.none() | st.integers(-2, 2)] * 3), max_size=12)
keys = st.lists(st.sampled_from("abc"), unique=True, min_size=1).flatmap(
    lambda names: st.tuples(*[st.sampled_from([name, f"-{name}"]) for name in names])
)


def sorted_by_hand(keys, rows):
    def place(at):
        values = [(rows[at]["abc".index(key[-1])], key.startswith("-")) for key in keys]
        return [(v is None, 0 if v is None else -v if down else v) for v, down in values]

    return sorted(range(len(rows)), key=place)


def ordered(keys, rows):
    table = pd.DataFrame(rows, columns=list("abc"), dtype=float)
    return list(Order("", tuple(keys)).of(table).index)


@pytest.fixture(scope="module")
def in_the_browser():
    """The positions of rows once sorted by the page."""
    sort = "({ keys, rows }) => rows.sort(Atlas.order(keys)).map((row) => row.at)"
    with in_node("base/order.js", sort) as ask:
        yield lambda keys, rows: ask(
            keys=keys,
            rows=[dict(zip("abc", row, strict=True), at=at) for at, row in enumerate(rows)],
        )


@given(keys=keys, rows=rows)
def test_an_order_is_that_of_a_plain_sort(keys, rows):
    assert ordered(keys, rows) == sorted_by_hand(keys, rows)


@given(keys=keys, rows=rows)
def test_the_browser_sorts_as_the_server_does(in_the_browser, keys, rows):
    assert in_the_browser(keys, rows) == ordered(keys, rows)


def test_what_is_not_known_comes_last_in_both_directions():
    rows = [(1, 0, 0), (math.nan, 0, 0), (2, 0, 0)]
    assert ordered(("a",), rows) == [0, 2, 1]
    assert ordered(("-a",), rows) == [2, 0, 1]


@pytest.mark.parametrize("orders", [COURSES, METIERS, TERRITORIES])
def test_an_unknown_name_is_the_first_order(orders):
    first = next(iter(orders.values()))
    assert {chosen(orders, name) for name in (None, "", "lune")} == {first}
    assert [chosen(orders, name) for name in orders] == list(orders.values())


@given(st.data())
def test_rows_are_in_the_order_of_a_table(data):
    """Numbers, flags and dates, unknown ones too, against what pandas sorts."""
    n = data.draw(st.integers(0, 12))
    columns = {
        "number": np.array(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)), int),
        "flag": np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)), bool),
        "day": np.array(
            data.draw(st.lists(st.sampled_from(["2026-01-01", "2026-02-01", "NaT"]), min_size=n,
                               max_size=n)), "datetime64[D]"),
    }  # fmt: skip
    keys = data.draw(st.permutations(["number", "flag", "day"]))
    signs = data.draw(st.lists(st.sampled_from(["", "-"]), min_size=3, max_size=3))
    order = Order("", tuple(f"{sign}{key}" for sign, key in zip(signs, keys, strict=True)))
    assert order.rows(columns).tolist() == order.of(pd.DataFrame(columns)).index.tolist()
