"""People counted where they live: the same figures as a plain loop over them, everywhere alike."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import CORNER, FULL, SIDE, offer, small_atlas, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.data.homes import homes as homes_panel
from geodata.asking.coverage import parse_coverage
from geodata.asking.siting import parse_best
from geodata.coverage.answer import Covered, cover
from geodata.coverage.at_home import at_home
from geodata.coverage.distribution import distribution
from geodata.coverage.simulation import difference
from geodata.coverage.without_car import without_car
from geodata.finding.answer import match
from geodata.places.homes import homes_of
from geodata.siting.best_places import best_answer, best_problem
from geodata.siting.search import best_sites
from geodata.travel.lived import Lived
from geodata.travel.model import matrix
from layouts.data.homes import homes_shown

TODAY = date(2026, 1, 1)
X, Y = CORNER
FAR_END = X + SIDE - 200
"""Alpha's eastern border: nearer to Bêta than its town hall, where the course is."""


def table(*rows) -> pd.DataFrame:
    columns = ["commune", "x", "y", "people"]
    return pd.DataFrame(rows, columns=columns).assign(source="essai")


TWO = table(
    ("80001", X + SIDE / 2, Y + SIDE / 2, 3.0), ("80001", FAR_END, Y + SIDE / 2, 1.0),
    ("80002", X + SIDE + 200, Y + SIDE / 2, 1.0), ("80002", X + 2 * SIDE - 200, Y + SIDE / 2, 1.0),
)  # fmt: skip


def lived(atlas, where=TWO):
    """Return an atlas whose people live there."""
    homes = homes_of(where, atlas.communes)
    travel = {
        mode: matrix(atlas.model, homes.xy, atlas.site_xy, mode) for mode in atlas.model.modes
    }
    known = Lived(homes, travel, atlas.travel, ("essai",))
    return replace(atlas, homes=known, travel=known.weighted(), _kept={})


def ask(atlas, **args) -> Covered:
    return cover(atlas, parse_coverage({name: str(value) for name, value in args.items()}), TODAY)


@pytest.fixture
def atlas():
    return lived(small_atlas([FULL]))


def by_hand(atlas, threshold: float, mode: str = "voiture") -> dict[str, float]:
    """Count people one point at a time, from the model itself, to the only course, in Alpha."""
    course = atlas.site_xy[[list(atlas.sites["site"]).index("alpha")]]
    found = {}
    for code, own in atlas.communes.set_index("code")[["x", "y"]].iterrows():
        points = TWO[TWO["commune"] == code]
        places = points[["x", "y"]].to_numpy() if len(points) else own.to_numpy(float)[None]
        people = points["people"].to_numpy() if len(points) else np.ones(1)
        minutes = np.floor(atlas.model.minutes(places, course, mode)[:, 0] + 0.5)
        found[code] = 1000 * people[minutes <= threshold].sum() / people.sum()
    return found


@settings(max_examples=25, deadline=None)
@given(threshold=st.integers(0, 40), mode=st.sampled_from(["voiture", "velo"]))
def test_people_are_those_of_a_loop_over_their_homes(threshold, mode) -> None:
    atlas = lived(small_atlas([FULL]))
    covered = ask(atlas, threshold=threshold, mode=mode)
    expected = by_hand(atlas, threshold, mode)
    assert covered.table("commune")["covered_population"].to_dict() == expected
    assert covered.whole["covered_population"] == sum(expected.values())
    assert covered.whole["population"] == 4000
    assert covered.whole["communes"] == 4


def test_the_part_of_a_commune_that_is_too_far_is_not_counted(atlas) -> None:
    # From Alpha's border the course of its town hall is some 10 minutes away.
    assert ask(atlas, threshold=6).table("commune").loc["80001", "covered_population"] == 750
    before = ask(replace(atlas, homes=None, travel=atlas.homes.halls, _kept={}), threshold=6)
    assert before.table("commune").loc["80001", "covered_population"] == 1000


def test_the_time_of_a_commune_is_the_mean_of_those_of_its_people(atlas) -> None:
    covered = ask(atlas, threshold=6)
    hall, border = (int(time) for time in covered.home_minutes[:2])
    assert covered.minutes[0] == np.floor((3 * hall + border) / 4 + 0.5)


def test_an_opening_gains_the_people_whom_the_counts_gain(atlas) -> None:
    before, after = ask(atlas, threshold=6), ask(atlas, threshold=6, open="80002")
    gained = difference(after)
    assert gained is not None
    change = after.whole["covered_population"] - before.whole["covered_population"]
    assert gained.gained - gained.lost == change
    assert gained.balance[0] <= change <= gained.balance[1]
    assert after.change.after.shape == (4,)
    assert gained.table["gained"].sum() == gained.gained


def test_the_best_place_gains_what_opening_it_gains(atlas) -> None:
    before = ask(atlas, threshold=6)
    stated = best_problem(before, parse_best({"habitants_min": "0", "p": "1", "candidates": "all"}))
    found = best_answer(stated, best_sites(stated.problem, 1))
    code = found.table["code"].iloc[0]
    after = ask(atlas, threshold=6, open=code)
    change = after.whole["covered_population"] - before.whole["covered_population"]
    assert found.together == change
    assert sum(found.effects["spel"]["gained"]) == change


def test_curves_and_the_panel_without_car_agree_with_the_count(atlas) -> None:
    covered = ask(atlas, threshold=6)
    whole = covered.whole
    curve = distribution(covered, "departement").curves["region"]
    assert curve.loc[6] == pytest.approx(whole["covered_population"] / 4000)
    which, _ = match(atlas, covered.asked.query, TODAY)
    ways = without_car(covered, which, "departement")
    assert ways.whole["covered_voiture"] == whole["covered_population"]
    assert ways.table["covered_voiture"].sum() == whole["covered_population"]
    assert ways.communes["population"].sum() == ways.whole["car_only"]


def test_a_mode_known_from_town_halls_alone_counts_people_there(atlas) -> None:
    halls = replace(atlas.homes, travel={})
    same = replace(atlas, homes=halls, travel=halls.weighted(), _kept={})
    bare = small_atlas([FULL])
    for threshold in (5, 15):
        there, here = (ask(one, threshold=threshold).table("commune") for one in (same, bare))
        pd.testing.assert_frame_equal(there, here)


def test_both_ways_of_counting_are_set_side_by_side(atlas) -> None:
    sites = np.array([site == "alpha" for site in atlas.sites["site"]])
    people = atlas.communes["population"].to_numpy()
    found = at_home(atlas.lived, "voiture", people, sites)
    side = next(one for one in found.sides if one.minutes == 15)
    assert found.points == 6
    assert found.communes == 2
    assert side.from_homes - side.from_halls == side.nearer - side.farther
    assert side.from_homes == sum(by_hand(atlas, 15).values())
    # All of Alpha's far quarter is farther than its town hall.
    hall, border = (int(time) for time in atlas.homes.travel["voiture"][sites][0][:2])
    assert found.gaps[0] == pytest.approx((border - hall) / 4)


def test_the_page_says_where_people_are_counted(atlas) -> None:
    shown = homes_panel(atlas)
    assert shown is not None
    words = texts(homes_shown(shown))
    assert "6 lieux de vie" in words
    assert "Fichier d'essai, Rectorat, 2025" in words
    assert homes_panel(small_atlas([FULL, offer("other")])) is None
    roads_from_halls = replace(atlas, homes=replace(atlas.homes, travel={}), _kept={})
    said = texts(homes_shown(homes_panel(roads_from_halls)))
    assert "restent comptés à leur mairie" in said
