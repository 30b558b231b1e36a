"""Degrees to metres and back, in the system of the region that its tables carry."""

import numpy as np
import pytest
from pyproj import CRS

from geodata.places.projection import MAINLAND, to_degrees, to_metres

# The origin of Lambert-93, which is fixed by its definition (IGN, 3° E, 46°30' N).
ORIGIN, METRES = np.array([[3.0, 46.5]]), np.array([[700_000.0, 6_600_000.0]])
SAINT_DENIS = np.array([[55.4504, -20.8789]])


@pytest.mark.parametrize("crs", [MAINLAND, CRS(MAINLAND), None])
def test_the_origin_of_the_mainland_s_system_is_where_it_is_defined(crs):
    assert to_metres(ORIGIN, crs) == pytest.approx(METRES, abs=0.01)
    assert to_degrees(METRES, crs) == pytest.approx(ORIGIN, abs=1e-7)


def test_a_region_overseas_has_its_own():
    own = CRS("EPSG:2975")
    back = to_degrees(to_metres(SAINT_DENIS, own), own)
    assert back == pytest.approx(SAINT_DENIS, abs=1e-7)
    assert np.abs(to_metres(SAINT_DENIS, own) - to_metres(SAINT_DENIS)).min() > 1_000


def test_what_cannot_be_turned_is_not_a_place():
    turned = to_metres(np.array([[np.inf, 95.0], [3.0, 46.5]]))
    assert np.isnan(turned[0]).all()
    assert np.isfinite(turned[1]).all()
