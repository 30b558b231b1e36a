"""Classes of the map of places: what no course says is not out of reach; bounds differ."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from atlases.small import offer, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.classes import bounds, classify, readable
from geodata.classes import legend as counted
from geodata.coverage.answer import cover
from geodata.coverage.distribution import distribution
from geodata.coverage.export import coverage_rows
from geodata.coverage.map import UNKNOWN_PLACES, classed
from layouts.coverage.answer import class_styles, legend
from layouts.kit.maps.patterns import NO_COURSE, NO_DATA

TODAY = date(2026, 11, 22)
FAR = 255


def ask(atlas, **args):
    return cover(atlas, parse_coverage({name: str(v) for name, v in args.items()}), TODAY)


@pytest.fixture
def partly():
    """Alpha has 20 places, Bêta does not say; Gamma reaches Bêta alone, Delta nothing."""
    atlas = small_atlas([offer("a", site="alpha", capacity=20), offer("b", site="bêta")])
    times = np.full((4, 4), FAR, dtype=np.uint8)
    times[0, 0], times[1, 1], times[1, 2] = 0, 0, 10
    return replace(atlas, travel=dict.fromkeys(atlas.travel, times), _kept={})


def test_unknown_places_are_neither_none_nor_out_of_reach(partly):
    covered = ask(partly, measure="accessibility", by="commune")
    assert covered.places_unknown.tolist() == [False, True, True, False]
    drawn = classed(covered)
    beyond, unknown = drawn.lines[-2:]
    assert (beyond.communes, beyond.people, beyond.kind) == (1, 1000, "")
    assert (unknown.communes, unknown.people, unknown.kind) == (2, 2000, UNKNOWN_PLACES)
    assert sum(line.communes for line in drawn.lines) == 4
    assert drawn.of_commune.tolist() == [0, 2, 2, 1]


def test_a_mean_of_places_leaves_out_those_that_no_course_says(partly):
    rows = coverage_rows(ask(partly, by="commune")).set_index("code")["accessibility"]
    assert rows["80001"] == 20
    assert rows[["80002", "02003"]].isna().all()
    assert rows["02004"] == 0
    region = coverage_rows(ask(partly, by="region"))["accessibility"]
    assert region.tolist() == [10]  # 20 for a thousand people, none for a thousand others
    assert distribution(ask(partly), "region").gini_places == pytest.approx(0.5)


def test_an_opening_that_does_not_say_its_places_makes_them_unknown(partly):
    covered = ask(partly, measure="accessibility", open="02004")
    assert covered.places_unknown.tolist()[3]
    told = ask(partly, measure="accessibility", open="02004:15")
    assert not told.places_unknown.tolist()[3]


def test_the_legend_says_that_places_are_not_known(partly):
    drawn = classed(ask(partly, measure="accessibility"))
    styles = [*class_styles(drawn.upper, None), NO_DATA]
    table = str(legend("Places", drawn.lines, styles, "places"))
    assert "places inconnues" in table
    assert "hors d'atteinte" in table
    assert styles[-2] == NO_COURSE
    assert NO_COURSE["pattern"] != NO_DATA["pattern"]


@pytest.mark.parametrize(
    ("upper", "shown"),
    [
        ((0.0123, 0.0456, 1.234), (0.012, 0.046, 1.2)),
        ((1.2341, 1.2349), (1.234, 1.235)),
        ((12.0, 123.0), (12.0, 120.0)),
        ((), ()),
    ],
)
def test_bounds_are_rounded_as_long_as_they_stay_apart(upper, shown):
    assert readable(upper) == shown


def test_no_class_is_from_nought_to_nought():
    values = np.array([0.003, 0.004, 0.02, 0.021, 0.3, 4, 5, 60])
    upper = readable(bounds(values, "jenks"))
    assert len(set(upper)) == len(upper)
    assert classify(values, upper).min() == 0
    drawn = counted(values, upper, np.ones(len(values)))
    said = str(legend("Places", drawn, class_styles(upper, None), "places"))
    assert "0,0 à" not in said
    assert "à 0,0 " not in said
