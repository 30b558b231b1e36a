"""Where the survey of needs knows a territory: by its basins, of a SPEL those that count for it."""

import numpy as np
import pytest
from atlases.small import FULL, small_atlas

from geodata.asking.query import UnknownCode
from geodata.needs.territories import needs_basins, needs_territory, surveyed


@pytest.fixture
def atlas():
    """The people of a SPEL are nearly all in a basin, and of the département in two."""
    atlas = small_atlas([FULL])
    atlas.communes["bmo_basin"] = ["B1", "B1", "B2", "B2"]
    atlas.communes["spel"] = ["S1", "S1", "S1", "S2"]
    atlas.communes["population"] = [9_000, 9_000, 100, 5_000]
    return atlas


def test_a_spel_is_looked_at_by_the_basins_that_count_for_it(atlas):
    spel = needs_territory(atlas, "spel", "S1")
    assert set(spel.every_basin) == {"B1", "B2"}
    assert set(needs_basins(spel)) == {"B1"}
    assert surveyed(atlas, spel).tolist() == [True, True, False, False]


def test_another_territory_is_looked_at_by_all_its_basins_in_its_own_communes(atlas):
    region = needs_territory(atlas, "region", "")
    assert set(needs_basins(region)) == {"B1", "B2"}
    assert surveyed(atlas, region).all()


def test_a_spel_without_a_basin_is_its_own_communes(atlas):
    atlas.communes["bmo_basin"] = ""
    spel = needs_territory(atlas, "spel", "S2")
    assert np.flatnonzero(surveyed(atlas, spel)).tolist() == [3]


def test_a_territory_of_another_region_is_told(atlas):
    with pytest.raises(UnknownCode, match="S9"):
        needs_territory(atlas, "spel", "S9")
