"""A course has the outcomes of its own diploma in its own establishment, or none."""

import pandas as pd
import pytest
from samples.graduate_rows import UAI, graduates, row

from geodata.courses.graduates import Graduates, bare, joined, kind_of


@pytest.mark.parametrize(
    ("title", "kind", "words"),
    [
        ("BUT Génie biologique", "but", "genie biologique"),
        ("Bachelor universitaire de technologie Informatique", "but", "informatique"),
        ("Licence professionnelle mention Logistique", "licence-pro", "logistique"),
        ("Licence Portail Droit", "licence", "droit"),
        ("Master LMD mention Droit", "master", "droit"),
        ("BUTEUR", "", "buteur"),
        ("BTS Tourisme", "", "bts tourisme"),
    ],
)
def test_the_kind_and_the_words_of_a_title(title, kind, words):
    assert (kind_of(title), bare(title)) == (kind, words)


def test_the_same_diploma_of_the_same_establishment():
    known = Graduates(graduates(row("ECONOMIE ET GESTION", "licence"), row("DROIT", "master")))
    own = (UAI, "licence", "economie et gestion")
    assert known.key(UAI, "Licence Économie et gestion", "") == own
    assert known.key(UAI, "Licence Économie et gestion Parcours Sport", "") == own
    named = known.key(UAI, "Licence Éco-gestion", "Licence mention Économie et gestion")
    assert named == own
    for uai, title in (
        ("0800002B", "Licence Économie et gestion"),
        (UAI, "Master Économie et gestion"),
        (UAI, "Licence Droit"),
        (UAI, "Licence professionnelle Économie et gestion"),
        (UAI, "Licence Économie"),
        (UAI, "Économie et gestion"),
        (UAI, "Licence"),
    ):
        assert known.key(uai, title, "") is None, title


def test_a_parcours_has_its_own_row_before_that_of_its_mention():
    known = Graduates(graduates(row("DROIT", "licence"), row("DROIT PARCOURS NOTARIAT", "licence")))
    assert known.key(UAI, "Licence Droit parcours Notariat")[2] == "droit parcours notariat"


def test_the_newest_cohort_with_a_rate_of_graduates_and_of_one_year():
    known = Graduates(graduates(
        row("DROIT", "master", "2025", status="nd"),
        row("DROIT", "master", "2023 2024", employed_12=60.0),
        row("DROIT", "master", "2024", employed_12=70.0),
        row("DROIT", "master", "2022", employed_12=50.0),
        row("CHIMIE", "master", "2023", status="nd"),
        row("CHIMIE", "master", "2024", status="ns"),
    ))  # fmt: skip
    assert known.newest((UAI, "master", "droit"))["cohort"] == "2024"
    assert known.newest((UAI, "master", "chimie"))["status"] == "ns", "secret, and said as such"


def test_what_is_joined_is_counted():
    table = graduates(row("DROIT", "master"), row("DROIT", "master", "2023"), row("GEO", "but"))
    offers = pd.DataFrame({
        "title": ["Master Droit", "Master Droit", "Master Chimie", "BUT Geo"],
        "certification": "",
    })  # fmt: skip
    counted = joined(table, offers, [UAI, UAI, UAI, ""])
    assert counted == {"diplomas": 2, "joined": 1, "courses": 2}
