"""Codes of any year are brought to the communes of today, and only when it can be told."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.locating.communes import MOVES, cog_of, commune_code, make_cog
from tests.loaders.zoning_files import small_region

CODES = [f"0200{digit}" for digit in range(6)]


def moves(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["old", "new", "kind"])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("02001", "02001"),
        (" 2001 ", "02001"),
        ("2a004", "2A004"),
        ("59", ""),
        ("", ""),
        ("020O1", ""),
        ("٠٢٠٠١", ""),
        ("020011", ""),
        ("2A04", ""),
    ],
)
def test_a_code_is_read_with_its_lost_zero(cell: str, code: str) -> None:
    assert commune_code(cell) == code


def test_mergers_are_followed_to_the_end(communes) -> None:
    cog = cog_of(small_region(communes))
    assert cog.current("80001") == "80001"
    assert cog.current("80009") == "80001"
    assert cog.current("80010") == "80001", "merged into a commune that was merged in its turn"
    assert cog.current("80999") == ""
    assert cog.has_left("80012")
    assert cog.current("80012") == ""
    assert not cog.has_left("80999")
    assert not cog.has_left("80009")


def test_a_commune_cut_in_two_is_neither() -> None:
    cog = make_cog(
        ["02001", "02002"], moves(("02009", "02008", "devient"), ("02008", "02005", "devient"))
    )
    assert cog.current("02009") == ""
    # Two ends of which none is of today yet: both are followed.
    rows = moves(
        ("02009", "02007", "devient"), ("02009", "02008", "devient"),
        ("02007", "02001", "devient"), ("02008", "02002", "devient"),
    )  # fmt: skip
    cut = make_cog(["02001", "02002"], rows)
    assert cut.current("02009") == ""
    assert cut.candidates("02009") == ("02001", "02002")


def test_the_first_table_says_where_a_code_is_today() -> None:
    """Events know where Neuville was in 2019; the base knows where it is."""
    rows = moves(("02009", "02002", "devient"), ("02009", "02001", "devient"))
    assert make_cog(["02001", "02002"], rows).current("02009") == "02002"


def test_a_commune_separated_since_takes_the_row_of_the_whole(communes) -> None:
    cog = cog_of(small_region(communes))
    assert cog.inherited(frozenset({"02003", "80001"})) == {"02004": "02003"}
    assert cog.inherited(frozenset({"02003", "02004"})) == {}
    assert cog.inherited(frozenset({"80001"})) == {}


def test_without_any_move_only_codes_of_today_are_known(communes) -> None:
    context = SimpleNamespace(communes=communes, nomenclatures={})
    assert cog_of(context).current("80001") == "80001"
    assert cog_of(context).current("80009") == ""


rows_of_moves = st.lists(
    st.tuples(
        st.sampled_from(CODES), st.sampled_from(CODES), st.sampled_from(["devient", "separee"])
    ),
    max_size=12,
)


@given(st.sets(st.sampled_from(CODES)), rows_of_moves, st.sampled_from(CODES))
def test_bringing_twice_is_bringing_once(today: set[str], rows, code: str) -> None:
    """Whatever the moves, loops included, the end is a commune of today or nothing."""
    cog = make_cog(today, moves(*rows))
    once = cog.current(code)
    assert once == "" or once in today
    assert cog.current(once) == once
    if code in today:
        assert once == code
    assert set(cog.inherited(frozenset(today))) == set()


def test_the_name_of_the_table_is_the_one_that_sources_give() -> None:
    from loaders.sources.zonings.commune_moves import COMMUNE_MOVES

    assert COMMUNE_MOVES.gives == (MOVES,)
