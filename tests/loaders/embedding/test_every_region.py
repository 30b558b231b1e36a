"""A region is embedded from the packages, built and served: Corse, or all (`make regions`)."""

import os
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pyproj import Geod

import loaders.building.region as building
import loaders.store.network as places
from app import create_app
from geodata.travel.network import UNMEASURED, estimate_of
from loaders.embedding.base import EMBEDDED, read_base
from loaders.project_data.profile import REGIONS, ProfileError, known_regions, read_profile
from loaders.store.network import network_near
from loaders.store.regional import read_store
from settings import Settings

ALL = os.environ.get("ATLAS_EMBED") == "all"
OVERSEAS = {
    "guadeloupe": "EPSG:5490", "martinique": "EPSG:5490", "guyane": "EPSG:2972",
    "la-reunion": "EPSG:2975", "mayotte": "EPSG:4471",
}  # fmt: skip


def test_every_region_has_a_profile_and_its_projection():
    profiles = {slug: read_profile(slug) for slug in known_regions()}
    mainland = {"11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"}
    assert {one.code for one in profiles.values()} == mainland | {"01", "02", "03", "04", "06"}
    assert {slug: one.projection for slug, one in profiles.items() if one.overseas} == OVERSEAS


def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path):
    text = (REGIONS / "corse.toml").read_text(encoding="utf-8")
    (tmp_path / "corse.toml").write_text(f'time_zone = "Indien/Réunion"\n{text}', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"time_zone.*comme Indian/Reunion"):
        read_profile("corse", tmp_path)


@pytest.mark.parametrize("wrong", ["EPSG:4326", "EPSG:99999", "Lambert-93"])
def test_a_projection_that_is_not_in_metres_is_refused(wrong, tmp_path: Path):
    text = (REGIONS / "corse.toml").read_text(encoding="utf-8")
    (tmp_path / "corse.toml").write_text(f'projection = "{wrong}"\n{text}', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"projection.*EPSG en mètres"):
        read_profile("corse", tmp_path)


@pytest.mark.parametrize("slug", known_regions() if ALL else ["corse", "la-reunion"])
def test_a_region_is_embedded_built_and_served(slug, embedded, tmp_path: Path, monkeypatch):
    folder = embedded(slug)
    base = read_base(slug, folder=folder)
    profile = read_profile(slug)
    assert set(base.communes["departement"]) == set(profile.departements)
    west, south, east, north = profile.bounding_box
    assert base.communes["lon"].between(west, east).all()
    assert base.communes["lat"].between(south, north).all()
    assert profile.capital in set(base.communes["code"])

    monkeypatch.setattr(places, "FOLDER", folder / "france")
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
    told = served.get("/donnees").get_data(as_text=True)
    assert ("vitesses non mesurées dans cette région" in told) == profile.overseas
    capital = base.communes.set_index("code").loc[profile.capital, ["lon", "lat"]]
    near = {"near": ",".join(map(str, capital)), "max_minutes": 20}
    monkeypatch.setattr(places, "FOLDER", EMBEDDED / "france")
    moved = read_store(store)  # to a machine without the places of a region overseas
    assert (moved.network is None) == (not moved.measured) == profile.overseas
    found = served.get("/api/v1/offers", query_string=near).get_json()
    assert found["total"] > 0
    page = served.get("/").get_data(as_text=True).replace("&#x27;", "'").replace("’", "'")
    assert profile.name in page
    assert "Hauts-de-France" not in page or slug == "hauts-de-france"


@pytest.mark.parametrize("slug", ["la-reunion", "mayotte"] if not ALL else sorted(OVERSEAS))
def test_a_region_overseas_is_measured_with_its_own_metres(slug, embedded):
    folder = embedded(slug)
    communes = read_base(slug, folder=folder).communes
    profile = read_profile(slug)
    assert communes.crs.to_string() == profile.projection
    assert set(communes["departement"]) == set(profile.departements)
    here, there = communes.iloc[0], communes.iloc[-1]
    _, _, metres = Geod(ellps="GRS80").inv(here["lon"], here["lat"], there["lon"], there["lat"])
    flat = np.hypot(here["x"] - there["x"], here["y"] - there["y"])
    assert metres > 1_000
    assert flat == pytest.approx(metres, rel=0.001)
    known = communes[["pop_0_19", "pop_20_64", "pop_65_plus"]].notna().to_numpy()
    assert known.all() != (slug == "mayotte")  # the census of 2021 left it out: unknown, not zero

    network = network_near(slug, folder / "france")
    assert network is not None
    assert estimate_of(network).name == UNMEASURED
