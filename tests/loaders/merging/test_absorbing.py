"""Where a course is, once several sources have said it."""

import pytest

from loaders.locating.region import MARGIN
from loaders.merging.absorbing import absorb, join_doors, join_sites
from loaders.merging.same_course import Course, course_of
from tests.loaders.conftest import offer

UAI = "0800001A"


def site(name: str, x: float = 0.0, precision: str = "address", **values: object):
    place = {"site": name, "uai": UAI, "siret": "", "name": name, "commune": "80001"}
    return {**place, "x": x, "y": 0.0, "precision": precision, **values}


def course(source: str, place: str, places: dict[str, object]) -> Course:
    return course_of({**offer(1), "source": source, "site": place}, places)


def placed(own: dict[str, object], told: dict[str, object]) -> Course:
    """Return the course at `own` once another source has said that it is at `told`."""
    places = {str(own["site"]): own, str(told["site"]): told}
    kept = course("places", str(own["site"]), places)
    absorb(kept, course("psup", str(told["site"]), places), places)
    return kept


@pytest.mark.parametrize(
    ("away", "commune", "moved"),
    [
        (9_000.0, "80001", True),  # anywhere in the same commune
        (MARGIN, "80002", True),  # just across its border
        (MARGIN + 1, "80002", False),
    ],
)
def test_an_address_replaces_a_town_hall_that_is_near(away, commune, moved) -> None:
    kept = placed(site("hall", precision="commune"), site("door", away, commune=commune))
    assert kept.row["site"] == ("door" if moved else "hall")
    assert (kept.x, kept.precise) == ((away, True) if moved else (0.0, False))
    assert ["site" in part["columns"] for part in kept.parts] == [not moved, moved]


def test_an_address_of_its_own_replaces_only_a_borrowed_one() -> None:
    assert placed(site("a", borrowed=True), site("b", 100.0)).row["site"] == "b"
    assert placed(site("a"), site("b", 100.0)).row["site"] == "a"
    assert placed(site("a", precision="commune"), site("b", borrowed=True)).row["site"] == "a"
    assert placed(site("a"), site("b", precision="commune")).row["site"] == "a"


def joined(*others: dict[str, object], here: dict[str, object]) -> object:
    """Return where a course at a borrowed place is brought, beside courses at other places."""
    places = {str(one["site"]): one for one in (here, *others)}
    courses = [course("places", name, places) for name in places]
    join_sites(courses, places)
    assert [one.row["site"] for one in courses[1:]] == [one["site"] for one in others]
    return courses[0].row["site"]


def test_of_several_places_of_a_school_the_nearest_is_taken() -> None:
    here = site("borrowed", borrowed=True)
    assert joined(site("far", 250.0), site("near", 40.0), here=here) == "near"
    assert joined(site("near", 40.0), site("far", 250.0), here=here) == "near"
    assert joined(site("b", 40.0), site("a", -40.0), here=here) == "a", "the order decides nothing"


def test_a_place_of_the_school_beyond_300_metres_is_another() -> None:
    here = site("borrowed", borrowed=True)
    assert joined(site("own", 300.0), here=here) == "own"
    assert joined(site("own", 301.0), here=here) == "borrowed"
    assert joined(site("own", 10.0, uai="0800002B"), here=here) == "borrowed"


def test_a_town_hall_becomes_the_only_place_of_the_school_in_the_commune() -> None:
    here = site("hall", precision="commune", borrowed=True)
    assert joined(site("own", 5_000.0), here=here) == "own"
    assert joined(site("own", 5_000.0), site("too", 6_000.0), here=here) == "hall"
    assert joined(site("own", 50.0, commune="80002"), here=here) == "hall"


def doors(*sites: dict[str, object]) -> tuple[list[object], int]:
    """Return where a course at each place is brought, and how many places were another."""
    places = {str(one["site"]): one for one in sites}
    courses = [course("places", name, places) for name in places]
    moved = len(join_doors(courses, places))
    return [one.row["site"] for one in courses], moved


def test_two_geocodings_of_one_building_are_one_place() -> None:
    assert doors(site("a"), site("b", 50.0)) == (["a", "a"], 1)
    assert doors(site("a"), site("b", 51.0)) == (["a", "b"], 0)
    assert doors(site("a"), site("b", uai="0800002B")) == (["a", "b"], 0), "two schools at a door"
    assert doors(site("a", uai=""), site("b", uai="")) == (["a", "b"], 0)


def test_the_centre_of_the_commune_becomes_the_one_address_of_the_school() -> None:
    hall = site("a", 4_000.0, precision="commune")
    assert doors(hall, site("b")) == (["b", "b"], 1)
    assert doors(hall, site("b"), site("c", 900.0)) == (["a", "b", "c"], 0)
    assert doors(hall, site("b", commune="80002")) == (["a", "b"], 0)
