import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.modes import (
    car_dependent_sites,
    mobility_by_zone,
    sites_within,
    ways,
    ways_round,
)
from geodata.places.zoning import zoning

TIMES = st.sampled_from([0, 30, 31, 254, 255])
MODES = ("voiture", "velo", "marche")
THRESHOLDS = dict.fromkeys(MODES, 30)


def zones_of(codes):
    return zoning(pd.DataFrame({"spel": codes}), "spel")


@given(hnp.arrays(np.uint8, (3, 6), elements=TIMES), hnp.arrays(np.int64, 6,
       elements=st.integers(0, 99)))  # fmt: skip
def test_everyone_has_a_way_by_car_alone_another_way_or_none(minutes, people):
    found = ways(dict(zip(MODES, minutes, strict=True)), THRESHOLDS)
    inside = minutes <= 30
    assert found.car_only.tolist() == (inside[0] & ~inside[1] & ~inside[2]).tolist()
    assert found.none.tolist() == (~inside.any(axis=0)).tolist()
    table = mobility_by_zone(zones_of(list("aabbcc")), found, people)
    assert table["population"].sum() == people.sum()
    assert table["car_only"].sum() == people[found.car_only].sum()
    assert table["covered_velo"].sum() == people[inside[1]].sum()
    assert table["car_only_communes"].sum() == found.car_only.sum()
    shares = table["car_only_share"].dropna()
    assert shares.between(0, 1).all()
    assert len(shares) == (table["population"] > 0).sum()


def test_a_car_alone_when_no_other_mode_is_loaded():
    found = ways({"voiture": np.array([10, 255], np.uint8)}, {"voiture": 30})
    assert found.car_only.tolist() == [True, False]
    assert found.none.tolist() == [False, True]
    with pytest.raises(KeyError):
        ways({"velo": np.array([10], np.uint8)}, {"velo": 30})


@given(
    hnp.arrays(np.uint8, (4, 6), elements=TIMES),
    st.lists(st.sampled_from(["a", "b", ""]), min_size=6, max_size=6),
    hnp.arrays(np.bool_, 6),
)
def test_sites_that_a_territory_reaches(matrix, codes, inhabited):
    zones = zones_of(codes)
    found = sites_within(matrix, zones, 30, inhabited)
    for z, code in enumerate(zones.codes):
        columns = zones.communes(code) & inhabited
        expected = (matrix[:, columns] <= 30).any(axis=1)
        assert found[:, z].tolist() == expected.tolist()


def test_courses_that_depend_on_a_car():
    zones = zones_of(["a", "b"])
    car = np.array([[10, 10], [10, 255]], np.uint8)
    bicycle = np.array([[255, 20], [255, 255]], np.uint8)
    reached = {m: sites_within(t, zones, 30) for m, t in {"voiture": car, "velo": bicycle}.items()}
    dependent = car_dependent_sites(reached)
    assert dependent.tolist() == [[True, False], [True, False]]
    assert (np.array([3, 4]) @ dependent).tolist() == [7, 0]


def test_no_site_at_all():
    assert sites_within(np.zeros((0, 2), np.uint8), zones_of(["a", "b"]), 30).shape == (0, 2)


def test_ways_round_are_counted_apart():
    which = np.array([True, True, True, False])
    modality = np.array(["distance", "mixte", "presentiel", "distance"], dtype=object)
    found = ways_round(which, modality, np.full(4, -1, np.int8))
    assert (found.distance, found.mixed, found.boarding) == (1, 1, None)
    assert ways_round(which, modality, np.array([-1, 1, 0, 1], np.int8)).boarding == 1
