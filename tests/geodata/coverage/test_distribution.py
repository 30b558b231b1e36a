"""Curves of travel time, against plain counts."""

from datetime import date

import numpy as np
import pytest
from atlases.small import offer, small_atlas
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.distribution import MOST_CURVES, WHOLE, distribution, distribution_rows

TODAY = date(2026, 11, 22)


def ask(atlas, **args):
    return cover(atlas, parse_coverage({k: str(v) for k, v in args.items()}), TODAY)


@settings(max_examples=10, deadline=None)
@given(domain=st.sampled_from(["sante", "transport-logistique"]), minute=st.integers(0, 120))
def test_a_curve_is_the_share_of_people_within_each_minute(atlas, domain, minute):
    covered = ask(atlas, domain=domain)
    shown = distribution(covered, "departement", ["02"])
    inside = (atlas.communes["departement"] == "02").to_numpy()
    near = inside & (covered.minutes <= minute)
    expected = covered.people[near].sum() / covered.people[inside].sum()
    assert shown.curves.at[minute, "02"] == pytest.approx(expected, abs=1e-12)
    assert (shown.curves.diff().dropna() >= 0).all(axis=None)


def test_without_a_choice_the_best_and_the_least_covered_are_compared(atlas):
    covered = ask(atlas, domain="transport-logistique", level=3)
    shown = distribution(covered, "spel")
    table = covered.table("spel")
    assert shown.by_default
    whole, best, least = shown.names
    assert whole == WHOLE
    # Several may be covered whole: any of them is the best.
    assert table.at[best, "share"] == table["share"].max()
    assert table.at[least, "share"] == table["share"].min()


def test_a_choice_keeps_known_territories_and_four_at_most(atlas):
    covered = ask(atlas, domain="sante")
    codes = ["02", "59", "nulle-part", "60", "62", "80"]
    shown = distribution(covered, "departement", codes)
    assert list(shown.names) == [WHOLE, "02", "59", "60", "62"]
    assert len(shown.names) == 1 + MOST_CURVES
    assert not shown.by_default


def test_minutes_of_a_share_are_where_the_curve_reaches_it(atlas):
    shown = distribution(ask(atlas, domain="sante"), "departement", ["02"])
    half = shown.minutes_of("02", 0.5)
    assert shown.curves.at[half, "02"] >= 0.5
    assert half == 0 or shown.curves.at[half - 1, "02"] < 0.5


def test_nothing_offered_puts_everybody_beyond_and_gives_no_index():
    shown = distribution(ask(small_atlas([offer("x", site="")])), "departement")
    assert shown.curves.max(axis=None) == 0
    assert np.isnan(shown.gini_minutes)
    assert np.isnan(shown.gini_places)
    assert shown.without_course == 4000
    assert shown.minutes_of(WHOLE, 0.5) is None


def test_rural_and_urban_are_not_told_apart_without_the_density_grid():
    atlas = small_atlas()
    assert distribution(ask(atlas), "departement").gap is None
    atlas.communes["density"] = ["1", "1", "7", ""]
    gap = distribution(ask(atlas), "departement").gap
    assert gap is not None
    assert gap.unknown == 1000


def test_the_file_has_a_row_a_minute_and_a_column_a_territory(atlas):
    table = distribution_rows(distribution(ask(atlas, domain="sante"), "departement", ["02"]))
    assert list(table) == ["Minutes", "Hauts-de-France", "Aisne"]
    assert table["Minutes"].tolist() == list(range(121))
    assert table["Aisne"].between(0, 100).all()


def test_the_band_of_a_share_is_that_of_the_territory(atlas):
    covered = ask(atlas, domain="sante")
    shown = distribution(covered, "departement", ["02"])
    row = covered.table("departement").loc["02"]
    least, most = shown.band("02")
    assert least == pytest.approx(row["covered_least"] / row["population"])
    assert most == pytest.approx(row["covered_most"] / row["population"])
    assert least < row["share"] < most
