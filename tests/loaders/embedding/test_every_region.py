"""A region is embedded from the packages, built and served: Corse, or all (`make regions`)."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

import loaders.building.region as building
from app import create_app
from loaders.embedding.base import EMBEDDED, read_base
from loaders.embedding.packages import EmbedError, UnreachableError
from loaders.embedding.region import DOWNLOADS, embed
from loaders.project_data.profile import known_regions, read_profile
from settings import Settings

ALL = os.environ.get("ATLAS_REGIONS") == "all"
OVERSEAS = {
    "guadeloupe": ("01", "971"), "martinique": ("02", "972"), "guyane": ("03", "973"),
    "la-reunion": ("04", "974"), "mayotte": ("06", "976"),
}  # fmt: skip


def test_the_thirteen_regions_of_the_mainland_have_a_profile():
    codes = {read_profile(slug).code for slug in known_regions()}
    assert codes == {"11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"}


@pytest.mark.parametrize("slug", known_regions() if ALL else ["corse"])
def test_a_region_is_embedded_built_and_served(slug, tmp_path: Path, monkeypatch):
    folder = tmp_path / "embedded"
    shutil.copytree(EMBEDDED / "france", folder / "france")
    try:
        embed(slug, folder, DOWNLOADS)
    except UnreachableError as error:
        pytest.skip(f"the packages are neither cached nor within reach: {error}")
    base = read_base(slug, folder=folder)
    profile = read_profile(slug)
    assert set(base.communes["departement"]) == set(profile.departements)
    west, south, east, north = profile.bounding_box
    assert base.communes["lon"].between(west, east).all()
    assert base.communes["lat"].between(south, north).all()
    assert profile.capital in set(base.communes["code"])

    monkeypatch.setattr(building, "read_base", partial(read_base, folder=folder))
    (tmp_path / "sources").mkdir()
    store = str(tmp_path / "store")
    manifest = building.build(tmp_path / "sources", store, slug)
    assert manifest.demonstration
    assert manifest.counts["offers"] > 100
    served = create_app(Settings(store=store, region=slug)).server.test_client()
    for path in ("/", "/couverture", "/donnees", f"/territoire/region/{profile.code}"):
        answer = served.get(path)
        assert answer.status_code == 200, path
    page = served.get("/").get_data(as_text=True).replace("&#x27;", "'").replace("’", "'")
    assert profile.name in page
    assert "Hauts-de-France" not in page or slug == "hauts-de-france"


@pytest.mark.parametrize("slug", list(OVERSEAS))
def test_an_overseas_region_says_that_its_projection_is_not_the_atlas_s(
    slug, tmp_path, monkeypatch
):
    code, departement = OVERSEAS[slug]
    there = read_profile("corse")
    profile = type(there)(**{**there.__dict__, "slug": slug, "name": slug, "code": code,
                             "departements": (departement,)})  # fmt: skip
    monkeypatch.setattr("loaders.embedding.region.read_profile", lambda _: profile)
    with pytest.raises(EmbedError, match="outre-mer"):
        embed(slug, tmp_path / "embedded", tmp_path / "downloads")
    assert not (tmp_path / "downloads").exists()
