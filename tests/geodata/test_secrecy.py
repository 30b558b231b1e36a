"""Shares of which some terms are secret: bounds, known pairs, and what says nothing."""

from math import isnan, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.secrecy import paired, share, shares

CELLS = pd.DataFrame(
    {
        "projects": [100, 20, 30, None],
        "difficult": [80, 10, None, None],
        "seasonal": [0, None, None, None],
        "partial": "",
    }
)


def summed(cells, part):
    pairs = paired(cells, part)
    return share(cells[part].sum(min_count=1), cells["projects"].sum(min_count=1), pairs.sum())


def test_a_secret_is_between_nothing_and_all():
    found = summed(CELLS, "difficult")
    assert (found.low, found.high, found.known) == (60, 80, 75)
    assert not found.exact
    assert paired(CELLS, "difficult").tolist() == [100, 20, 0, 0]


def test_without_a_secret_the_share_is_exact():
    found = summed(CELLS.head(2), "difficult")
    assert found.exact
    assert (found.low, found.high, found.known) == (75, 75, 75)


def test_a_published_zero_is_a_zero_and_secrets_alone_say_nothing():
    assert summed(CELLS.head(1), "seasonal").known == 0
    hidden = summed(CELLS.iloc[[2]], "difficult")
    assert (hidden.low, hidden.high, hidden.known, hidden.told) == (0, 100, None, False)
    assert share(nan, nan, 0) is None
    assert share(0, 0, 0) is None


def test_a_sum_that_does_not_say_its_pairs_has_bounds_only():
    rows = pd.DataFrame(
        {"projects": [100, 100], "difficult": [40, 40], "partial": ["projects difficult", ""]}
    )
    table = shares(rows, "difficult")
    assert table.loc[0, ["low", "high"]].tolist() == [40, 100]
    assert isnan(table.loc[0, "known"])
    assert table.loc[1].tolist() == [40, 40, 40]
    with_pairs = shares(rows.assign(difficult_of=[50, 100]), "difficult")
    assert with_pairs.loc[0].tolist() == [40, 90, 80]


def test_a_part_whose_whole_is_secret_is_in_neither_term():
    found = share(part=70, whole=60, paired=50)
    assert found.known == 100
    assert found.high == 100


@given(
    st.lists(
        st.tuples(st.integers(5, 99), st.integers(0, 99), st.booleans(), st.booleans()), min_size=1
    )
)
def test_the_true_share_is_within_the_bounds(cells):
    true = [(whole, min(part, whole), secret) for whole, part, secret, _ in cells]
    shown = pd.DataFrame(
        [(whole, None if secret else part) for whole, part, secret in true],
        columns=["projects", "difficult"],
    ).astype("Float64")
    found = share(
        float(shown["difficult"].sum()), float(shown["projects"].sum()),
        float(paired(shown, "difficult").sum()),
    )  # fmt: skip
    whole = 100 * sum(part for _, part, _ in true) / sum(whole for whole, *_ in true)
    assert found.low - 1e-9 <= whole <= found.high + 1e-9
    assert found.exact == all(not secret for *_, secret in true)
    assert found.known is None or found.low - 1e-9 <= found.known <= found.high + 1e-9


@pytest.mark.parametrize("part", ["difficult", "seasonal"])
def test_rows_keep_their_index(part):
    rows = CELLS.set_axis([7, 3, 5, 1])
    assert shares(rows, part).index.tolist() == [7, 3, 5, 1]
