import pytest
from atlases.small import offer, small_atlas

from geodata.asking.query import Near
from geodata.finding.course import OTHERS_SHOWN, describe
from geodata.finding.origin import locate


@pytest.fixture(scope="module")
def atlas():
    return small_atlas()


@pytest.fixture(scope="module")
def delta(atlas):
    return locate(atlas, Near(commune="02004"))


def test_an_unknown_id_has_no_course(atlas):
    assert describe(atlas, "nothing") is None


def test_everything_the_table_holds_is_told(atlas):
    course = describe(atlas, "full")
    assert (course.title, course.level, course.capacity, course.enrolled) == (
        "CAP Cuisine", 3, 24, 1,
    )  # fmt: skip
    assert course.conventionnee is True
    assert course.start.isoformat() == "2026-09-07"
    assert course.publics == ("apprentis", "salaries")
    assert course.romes == (("G1602", "Cuisinier / Cuisinière"), ("Z9999", ""))
    assert (course.site.name, course.site.commune, course.site.departement) == (
        "Lycée Alpha", "Alpha", "Somme",
    )  # fmt: skip
    assert course.source.name == "Fichier d'essai"


def test_what_is_missing_is_none_or_empty_and_never_nan(atlas):
    course = describe(atlas, "bare")
    for name in ("level", "conventionnee", "capacity", "enrolled", "start", "end", "entry_level"):
        assert getattr(course, name) is None, name
    assert course.site is None
    assert course.romes == course.publics == ()


def test_times_need_a_starting_place(atlas, delta):
    assert describe(atlas, "full").minutes == {}
    assert describe(atlas, "bare", delta).minutes == {}
    assert set(describe(atlas, "full", delta).minutes) == {"voiture", "velo", "marche"}


def test_times_are_those_of_the_matrix(atlas, delta):
    # Commune 3 is Delta and site 0 is Alpha: the list shows the matrix's minute.
    course = describe(atlas, "full", delta)
    assert course.minutes["voiture"] == atlas.travel["voiture"][0, 3]
    assert course.minutes["marche"] > course.minutes["velo"] > course.minutes["voiture"] > 0


def test_a_distance_course_has_no_time_even_when_it_has_a_site(delta):
    atlas = small_atlas([offer("far", modality="distance", site="alpha")])
    assert describe(atlas, "far", delta).minutes == {}


def test_other_sessions_come_nearest_first_and_without_the_course_itself(delta):
    offers = [offer(site or "none", site=site) for site in ("alpha", "", "gamma", "delta")]
    offers += [offer("self", site="bêta"), offer("other-title", title="Autre", site="delta")]
    course = describe(small_atlas(offers), "self", delta)
    assert [other.offer for other in course.others] == ["delta", "gamma", "alpha", "none"]
    times = [other.minutes for other in course.others]
    assert times[0] <= times[1] <= times[2]
    assert times[3] is None
    assert course.total_others == 4


def test_others_are_shown_up_to_a_limit_and_all_counted():
    offers = [offer(f"n{number}", site="alpha") for number in range(20)]
    course = describe(small_atlas(offers), "n3")
    assert len(course.others) == OTHERS_SHOWN
    assert course.total_others == 19
