"""The planner's figures, against plain loops over communes and courses."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import offer, small_atlas
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.coverage import parse_coverage
from geodata.asking.query import UnknownCode
from geodata.coverage.answer import cover
from geodata.coverage.export import coverage_rows
from geodata.coverage.map import classed
from geodata.domains import DOMAINS
from geodata.portrait.weights import weights_of
from geodata.travel.model import SPEED_LAWS

TODAY = date(2026, 11, 22)


def ask(atlas, **args):
    asked = parse_coverage({name: str(value) for name, value in args.items()})
    return cover(atlas, asked, TODAY)


@settings(max_examples=12, deadline=None)
@given(
    domain=st.sampled_from(sorted(DOMAINS)),
    mode=st.sampled_from(sorted(SPEED_LAWS)),
    threshold=st.integers(0, 120),
)
def test_minutes_and_people_equal_a_plain_loop(atlas, domain, mode, threshold):
    covered = ask(atlas, domain=domain, mode=mode, threshold=threshold)
    offers = atlas.offers
    here = offers[
        (offers["domain"] == domain) & (offers["modality"] != "distance") & (offers["site"] != "")
    ]
    rows = [i for i, site in enumerate(atlas.sites["site"]) if site in set(here["site"])]
    matrix = atlas.travel[mode]
    nearest = [min((matrix[i][c] for i in rows), default=255) for c in range(0, 3782, 97)]
    assert list(covered.minutes[::97]) == nearest
    inside = [
        int(people)
        for people, minutes in zip(atlas.communes["population"], covered.minutes, strict=True)
        if minutes <= threshold and minutes != 255
    ]
    assert covered.whole["covered_population"] == sum(inside)


@pytest.mark.parametrize("by", ["commune", "departement", "spel", "epci", "zrr", "qpv", "region"])
def test_territories_add_up_to_the_region(atlas, by):
    covered = ask(atlas, domain="sante", threshold=20, by=by)
    table = covered.table(by)
    assert table["population"].sum() == covered.whole["population"] == 5_992_194
    assert table["covered_population"].sum() == covered.whole["covered_population"]
    assert (table["covered_least"] <= table["covered_population"]).all()
    assert (table["covered_population"] <= table["covered_most"]).all()


def test_exported_rows_are_the_table_s(atlas):
    covered = ask(atlas, domain="transport-logistique", by="spel")
    rows = coverage_rows(covered)
    assert len(rows) == 26
    assert rows["population"].sum() == 5_992_194
    assert set(rows["nearest_site"]) <= set(atlas.sites["site"])


def test_classes_count_every_commune_and_everyone(atlas):
    for measure in ("minutes", "accessibility", "courses"):
        covered = ask(atlas, domain="sante", measure=measure, threshold=25)
        lines = classed(covered).lines
        assert sum(line.communes for line in lines) == 3782
        assert sum(line.people for line in lines) == 5_992_194


def test_the_threshold_is_a_bound_of_the_map(atlas):
    assert 37.0 in classed(ask(atlas, threshold=37)).upper


def test_nothing_offered_is_out_of_reach_everywhere():
    atlas = small_atlas([offer("x", site="alpha", level=3)])
    covered = ask(atlas, level=8)
    assert (covered.minutes == 255).all()
    assert covered.offer.total == 0
    assert covered.whole["covered_population"] == 0


def test_distance_and_unplaced_courses_cover_nothing_and_are_counted():
    atlas = small_atlas([offer("far", modality="distance"), offer("lost")])
    covered = ask(atlas, threshold=240)
    assert (covered.offer.distance, covered.offer.unplaced, covered.offer.placed) == (1, 1, 0)
    assert covered.whole["covered_population"] == 0


def test_a_threshold_of_zero_covers_only_who_is_there():
    atlas = small_atlas([offer("x", site="alpha")])
    covered = ask(atlas, threshold=0)
    assert covered.whole["covered_population"] == 1000


def test_opening_a_course_never_takes_anyone_away():
    atlas = small_atlas([offer("x", site="alpha")])
    before = ask(atlas, threshold=5)
    after = ask(atlas, threshold=5, open="02004")
    assert (after.minutes <= before.minutes).all()
    assert after.whole["covered_population"] == 2000


def test_an_unknown_commune_in_a_scenario_is_named():
    with pytest.raises(UnknownCode) as caught:
        ask(small_atlas(), open="99999")
    assert caught.value.parameter == "open"


def test_age_bands_count_their_own_people(atlas):
    young = ask(atlas, domain="sante", population="0_19").whole["population"]
    assert young == atlas.communes["pop_0_19"].sum()


def test_ages_that_nobody_says_are_refused_rather_than_counted_as_nobody(atlas):
    unsaid = atlas.communes.assign(pop_0_19=pd.array([pd.NA] * len(atlas.communes), dtype="Int64"))
    silent = replace(atlas, communes=unsaid, _kept={})
    assert ask(silent).whole["population"] == atlas.communes["population"].sum()
    with pytest.raises(UnknownCode, match="n'est pas connu"):
        ask(silent, population="0_19")
    assert weights_of(silent, "jeunes") is None


def test_accessibility_shares_every_place_that_can_be_reached(atlas):
    covered = ask(atlas, domain="sante", population="20_64")
    shared = float(np.sum(covered.accessibility * covered.people) / 1000)
    assert shared == pytest.approx(covered.offer.places[covered.offer.mask].sum(), rel=1e-6)
