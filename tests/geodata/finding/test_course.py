import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.asking.query import Near
from geodata.finding.answer import locate
from geodata.finding.course import OTHERS_SHOWN, bounds_around, describe, web_address


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


def test_the_map_holds_the_site_and_the_starting_place(atlas, delta):
    course = describe(atlas, "full", delta)
    (south, west), (north, east) = bounds_around(course.site, delta)
    for point in (course.site, delta.place):
        assert south < point.lat < north
        assert west < point.lon < east
    assert bounds_around(describe(atlas, "bare").site, delta) == []


def test_a_map_of_one_commune_still_names_its_neighbours(atlas):
    alpha = locate(atlas, Near(commune="80001"))
    for origin in (None, alpha):
        (south, west), (north, east) = bounds_around(describe(atlas, "full", origin).site, origin)
        assert north - south >= 0.13
        assert east - west >= 0.13


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://exemple.fr/a?b=1", "https://exemple.fr/a?b=1"),
        (" HTTP://exemple.fr ", "HTTP://exemple.fr"),
        ("javascript:alert(1)", ""),
        ("javascript://%0aalert(1)", ""),
        ("https://exemple.fr/a b", ""),
        ("exemple.fr", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(text, address):
    assert web_address(text) == address


def test_a_file_cannot_slip_a_script_into_a_link():
    atlas = small_atlas([{**FULL, "url": "javascript:alert(1)"}])
    assert describe(atlas, "full").url == ""
