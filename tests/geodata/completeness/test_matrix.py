"""A cell is graded by what its sources declare, and by the people who are counted in it."""

import pandas as pd
import pytest

from geodata.completeness.covers import Covers, Declared, Published
from geodata.completeness.matrix import ABSENT, COMPLETE, PARTIAL, UNKNOWN, completeness

PEOPLE = {"02": 500_000, "80": 500_000}
LYCEES = Declared(
    "lycees", "Lycées", "https://lycees.exemple",
    (Covers(("scolaire",), (3,), ("agricole",), 0.2), Covers(("superieur",), (5,), least=0.2)),
)  # fmt: skip
FIELDS = Declared("champs", "Lycées agricoles", "", (Covers(("scolaire",), (3,), ("techno",)),))
CATALOGUE = Declared("cfa", "Catalogue", "", (Covers(("apprentissage",), (3,), least=1),))


def course(voie, level, departement, *keys):
    return {"voie": voie, "level": level, "departement": departement, "keys": keys}


def cells(courses, declared=(LYCEES, FIELDS, CATALOGUE), published=(), simulated=False):
    table = pd.DataFrame(courses, columns=["voie", "level", "departement", "keys"])
    offers = table.drop(columns="departement")
    found = completeness(offers, table["departement"], PEOPLE, declared, published, simulated)
    return {
        (cell["voie"], cell["level"], cell["departement"]): cell for cell in found["cells"]
    }, found


WHOLE = [
    course("scolaire", 3, "02", "lycees"),
    course("scolaire", 3, "80", "lycees"),
    course("superieur", 5, "02", "lycees"),
    course("superieur", 5, "80", "lycees"),
]


def test_a_source_that_lacks_nothing_makes_its_cells_complete():
    found, _ = cells(WHOLE)
    assert found["superieur", 5, ""]["grade"] == COMPLETE
    assert found["superieur", 5, ""]["courses"] == 2
    assert found["superieur", 6, ""]["grade"] == ABSENT


def test_what_a_source_lacks_is_told_and_another_brings_it():
    alone, _ = cells(WHOLE)
    assert alone["scolaire", 3, "02"]["grade"] == PARTIAL
    assert alone["scolaire", 3, "02"]["lacks"] == ["agricole"]
    together, _ = cells([*WHOLE, course("scolaire", 3, "02", "champs")])
    assert together["scolaire", 3, "02"]["grade"] == COMPLETE
    assert together["scolaire", 3, "80"]["lacks"] == ["agricole"]
    assert together["scolaire", 3, ""]["grade"] == PARTIAL


def test_a_complete_cell_without_a_course_is_a_true_zero():
    found, _ = cells([*WHOLE[:3], course("scolaire", 3, "80", "champs")])
    assert found["superieur", 5, "80"]["grade"] == ABSENT  # the source has nothing at all there
    found, _ = cells([
        *WHOLE[:3], course("superieur", 6, "80", "autre"), course("superieur", 5, "80", "lycees"),
    ])  # fmt: skip
    assert found["superieur", 5, "80"]["grade"] == COMPLETE
    assert found["superieur", 6, "80"]["thin"]


def test_an_extract_covers_nothing():
    found, report = cells([*WHOLE, *[course("apprentissage", 3, "02", "cfa")] * 9])
    assert found["apprentissage", 3, ""]["grade"] == PARTIAL
    assert found["apprentissage", 3, ""]["thin"]
    assert found["apprentissage", 3, "80"]["grade"] == ABSENT
    account = {one["source"]: one for one in report["sources"]}
    assert account["cfa"]["courses"] == 9
    assert [one["whole"] for one in account["cfa"]["covers"]] == [False]
    assert [one["whole"] for one in account["lycees"]["covers"]] == [True, True]


@pytest.mark.parametrize(("people", "grade"), [(500, COMPLETE), (501, PARTIAL)])
def test_too_few_courses_for_the_people_counted_are_never_complete(people, grade):
    counted = Published("superieur", (5, 6, 7, 8), people, "étudiants", "2020", "essai")
    found, _ = cells(WHOLE, published=[counted])
    assert found["superieur", 5, ""]["grade"] == grade
    assert found["superieur", 5, ""]["thin"] == (grade == PARTIAL)


def test_a_course_of_an_unlikely_level_is_of_an_unknown_offer():
    found, _ = cells([*WHOLE, course("superieur", 3, "02", "lycees")])
    assert found["superieur", 3, ""]["grade"] == UNKNOWN
    assert found["superieur", 3, ""]["courses"] == 1


def test_a_simulated_offer_is_whole_and_says_so():
    found, report = cells([course("scolaire", 3, "02", "demonstration")], simulated=True)
    assert report["simulated"]
    assert {cell["grade"] for cell in found.values()} == {COMPLETE}


def test_a_course_without_a_place_counts_for_the_region_alone():
    found, _ = cells([*WHOLE, course("continue", 4, "", "autre")])
    assert found["continue", 4, ""]["courses"] == 1
    assert found["continue", 4, ""]["grade"] == PARTIAL
    assert {found["continue", 4, code]["grade"] for code in PEOPLE} == {ABSENT}


def test_what_does_not_exist_cannot_be_declared():
    with pytest.raises(ValueError, match="no such"):
        Covers(("scolaire",), (3,), ("bac-techno",))
