"""Territories alike: near by their features, never themselves, the same each time."""

import numpy as np
import pandas as pd
from atlases.portrait import portrait_atlas

from geodata.portrait.similar import HOW_MANY, features, similar
from geodata.portrait.sums import sums
from geodata.territory import territory


def table(**columns):
    n = len(next(iter(columns.values())))
    base = dict.fromkeys(
        ["population", "bands", "pop_0_19", "pop_65_plus", "rural", "qpv", "area"], [100.0] * n
    )
    return pd.DataFrame({**base, **columns})


def test_features_are_standardised_and_constant_ones_left_out():
    scaled = features(table(population=[100.0, 1000.0, 10_000.0], bands=[100.0] * 3))
    assert "old" not in scaled
    assert np.allclose(scaled.mean(), 0)
    assert np.allclose(scaled.std(ddof=0), 1)


def test_a_territory_is_not_like_itself():
    atlas = portrait_atlas()
    found = similar(atlas, territory(atlas, "commune", "80001"))
    assert len(found.codes) == HOW_MANY
    assert "80001" not in found.codes
    people = sums(atlas, "commune").loc[list(found.codes), "population"]
    assert found.sums["population"] == people.sum()


def test_too_few_territories_have_none_alike():
    atlas = portrait_atlas()
    assert similar(atlas, territory(atlas, "spel", "S1")) is None
    assert similar(atlas, territory(atlas, "departement", "80")) is None
