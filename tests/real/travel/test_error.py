"""The published error of the estimates by car, measured again on trips that no fit ever saw."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from shapely import Point

from geodata.travel.margin import HELD, half_width
from geodata.travel.model import EstimatedTravel
from loaders.embedding.base import read_base
from loaders.store.measured import read_measured
from loaders.store.network import read_network, travel_model
from loaders.travel.measure import ISERE, PARIS, estimated, kept_apart, measure
from tests.real.conftest import DATA

TIMES = DATA.parent / "more" / "mobilite"

pytestmark = pytest.mark.skipif(
    not TIMES.exists(), reason="../shared/more absent: no published times to compare with"
)


@pytest.fixture(scope="module")
def isere():
    """Reference and estimated minutes of the trips between communes left out of the fit."""
    apart = kept_apart(pd.read_csv(TIMES / ISERE, dtype={"origin": str, "destination": str}))
    return apart["minutes"].to_numpy(), estimated(travel_model(), apart)


@pytest.fixture(scope="module")
def paris():
    """Reference and estimated minutes to Paris, of the communes left out of the fit."""
    trips = pd.read_csv(TIMES / PARIS, dtype={"code": str}).iloc[1::2]
    return trips["minutes"].to_numpy(), estimated(travel_model(), trips)


def test_the_published_error_is_what_is_measured(tmp_path, real_store):
    found, shipped = measure(TIMES, real_store, tmp_path / "error.json"), read_measured()
    for name, one in shipped.items():
        again = {
            mode: replace(margin, placing=one.margins[mode].placing)
            for mode, margin in found[name].margins.items()
        }
        assert replace(found[name], margins=again) == one
        # The sites whose address is known change with each source that is read.
        for mode, margin in one.margins.items():
            assert found[name].margins[mode].placing == pytest.approx(margin.placing, rel=0.2)


def test_the_mountains_are_four_minutes_off_and_hardly_ever_too_short(isere):
    reference, minutes = isere
    errors = minutes - reference
    assert np.abs(errors).mean() < 4.4
    assert np.abs(errors[reference < 10]).mean() < 2.0
    for low, high in [(0, 10), (10, 20), (20, 30), (30, 45), (45, 60)]:
        assert abs(errors[(reference >= low) & (reference < high)].mean()) < 1.0
    assert (reference[minutes <= 30] > 30).mean() < 0.15


def test_no_class_under_an_hour_is_a_minute_off_on_the_trips_kept_apart(isere, paris):
    reference, minutes = (np.concatenate(both) for both in zip(isere, paris, strict=True))
    for low, high in [(0, 10), (10, 20), (20, 30), (30, 45), (45, 60)]:
        kept = (reference >= low) & (reference < high)
        assert abs((minutes - reference)[kept].mean()) < 1.0


@pytest.mark.parametrize("low", [0, 10, 20, 30, 45, 60, 90])
def test_the_margin_shown_holds_in_each_class_of_estimates(isere, low):
    reference, minutes = isere
    margin = read_measured()[travel_model().name].margins["voiture"]
    high = {0: 10, 10: 20, 20: 30, 30: 45, 45: 60, 60: 90, 90: 300}[low]
    kept = (minutes >= low) & (minutes < high)
    held = np.abs(reference - minutes)[kept] <= half_width(minutes[kept], margin)
    assert held.mean() >= HELD


def test_the_margin_shown_holds_toward_paris_and_as_the_crow_flies(paris):
    reference, minutes = paris
    margin = read_measured()[travel_model().name].margins["voiture"]
    assert (np.abs(reference - minutes) <= half_width(minutes, margin)).mean() >= HELD
    apart = kept_apart(pd.read_csv(TIMES / ISERE, dtype={"origin": str, "destination": str}))
    crow = EstimatedTravel()
    straight = estimated(crow, apart)
    side = half_width(straight, read_measured()[crow.name].margins["voiture"])
    assert (np.abs(apart["minutes"] - straight) <= side).mean() >= HELD


def test_the_bay_of_somme_is_gone_round():
    xy = read_base().communes.set_index("code")[["x", "y"]]
    crotoy, valery, cayeux = (xy.loc[[code]].to_numpy() for code in ("80228", "80721", "80182"))
    model = travel_model()
    assert model.minutes(crotoy, valery, "voiture")[0, 0] > 15
    assert model.minutes(crotoy, cayeux, "voiture")[0, 0] > 15
    shore = model.reach(valery[0], 12, "voiture")
    assert not shore.contains(Point(crotoy[0]))


def test_a_place_by_the_sea_is_not_on_a_mountain():
    # Cells of sea have no altitude: read as one, they put Saint-Nazaire at 3,000 m.
    network = read_network()
    x, y = network.xy.T
    ashore = (x < 420_000) & (y > 6_600_000)  # Brittany, Vendée, the Cotentin: nothing over 420 m
    assert network.altitude[ashore].max() < 420
    assert 1_500 < network.altitude.max() < 2_500  # a commune of the Alps
