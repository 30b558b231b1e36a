"""Neighbouring regions in the real cut of Parcoursup: who gains a course, nothing else moves."""

import shutil

import pytest

from loaders.building.region import build
from loaders.store.regional import read_store
from settings import read_settings

DATA = read_settings().shared_data
MORE = DATA.parent / "more" / "offre_formation"
OURS = DATA / "offre_formation" / "parcoursup_formations_hdf.csv"
THEIRS = MORE / "parcoursup_formations_voisins_40km.csv"


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Return the store of the region's file alone, and of both files."""
    if not (OURS.exists() and THEIRS.exists()):
        pytest.skip("les coupes de Parcoursup (../shared) ne sont pas là")
    found = []
    for name, files in (("alone", [OURS]), ("both", [OURS, THEIRS])):
        folder = tmp_path_factory.mktemp(name)
        for file in files:
            shutil.copy(file, folder)
        address = str(tmp_path_factory.mktemp(f"{name}-store"))
        build(folder, address, "hauts-de-france")
        found.append(read_store(address))
    return found


def nearest(store, code):
    """Return the minutes by car from a commune to the nearest course."""
    row = store.communes.index[store.communes["code"] == code][0]
    return int(store.travel["voiture"][:, row].min())


def test_trie_chateau_is_beside_the_courses_of_gisors(stores):
    alone, both = stores
    assert nearest(alone, "60644") > 30
    assert nearest(both, "60644") <= 10


def test_no_total_of_the_region_moves(stores):
    alone, both = (store.manifest for store in stores)
    assert both.counts["ring_offers"] > 2_000
    for name in ("offers", "sites", "communes"):
        assert both.counts[name] == alone.counts[name]
    for part in ("all", "departements", "merging"):
        assert both.quality[part] == alone.quality[part]
