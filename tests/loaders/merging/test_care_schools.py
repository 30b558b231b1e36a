"""Whose an establishment without a UAI is: by its SIRET, by its name there, or nobody's."""

import pandas as pd

from geodata.courses.establishments import ESTABLISHMENTS, FLAGS, TEXTS
from loaders.merging.care_schools import joined_to_courses

SIRETS = ("26010004500012", "26010004500020", "26010004500038")


def establishments(*rows):
    blank = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(FLAGS)}
    return ESTABLISHMENTS.validate(pd.DataFrame([{**blank, **row} for row in rows]))


def sites(*rows):
    blank = {"uai": "", "siret": "", "commune": "80001", "x": 1.0, "y": 1.0, "lon": 2.0, "lat": 3.0,
             "precision": "commune", "source": "x"}  # fmt: skip
    return pd.DataFrame([{**blank, **row} for row in rows])


def offers(*rows):
    return pd.DataFrame(list(rows), columns=["offer", "site", "siret"])


def joined(told, places, courses=(), known=None):
    known = sites().reindex(columns=list(places.columns)) if known is None else known
    return joined_to_courses(establishments(*told), places, offers(*courses), known)


def test_by_siret_of_the_place_or_of_another_list():
    places = sites(
        {"site": "a", "siret": SIRETS[0], "name": "A"},
        {"site": "b", "uai": "0800001A", "name": "B"},
    )
    found = joined(
        [
            {"uai": "0800001A", "siret": SIRETS[1], "source": "annuaire"},
            {"uai": "0800002B", "siret": SIRETS[2], "source": "annuaire"},
            {"siret": SIRETS[0], "telephone": "1"},
            {"siret": SIRETS[1], "telephone": "2"},
            {"siret": SIRETS[2], "telephone": "3"},
        ],
        places,
    )
    keys = found.establishments[["uai", "telephone"]].values.tolist()
    assert keys == [["0800001A", ""], ["0800002B", ""], ["a", "1"], ["0800001A", "2"]]
    assert found.counts == {"listed": 3, "siret": 2, "name": 0, "organism": 0, "moved": 0}


def test_by_the_exact_name_in_the_commune_and_the_place_is_moved():
    places = sites({"site": "a", "name": "Ifsi d'Alpha"}, {"site": "b", "name": "Ifsi de Bêta"})
    known = sites({"site": "f", "name": "IFSI D ALPHA", "precision": "address", "x": 9.0, "y": 8.0})
    told = [
        {"name": "IFSI D'ALPHA", "commune": "80001"},
        {"name": "IFSI DE BETA", "commune": "80002"},
        {"name": "IFSI", "commune": "80001"},
    ]
    found = joined(told, places, known=known)
    assert found.establishments["uai"].tolist() == ["a"]
    assert found.sites[["x", "y", "precision"]].values.tolist() == [
        [9.0, 8.0, "address"], [1.0, 1.0, "commune"],
    ]  # fmt: skip
    assert (found.counts["name"], found.counts["moved"]) == (1, 1)


def test_a_place_whose_address_is_known_stays_there():
    places = sites({"site": "a", "name": "Ifsi", "precision": "address"})
    known = sites({"site": "f", "name": "IFSI", "precision": "address", "x": 9.0})
    found = joined([{"name": "IFSI", "commune": "80001"}], places, known=known)
    assert (found.sites["x"].tolist(), found.counts["moved"]) == ([1.0], 0)


def test_two_places_of_one_name_are_nobody_s():
    places = sites({"site": "a", "name": "Ifsi"}, {"site": "b", "name": "Ifsi"})
    found = joined([{"name": "IFSI", "commune": "80001"}], places)
    assert found.establishments.empty
    assert found.counts["name"] == 0


def test_the_courses_of_an_organism_at_no_place():
    courses = [("x", "", SIRETS[0]), ("y", "a", SIRETS[0]), ("z", "", "")]
    found = joined(
        [{"siret": SIRETS[0], "telephone": "1"}], sites({"site": "a", "name": "A"}), courses
    )
    assert found.establishments["uai"].tolist() == ["x"]
    assert found.counts["organism"] == 1


def test_nothing_to_join_changes_nothing():
    told = establishments({"uai": "0800001A"})
    places = sites({"site": "a", "name": "A"})
    found = joined_to_courses(told, places, offers(), places)
    assert found.establishments is told
    assert found.counts == {}
