"""The published error of the estimate by car, recomputed on trips that its fit never saw."""

import math

import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geodata.places.projection import to_metres
from geodata.travel.error import PUBLISHED_ERROR, UNCERTAINTY, error_by_band
from loaders.embedding.base import read_base
from loaders.store.network import travel_model

from .conftest import DATA

TIMES = DATA.parent / "more" / "mobilite"
PARIS = [2.3522, 48.8566]  # its town hall

pytestmark = pytest.mark.skipif(
    not TIMES.exists(), reason="../shared/more absent: no published times to compare with"
)


def estimated(trips, start, end):
    """Return the estimate of each trip, from and to columns of degrees."""
    starts, first = np.unique(trips[start].to_numpy(), axis=0, return_inverse=True)
    ends, last = np.unique(trips[end].to_numpy(), axis=0, return_inverse=True)
    minutes = travel_model().minutes(to_metres(starts), to_metres(ends), "voiture")
    return minutes[first.ravel(), last.ravel()].astype(float)


@pytest.fixture(scope="module")
def isere():
    """Reference and estimated minutes of the trips between communes left out of the fit."""
    trips = pd.read_csv(TIMES / "temps_reference_isere.csv", dtype={"origin": str})
    trips["destination"] = trips["destination"].astype(str)
    codes = np.unique(trips[["origin", "destination"]].to_numpy())
    fitted = set(np.random.default_rng(1).permutation(codes)[: len(codes) // 2])
    apart = trips[~trips["origin"].isin(fitted) & ~trips["destination"].isin(fitted)]
    start, end = (["origin_lon", "origin_lat"], ["destination_lon", "destination_lat"])
    return apart["minutes"].to_numpy(), estimated(apart, start, end)


@pytest.fixture(scope="module")
def paris():
    """Reference and estimated minutes to Paris, of the communes left out of the fit."""
    trips = pd.read_csv(TIMES / "temps_reference_paris.csv", dtype={"code": str}).iloc[1::2]
    trips = trips.assign(there_lon=PARIS[0], there_lat=PARIS[1])
    return trips["minutes"].to_numpy(), estimated(trips, ["lon", "lat"], ["there_lon", "there_lat"])


def test_the_published_error_is_right_and_has_not_grown(isere, paris):
    both = [np.concatenate(series) for series in zip(isere, paris, strict=True)]
    measured = error_by_band(*both)
    for row, published in zip(measured.itertuples(), PUBLISHED_ERROR, strict=True):
        assert (row.low, row.high, row.pairs) == (published.low, published.high, published.pairs)
        # The figures are published to a tenth of a minute.
        assert math.isclose(row.mean_absolute_error, published.mean_absolute_error, abs_tol=0.051)
        assert math.isclose(row.bias, published.bias, abs_tol=0.051)


def test_the_mountains_are_five_minutes_off_and_hardly_ever_too_short(isere):
    reference, minutes = isere
    errors = minutes - reference
    assert np.abs(errors).mean() < 5.0
    assert np.abs(errors[reference < 10]).mean() < 2.0
    for low, high in [(0, 10), (10, 20), (20, 30), (30, 45), (45, 60)]:
        assert abs(errors[(reference >= low) & (reference < high)].mean()) < 1.1
    assert (reference[minutes <= 30] > 30).mean() < 0.15


def test_the_uncertainty_shown_holds_four_trips_in_five(isere, paris):
    for reference, minutes in (isere, paris):
        assert (np.abs(reference - minutes) <= UNCERTAINTY * minutes).mean() > 0.795


def test_the_bay_of_somme_is_gone_round():
    xy = read_base().communes.set_index("code")[["x", "y"]]
    crotoy, valery, cayeux = (xy.loc[[code]].to_numpy() for code in ("80228", "80721", "80182"))
    model = travel_model()
    assert model.minutes(crotoy, valery, "voiture")[0, 0] > 15
    assert model.minutes(crotoy, cayeux, "voiture")[0, 0] > 15
    shore = model.reach(valery[0], 12, "voiture")
    assert not shore.contains(Point(crotoy[0]))
