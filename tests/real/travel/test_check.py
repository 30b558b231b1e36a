"""The estimate measured on published times of another region: what the screens' band must face."""

import pytest

from geodata.travel.model import EstimatedTravel
from loaders.store.network import travel_model
from loaders.travel.check import check_travel
from tests.real.conftest import DATA

ISERE = DATA.parent / "more" / "mobilite" / "temps_reference_isere.csv"

pytestmark = pytest.mark.skipif(
    not ISERE.exists(), reason="../shared/more absent: no published times of Isère"
)


def test_the_error_of_the_estimate_in_a_mountain_departement():
    found = check_travel(ISERE, EstimatedTravel(), "voiture", 30).found
    assert found.pairs == 12_000
    # Independent of the classes: 7.8 minutes off, 6.4 too short, three in ten wrongly « within ».
    assert found.mean_absolute_error == pytest.approx(7.8, abs=0.05)
    assert found.bias == pytest.approx(-6.4, abs=0.05)
    # A fifth of the time would hold six trips in ten.
    assert found.within_band == pytest.approx(0.58, abs=0.005)
    assert found.wrongly_within == pytest.approx(0.30, abs=0.005)


def test_from_commune_to_commune_it_is_nearly_half_less_wrong():
    found = check_travel(ISERE, travel_model(), "voiture", 30).found
    assert found.pairs == 12_000
    assert found.mean_absolute_error < 4.5
    assert found.wrongly_within < 0.13
