from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import FULL, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.simulation import (
    CHANGES,
    by_effect,
    change_counts,
    commune_changes,
    difference,
    difference_csv,
)
from geodata.coverage.what_if import WhatIf

TODAY = date(2026, 1, 1)


def covered(**args):
    return cover(small_atlas([FULL]), parse_coverage({"threshold": "5", **args}), TODAY)


def test_without_a_scenario_there_is_nothing_to_compare():
    assert difference(covered()) is None
    with pytest.raises(ValueError, match="scenario"):
        difference_csv(covered())


def test_a_course_opened_gains_the_commune_where_it_opens():
    found = difference(covered(open="02004", by="commune"))
    assert (found.gained, found.lost) == (1000, 0)
    assert found.table.loc["02004", "gained"] == 1000
    assert found.table["gained"].sum() == found.gained
    assert found.table.loc["80001", "covered_before"] == 1000
    assert found.places is None  # no number of places was said


def test_a_site_closed_loses_its_people_and_is_no_longer_the_nearest():
    after = covered(close="alpha", by="departement")
    found = difference(after)
    assert (found.gained, found.lost) == (0, 1000)
    assert found.table.loc["80", "lost"] == 1000
    assert (after.nearest_site == -1).all()
    assert found.places == (pytest.approx(found.places[0]), 0)


def test_an_opening_that_is_nearer_than_any_site_has_no_site():
    after = covered(open="02004")
    rows = after.atlas.communes["code"].tolist()
    assert after.nearest_site[rows.index("02004")] == -1
    assert after.nearest_site[rows.index("80001")] == 0


def test_places_are_compared_only_when_one_of_them_changes():
    found = difference(covered(capacity="alpha:48", by="region"))
    before, after = found.places
    assert after == pytest.approx(2 * before)
    assert found.table["places_after"].iloc[0] == pytest.approx(after)
    assert (found.gained, found.lost) == (0, 0)


def test_the_map_of_places_and_of_courses_is_that_of_after():
    base, more = covered(), covered(open="02004:24", capacity="alpha:48")
    row = base.atlas.communes["code"].tolist().index("02004")
    assert more.accessibility[row] > 2 * base.accessibility[row]
    assert (base.courses_within[row], more.courses_within[row]) == (0, 1)
    shut = covered(close="alpha")
    assert shut.accessibility.sum() == 0
    assert shut.courses_within.sum() == 0


def test_a_site_without_a_matching_course_changes_nothing_and_is_named():
    found = difference(covered(close="delta"))
    assert found.without_effect.tolist() == [3]
    assert (found.gained, found.lost) == (0, 0)


def test_the_balance_is_between_its_bounds():
    for threshold in ("5", "10", "15", "20", "30"):
        found = difference(covered(open="02004", close="alpha", threshold=threshold))
        least, most = found.balance
        assert least <= found.gained - found.lost <= most


def test_each_commune_gets_what_becomes_of_it():
    before = np.array([40, 20, 255, 20, 60, 60, 20, 50], dtype=np.uint8)
    after = np.array([30, 31, 200, 20, 50, 51, 25, 255], dtype=np.uint8)
    what = WhatIf(
        before=before,
        after=after,
        kept=np.zeros(0, dtype=bool),
        opened=np.zeros((0, 8), dtype=np.uint8),
        places_before=np.zeros(0),
        places_after=np.zeros(0),
        without_effect=np.zeros(0, dtype=np.int64),
    )
    kinds = [list(CHANGES)[row] for row in commune_changes(what, 30)]
    assert kinds == [
        "gained", "lost", "much_nearer", "same", "much_nearer", "nearer", "farther",
        "much_farther",
    ]  # fmt: skip
    people = np.arange(8)
    counts = change_counts(commune_changes(what, 30), people)
    assert [n for _, n, _ in counts] == [1, 2, 1, 1, 1, 1, 1]
    assert sum(n for _, _, n in counts) == people.sum()


def test_the_file_says_before_and_after():
    text = difference_csv(covered(open="02004", by="commune")).decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    head = lines[0]
    delta = next(line for line in lines if line[0] == "02004")
    assert delta[head.index("Hors d'atteinte avant")] == "1000"
    assert delta[head.index("Hors d'atteinte après")] == "0"
    assert delta[head.index("Gagnés")] == "1000"


def test_the_territories_that_change_come_first_the_greatest_gain_at_the_top():
    table = pd.DataFrame(
        {"name": ["B", "A", "C", "D"], "gained": [0, 5, 0, 9], "lost": [0, 5, 7, 2]}
    )
    ranked = by_effect(table)
    assert list(ranked["name"]) == ["D", "A", "C", "B"]
    assert list(ranked["moved"]) == [True, True, True, False]
    seats = table.assign(places_before=1.0, places_after=[1.0, 1.0, 1.0, 1.0]).assign(
        gained=0, lost=0
    )
    seats.loc[2, "places_after"] = 1.1
    assert list(by_effect(seats)["name"]) == ["C", "A", "B", "D"]
