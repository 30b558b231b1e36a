import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.flows.potential import (
    NOWHERE,
    flows_by_zone,
    read_flows,
)
from geodata.coverage.nearest import nearest, nearest_site
from geodata.places.zoning import zoning

CODES = ["00001", "00002", "00003", "00004"]
SITE_ZONES = np.array(["b", "z", "a"], dtype=object)


@given(
    hnp.arrays(np.uint8, (3, 4), elements=st.sampled_from([0, 30, 255])),
    hnp.arrays(np.bool_, 3),
    hnp.arrays(np.int64, 4, elements=st.integers(0, 100)),
)
def test_nobody_is_lost_on_the_way(matrix, mask, people):
    minutes, sites = nearest(matrix, mask), nearest_site(matrix, mask)
    zones = zoning(pd.DataFrame({"spel": ["a", "a", "b", ""]}), "spel")
    between = flows_by_zone(zones, sites, SITE_ZONES, people)
    assert between["people"].sum() == people.sum()
    lost = between.loc[between["destination"] == NOWHERE, "people"].sum()
    assert lost == people[minutes == 255].sum()
    shares = between.groupby("origin")["share"].sum(min_count=1).dropna()
    assert shares.tolist() == pytest.approx([1] * len(shares))


def test_reads_observed_flows():
    listed = pd.DataFrame(
        {
            "origin": ["00001", "00001 ", "00001", "75056", "00002", "00002"],
            "destination": ["00002", "00002", "00003", "00001", "00001", "00001"],
            "people": ["1 000,5", 2, "x", "7", "-1", None],
        }
    )
    found = read_flows(listed, CODES)
    assert found.table.to_numpy().tolist() == [["00001", "00002", 1002.5]]
    assert (found.outside, found.rejected) == (7, 3)
    with pytest.raises(KeyError):
        read_flows(listed.drop(columns="people"), CODES)
