"""A table is sorted on the server as the browser sorts it on the page."""

import pytest
from atlases.small import texts
from dash import html
from hypothesis import given
from hypothesis import strategies as st
from samples.in_node import in_node

from layouts.kit.sorting import ColumnOrder, column_order, in_order, sort_key, sorted_rows
from layouts.kit.tables import table

# What cells say: figures, times, bounds, names, and what is not known.
cells = st.one_of(
    st.sampled_from(
        ["", "—", "Non disponible", "secret", "n. d.", "1\u202f234,5\u00a0%", "−3,2", "≥\u00a07",
         "1\u00a0h\u00a005", "≈ 30 min", "au moins 174\u202f511", "12 sur 40", "2e année", "10e"]
    ),
    st.integers(-999, 99999).map(str),
    st.text("aeéèçœzAEÉZ -'2", min_size=1, max_size=6),
)  # fmt: skip


@pytest.fixture(scope="module")
def in_the_browser():
    """The order of texts as the page has it."""
    sort = "({ texts, down }) => Atlas.sortedRows(texts.map(Atlas.sortKey), down)"
    with in_node("base/sorting.js", sort) as ask:
        yield lambda texts, down: ask(texts=texts, down=down)


@given(column=st.lists(cells, max_size=8), down=st.booleans())
def test_any_column_is_in_the_browsers_order(in_the_browser, column, down):
    assert sorted_rows([sort_key(text) for text in column], down) == in_the_browser(column, down)


@pytest.mark.parametrize("down", [False, True])
def test_the_names_of_the_region_are_in_the_browsers_order(in_the_browser, atlas, down):
    names = [str(name) for name in atlas.communes["name"]]
    assert sorted_rows([sort_key(name) for name in names], down) == in_the_browser(names, down)


def test_an_order_is_read_as_the_address_writes_it():
    assert column_order("mobilite.2.-3") == ColumnOrder("mobilite", 1, 2, down=True)
    assert column_order("1.2") == ColumnOrder("", 0, 1, down=False)
    for text in ("", "mobilite", "mobilite.0.1", "mobilite.1.00", "1.2.3.4", "<b>.1.1"):
        assert column_order(text) is None


def test_only_the_table_asked_for_changes():
    rows = [("Lens", "2"), ("Arras", "—"), ("Douai", "10")]
    page = html.Div([table("A", ("Lieu", "n"), rows), table("B", ("Lieu", "n"), rows)])
    in_order(page, column_order("2.-2"))
    first, second = page.children
    assert texts(first).index("Lens") < texts(first).index("Arras") < texts(first).index("Douai")
    assert texts(second).index("Douai") < texts(second).index("Lens") < texts(second).index("Arras")


@pytest.mark.parametrize("text", ["1.9", "7.1"])
def test_a_table_or_a_column_that_is_not_there_changes_nothing(text):
    page = table("A", ("Lieu", "n"), [("Lens", "2"), ("Arras", "1")])
    before = texts(page)
    assert texts(in_order(page, column_order(text))) == before
