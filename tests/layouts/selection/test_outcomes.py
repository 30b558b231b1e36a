"""Outcomes in words: of whom, over how many, when, by whom; a mark is never a number."""

from geodata.selection.outcomes import Outcome
from layouts.selection.outcomes import outcome_about, outcome_words

LAW = {"label": "DROIT", "measure": "salarie", "graduated": True}


def outcome(leavers=84, cohort="2024", **more):
    return Outcome("diplome-etablissement", cohort, None, None, leavers, "InserSup", **LAW | more)


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_rates_say_what_they_count_and_when():
    one = outcome(rates=((6, 51.5), (12, 58.7)), stable=((12, 41.0),), going_on=40)
    assert plain(outcome_words(one)) == (
        "En emploi salarié en France : 52 % à 6 mois, 59 % à 12 mois ; "
        "en emploi stable : 41 % à 12 mois ; 40 personnes en poursuite d'études"
    )
    assert plain(outcome_about(one)) == (
        "DROIT, dans cet établissement, toutes voies et tous parcours réunis, "
        "84 diplômés sortis d'études, promotion 2024 (InserSup)"
    )


def test_a_mark_stands_for_every_rate_and_few_people_are_said_few():
    one = outcome(leavers=4, cohort="2023 2024", status="ns")
    assert outcome_words(one).startswith("Taux non diffusés")
    assert "%" not in outcome_words(one)
    about = plain(outcome_about(one))
    assert "4 diplômés sortis d'études (petit effectif)" in about
    assert "promotions 2023 et 2024 réunies" in about
    assert "petit effectif" in outcome_about(outcome(leavers=29))
    assert "petit effectif" not in outcome_about(outcome(leavers=30))


def test_a_rate_among_the_enrolled_says_so_and_how_many_they_are():
    more = {"measure": "inscrits", "enrolled": 119, "graduated": False, "rates": ((6, 19.3),)}
    one = outcome(leavers=54, cohort="2020-2021", **more)
    assert "parmi tous les inscrits : 19" in outcome_words(one)
    assert "119 inscrits, année 2020-2021" in plain(outcome_about(one))
