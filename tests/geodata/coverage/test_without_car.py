"""Who depends on a car, against the core functions and plain loops."""

from datetime import date

import numpy as np
import pytest
from atlases.small import FULL, offer, small_atlas
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.nearest import nearest
from geodata.coverage.without_car import minutes_by_mode, without_car
from geodata.finding.answer import match
from geodata.travel.margin import OUT_OF_REACH, half_width
from geodata.travel.model import SPEED_LAWS

TODAY = date(2026, 11, 22)


def ask(atlas, **args):
    covered = cover(atlas, parse_coverage({k: str(v) for k, v in args.items()}), TODAY)
    return covered, match(atlas, covered.asked.query, TODAY)[0]


def by_bicycle(atlas, kilometres):
    """Minutes by bicycle, 255 beyond a number of kilometres on the road."""
    apart = cdist(atlas.site_xy, atlas.commune_xy) * SPEED_LAWS["velo"].detour
    return np.where(apart <= 1000 * kilometres, atlas.travel["velo"], np.uint8(OUT_OF_REACH))


@settings(max_examples=8, deadline=None)
@given(kilometres=st.integers(0, 50))
def test_a_longest_way_by_bicycle_puts_what_is_farther_out_of_reach(atlas, kilometres):
    covered, _ = ask(atlas, domain="transport-logistique", level=3)
    found = minutes_by_mode(covered, kilometres)
    assert (found["velo"] == nearest(by_bicycle(atlas, kilometres), covered.open_sites)).all()
    assert (found["voiture"] == covered.minutes).all()


def test_territories_add_up_and_courses_are_those_a_plain_loop_finds(atlas):
    covered, which = ask(atlas, domain="transport-logistique", level=3, threshold=20)
    shown = without_car(covered, which, "departement", 10)
    assert shown.table["car_only"].sum() == shown.whole["car_only"] > 0
    assert shown.communes["population"].sum() == shown.whole["car_only"]
    aisne = (atlas.communes["departement"] == "02").to_numpy()
    open_rows = np.flatnonzero(covered.open_sites)
    bicycle = by_bicycle(atlas, 10)
    total = dependent = 0
    for row in open_rows:
        if atlas.travel["voiture"][row][aisne].min() > 20:
            continue
        total += covered.offer.courses[row]
        others = (bicycle[row][aisne], atlas.travel["marche"][row][aisne])
        dependent += covered.offer.courses[row] * all(times.min() > 20 for times in others)
    assert shown.table.loc["02", ["courses", "car_courses"]].tolist() == [total, dependent]


def test_an_opening_is_reached_by_bicycle_within_the_distance_only():
    atlas = small_atlas([{**FULL}])
    covered, _ = ask(atlas, open="02004", threshold=60)
    near, far = minutes_by_mode(covered, 5), minutes_by_mode(covered, 50)
    row = atlas.communes["code"].tolist().index("02003")
    assert near["velo"][row] == 255
    assert far["velo"][row] < 255
    assert near["velo"][row + 1] == 0


def test_ways_round_are_counted_apart_and_boarding_is_not_known():
    atlas = small_atlas([{**FULL}, offer("far", modality="distance"), offer("b", site="alpha")])
    covered, which = ask(atlas)
    found = without_car(covered, which, "departement").round
    assert (found.distance, found.mixed, found.boarding) == (1, 1, None)


@pytest.mark.parametrize("threshold", [0, 240])
def test_a_threshold_that_no_one_or_everyone_meets(threshold):
    covered, which = ask(small_atlas(), threshold=threshold)
    shown = without_car(covered, which, "departement", 50)
    assert shown.whole["population"] == 4000
    counted = shown.whole["none"] + shown.whole["covered_voiture"]
    assert counted == 4000


@pytest.mark.parametrize("mode", ["voiture", "velo"])
def test_the_band_of_a_number_of_people_holds_it_and_its_ends_are_met(atlas, mode):
    covered, which = ask(atlas, domain="transport-logistique", level=3, threshold=20)
    shown = without_car(covered, which, "spel", 10)
    minutes = minutes_by_mode(covered, 10)[mode]
    unsure = covered.unsure_by(mode)
    wide = half_width(minutes, unsure.margin, unsure.placed) - 1e-9
    reached = minutes < OUT_OF_REACH
    ends = [
        int(covered.people[reached & (minutes + side * wide <= covered.asked.threshold)].sum())
        for side in (1, 0, -1)
    ]
    key = f"covered_{mode}"
    assert [int(shown.whole[name]) for name in (f"{key}_least", key, f"{key}_most")] == ends
    assert (shown.table["car_only_least"] <= shown.table["car_only"]).all()
    assert (shown.table["car_only"] <= shown.table["car_only_most"]).all()
    assert (shown.table["car_only_least"] < shown.table["car_only_most"]).any()
