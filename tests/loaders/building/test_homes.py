"""Times from where people live: computed once for a build, kept whole, read back as they were."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geodata.assembly import make_atlas
from geodata.travel.model import EstimatedTravel, matrix
from loaders.building.homes import with_homes
from loaders.errors import StoreError
from loaders.roads.computing import places_of
from loaders.store.regional import read_store, write_store

HOMES = pd.DataFrame(
    {
        "commune": ["80001", "80001", "80002", "80002"],
        "x": [681_000.0, 689_000.0, 691_000.0, 699_000.0],
        "y": [7_001_000.0] * 4,
        "people": [30.0, 10.0, 5.0, 5.0],
        "source": ["carreaux", "carreaux", "iris", "carreaux"],
    }
)


def silent(_message: str) -> None:
    """Say nothing."""


@pytest.fixture
def built(tables):
    return with_homes(replace(tables, homes=HOMES), EstimatedTravel(), silent)


def test_the_finest_source_speaks_for_a_commune(built) -> None:
    assert built.homes["x"].tolist() == [681_000, 689_000, 699_000]


def test_without_a_home_nothing_is_computed(tables) -> None:
    found = with_homes(tables, EstimatedTravel(), silent)
    assert found.home_travel == {}
    pd.testing.assert_frame_equal(found.homes, tables.homes)


def test_a_store_gives_back_the_times_and_the_atlas_weighs_them(built, meta, tmp_path) -> None:
    write_store(str(tmp_path), built, meta)
    store = read_store(str(tmp_path))
    model = EstimatedTravel()
    xy = [[681_000, 7_001_000], [689_000, 7_001_000], [699_000, 7_001_000],
          *store.communes[["x", "y"]].to_numpy()[2:]]  # fmt: skip
    expected = matrix(model, xy, store.sites[["x", "y"]], "voiture")
    np.testing.assert_array_equal(store.home_travel["voiture"], expected)
    atlas = make_atlas(store)
    near, far = (int(time) for time in expected[0, :2])
    assert atlas.travel["voiture"][0, 0] == np.floor((3 * near + far) / 4 + 0.5)
    assert atlas.lived.halls["voiture"][0].tolist() == [0, 15, 15, 255]
    assert atlas.lived.sources == ("carreaux",)
    assert atlas.times_words("voiture").endswith("depuis les lieux de vie")


def test_times_of_another_size_are_refused(built, meta, tmp_path) -> None:
    wrong = {"voiture": built.home_travel["voiture"][:, :2]}
    with pytest.raises(StoreError, match="lieux de vie"):
        write_store(str(tmp_path), replace(built, home_travel=wrong), meta)


def test_roads_start_from_homes_too(built) -> None:
    places = places_of(built.communes, built.sites, built.homes)
    started = {tuple(places.xy[row]) for row in places.starts}
    assert {(681_000.0, 7_001_000.0), (699_000.0, 7_001_000.0)} <= started
    assert set(places.communes) <= set(places.starts)
    assert len(places.starts) == 7
    alone = places_of(built.communes, built.sites)
    assert alone.starts.tolist() == alone.communes.tolist()
