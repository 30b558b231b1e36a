"""Tension beside the offer, checked by hand on two basins."""

import math

import numpy as np
import pandas as pd
import pytest
from atlases.needs import needs_atlas, outcomes
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.needs import NeedsQuery, parse_needs, parse_needs_leniently, write_needs
from geodata.asking.query import BadQuery, UnknownCode
from geodata.needs.answer import default_measure, loaded_years, needs
from geodata.needs.basins import by_basin, drawn, measure
from geodata.needs.offer import median_minutes, minutes_to, people_by_minute
from geodata.needs.quadrant import quadrant
from geodata.needs.territories import needs_territory
from geodata.territory import territories


@pytest.fixture(scope="module")
def atlas():
    return needs_atlas(outcomes=outcomes())


def at(answer, key):
    (row,) = answer.table[answer.table["key"] == key].to_dict("records")
    return row


def test_the_territories_of_the_store(atlas):
    found = territories(atlas)
    assert found["region"] == {"99": "Petite-Région"}
    assert found["bmo_basin"] == {"B2": "DEUX", "B1": "UN"}
    spel = needs_territory(atlas, "spel", "S1")
    assert dict(spel.basins) == {"B1": 0.5, "B2": 0.5}
    with pytest.raises(UnknownCode, match="B9"):
        needs_territory(atlas, "bmo_basin", "B9")


def test_the_region_has_dares_beside_france_travail(atlas):
    answer = needs(atlas, NeedsQuery())
    row = at(answer, "V0Z60")
    assert answer.measure == "dares"
    assert (row["tension"], row["dares"], row["rome"]) == (4, 4, 3)  # lower median of 5 and 3
    assert (row["rome_lowest"], row["rome_highest"], row["rome_n"]) == (3, 5, 2)
    assert row["working_conditions"] == 5
    assert loaded_years(atlas) == {"bmo": 2024, "dares": 2019, "rome": 2021}


def test_a_basin_has_its_own_tension_and_its_departement_s_beside(atlas):
    answer = needs(atlas, NeedsQuery(level="bmo_basin", code="B1"))
    row = at(answer, "V0Z60")
    assert (answer.measure, answer.dares_place) == ("rome", "Somme")
    assert (row["tension"], row["dares"]) == (5, 2)
    assert (row["projects"], row["courses"], row["places"]) == (100, 2, 20)
    assert row["without_places"] == 1
    assert (row["ratio"], row["bound"]) == (20, "least")


def test_a_secret_is_no_zero_and_gives_no_rate(atlas):
    row = at(needs(atlas, NeedsQuery(level="bmo_basin", code="B2")), "V0Z60")
    assert math.isnan(row["projects"])
    assert row["projects_state"] == "secret"
    assert math.isnan(row["ratio"])
    assert row["courses"] == 0


def test_a_sum_without_its_secrets_bounds_the_rate(atlas):
    region = at(needs(atlas, NeedsQuery()), "V0Z60")
    assert region["projects_state"] == "partiel"
    assert region["bound"] == "either"  # a course without capacity, projects without secrets
    spel = at(needs(atlas, NeedsQuery(level="spel", code="S1")), "V0Z60")
    assert (spel["projects"], spel["projects_state"]) == (100, "partiel")


def test_a_metier_that_no_table_links_has_no_courses_to_count(atlas):
    row = at(needs(atlas, NeedsQuery()), "B2X30")
    assert not row["linked"]
    assert math.isnan(row["courses"])
    assert math.isnan(row["minutes"])
    assert row["projects"] == 40


def test_leavers_are_those_of_the_newest_cohort(atlas):
    row = at(needs(atlas, NeedsQuery()), "V0Z60")
    assert (row["leavers"], row["employed"]) == (40, 30)


def test_the_list_of_the_far_is_where_half_of_the_people_are(atlas):
    times = minutes_to(atlas, "voiture")
    for threshold in (0, 5, 10, 15, 20, 30):
        answer = needs(atlas, NeedsQuery(threshold=threshold))
        expected = set()
        for row in answer.table.index:
            line = answer.table.loc[row]
            beyond = sum(1000 for minutes in times[row] if minutes > threshold)
            if line["tension"] >= 4 and line["linked"] and beyond > 2000:
                expected.add(line["key"])
        assert set(answer.far["key"]) == expected
        far = answer.far["minutes"]
        assert ((far > threshold) | far.isna()).all()


def test_basins_where_tense_metiers_are_far(atlas):
    answer = needs(atlas, NeedsQuery(threshold=5))
    counts = answer.far_basins["far"].to_dict()
    # In Un, the course of Alpha is near half of the people: exactly half is not more than half.
    assert counts["B2"] >= counts["B1"]
    assert set(counts) == {"B1", "B2"}


def test_a_family_restricts_and_an_unknown_one_is_told(atlas):
    answer = needs(atlas, NeedsQuery(family="V"))
    assert set(answer.table["family"]) == {"V"}
    with pytest.raises(UnknownCode):
        needs(atlas, NeedsQuery(family="Z"))
    with pytest.raises(UnknownCode):
        needs(atlas, NeedsQuery(metier="Z9999"))


def test_one_metier_by_basin(atlas):
    metier = needs(atlas, NeedsQuery(metier="J1501")).metier
    table = by_basin(atlas, metier, "voiture")
    assert table.loc["B1", ["tension", "projects", "courses", "places"]].tolist() == [5, 100, 2, 20]
    assert table.loc["B2", "projects_state"] == "secret"
    values, hidden = measure(table, "projects")
    assert hidden.tolist() == [False, True]
    assert values[0] == 100


def test_the_map_keeps_secrets_and_silence_apart(atlas):
    metier = needs(atlas, NeedsQuery(metier="J1501")).metier
    table = by_basin(atlas, metier, "voiture")
    tension = drawn(atlas, table, "tension")
    assert tension.classes.tolist() == [4, 4, 2, 2]
    ratio = drawn(atlas, table, "ratio")
    assert ratio.upper == (25, 50, 100, 200)
    assert ratio.classes.tolist() == [0, 0, 5, 5]  # 5: secret, 6: not published
    other = needs(atlas, NeedsQuery(metier="B2X30")).metier
    assert drawn(atlas, by_basin(atlas, other, "voiture"), "projects").counts[-2:] == (0, 2)


def test_the_quadrant_counts_what_it_leaves_out(atlas):
    answer = needs(atlas, NeedsQuery())
    found = quadrant(atlas, answer)
    tense = answer.table[answer.table["tension"].notna()]
    assert len(found.points) + found.without_projects + found.without_places == len(tense)
    assert set(found.points["corner"]) <= {"tense-few", "tense-many", "calm-few", "calm-many"}


def test_nothing_loaded_is_an_empty_answer():
    bare = needs_atlas(tension=pd.DataFrame(), crosswalks=pd.DataFrame())
    answer = needs(bare, NeedsQuery())
    assert (answer.measure, len(answer.table), len(answer.far)) == ("", 0, 0)
    assert default_measure(bare, "spel") == "rome"
    assert math.isnan(quadrant(bare, answer).split)


@given(
    minutes=st.lists(st.integers(0, 255), min_size=1, max_size=12),
    data=st.data(),
)
def test_the_median_is_that_of_people(minutes, data):
    people = data.draw(st.lists(st.integers(0, 50), min_size=len(minutes), max_size=len(minutes)))
    counts = np.array(people, dtype=float)
    within = people_by_minute(np.array([minutes], dtype=np.uint8), counts)
    (found,) = median_minutes(within, counts.sum())
    everyone = sorted(m for m, n in zip(minutes, people, strict=True) for _ in range(n))
    if not everyone:
        assert math.isnan(found)
        return
    # The first minute within which half of them are.
    middle = everyone[(len(everyone) + 1) // 2 - 1]
    assert (math.isnan(found) and middle == 255) or found == middle


def test_an_address_is_read_and_written_back():
    asked = NeedsQuery("spel", "S1", "velo", 45, "rome", "V", "V0Z60", "ratio")
    assert parse_needs(write_needs(asked)) == asked
    assert parse_needs({}) == NeedsQuery()


@pytest.mark.parametrize(
    ("args", "parameter"),
    [
        ({"level": "canton"}, "level"),
        ({"code": "<b>"}, "code"),
        ({"threshold": "-3"}, "threshold"),
        ({"measure": "dares,rome"}, "measure"),
        ({"metier": "é"}, "metier"),
    ],
)
def test_what_cannot_be_read_is_named_and_set_aside(args, parameter):
    with pytest.raises(BadQuery) as caught:
        parse_needs(args)
    assert caught.value.parameter == parameter
    asked, problems = parse_needs_leniently({**args, "mode": "velo"})
    assert asked.mode == "velo"
    assert [problem.parameter for problem in problems] == [parameter]
