"""The network written by hand, ready for the programs of OSRM."""

import pytest
from samples import road_networks as net

from loaders.roads.engine import network_of


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roads")
    return network_of(net.by_hand(folder), folder / "routing")
