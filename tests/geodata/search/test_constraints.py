"""Words that a filter says better are told apart from those that courses have."""

import pytest

from geodata.search.constraints import constraints_of


@pytest.mark.parametrize(
    ("request_", "rest", "asked"),
    [
        ("informatique le soir", "informatique", [("pace", "soir")]),
        ("cours du soir comptabilité", "comptabilité", [("pace", "soir")]),
        ("BTS NDRC à distance", "BTS NDRC", [("modality", "distance")]),
        ("CAP cuisine avec internat", "CAP cuisine", [("boarding", "oui")]),
        ("licence pro à temps partiel le week-end", "licence pro",
         [("pace", "week_end"), ("pace", "temps_partiel")]),
        ("CAP Cuisine sans internat", "CAP Cuisine", [("", "")]),
        ("CAP Cuisine gratuit", "CAP Cuisine", [("", "")]),
        ("bac pro par correspondance", "bac pro", [("modality", "distance")]),
        ("cours du soir", "", [("pace", "soir")]),
        ("formation payée cuisine", "formation cuisine", [("", "")]),
        ("cuisine payé", "cuisine", [("", "")]),
        ("master finance", "master finance", []),
        ("CAP financé", "CAP", [("", "")]),
        ("gestionnaire de paye", "gestionnaire de paye", []),
        ("CAP Cuisine", "CAP Cuisine", []),
        ("médecine interniste", "médecine interniste", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_constraints_are_told_apart(request_, rest, asked):
    found, constraints = constraints_of(request_)
    assert found == rest
    assert [(one.parameter, one.value) for one in constraints] == asked


def test_what_no_filter_says_is_answered_by_a_sentence():
    _, (one,) = constraints_of("formation rémunérée")
    assert "Aucune source chargée ne dit" in one.note
