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
        ("cours du soir", "", [("pace", "soir")]),
        ("CAP Cuisine", "CAP Cuisine", []),
        ("médecine interniste", "médecine interniste", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_constraints_are_told_apart(request_, rest, asked):
    found, constraints = constraints_of(request_)
    assert found == rest
    assert [(one.parameter, one.value) for one in constraints] == asked
