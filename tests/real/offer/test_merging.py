"""Which establishments teach a diploma: the store against the producers' files read by themselves.

The expected establishments are those that the files list, read here with `csv` only: by the code of
the diploma in the nomenclature, and by the title for Parcoursup.
"""

import csv
import datetime as dt
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from geodata.asking.query import parse_query
from geodata.atlas import Atlas
from geodata.finding.answer import find
from loaders.store.regional import Store

OFFER = "offre_formation"
MCO, CUISINE = "32031213", "50022146"
TODAY = dt.date(2026, 11, 22)
REGION = ("002", "059", "060", "062", "080")


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(c for c in folded if c.isalpha() or c == " ").split())


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / OFFER / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def modules(shared_data: Path) -> dict[str, str]:
    """Diploma of each module (MEFSTAT11)."""
    return {r["MEF_STAT_11"]: r["FORMATION_DIPLOME"] for r in rows(shared_data, "bcn_n_mef.csv")}


@pytest.fixture(scope="module")
def atlas(real_atlas: Atlas) -> Atlas:
    return real_atlas


def successors(folder: Path, cfd: str) -> set[str]:
    """Return the diploma and those of its title that it replaced, one after the other."""
    table = {r["FORMATION_DIPLOME"]: r for r in rows(folder, "bcn_n_formation_diplome.csv")}
    old, title = set[str](), table[cfd]["LIBELLE_LONG_200"]
    while cfd in table and table[cfd]["LIBELLE_LONG_200"] == title:
        old.add(cfd)
        cfd = table[cfd]["ANCIEN_DIPLOME_1"]
    return old


def listed_mco(folder: Path, modules: dict[str, str]) -> set[tuple[str, str]]:
    """Return (voie, UAI) of the BTS Management commercial opérationnel in every file."""
    cfds = successors(folder, MCO)
    found = {
        ("apprentissage" if r["STATUT"] == "Apprentissage" else "superieur", r["UAI"])
        for r in rows(folder, "bts_capacite_2022_hdf.csv")
        if modules.get(r["MEFSTAT11"], r["CFD"]) in cfds
    }
    found |= {
        ("superieur", r["UAI"])
        for r in rows(folder, "constat_rentree_2020_voie_pro_hdf.csv")
        if modules.get(r["Mef Bcp 11"]) in cfds and int(r["Nombre d'élèves : Total"] or 0)
    }
    found |= {
        ("superieur", r["uai"])
        for r in rows(folder, "parcoursup_formations_hdf.csv")
        if "management commercial operationnel" in plain(r["formation"])
    }
    return {(voie, uai) for voie, uai in found if uai.startswith(REGION)}


def listed_cuisine(folder: Path, modules: dict[str, str]) -> set[tuple[str, str]]:
    """Return (voie, UAI) of the CAP Cuisine in every file."""
    cfds = successors(folder, CUISINE)
    found = {
        ("scolaire", r["UAI"])
        for r in rows(folder, "constat_rentree_2020_voie_pro_hdf.csv")
        if modules.get(r["Mef Bcp 11"]) in cfds and int(r["Nombre d'élèves : Total"] or 0)
    }
    found |= {
        ("apprentissage" if r["Statut Offre de formation"] == "AP" else "scolaire",
         r["Etablissement d'accueil"])
        for r in rows(folder, "affelnet_capacite_2021_hdf.csv")
        if modules.get(r["MEF STAT 11"]) in cfds
    }  # fmt: skip
    return {(voie, uai) for voie, uai in found if uai.startswith(REGION)}


def taught(store: Store, title: str) -> list[tuple[str, str]]:
    offers = store.offers[store.offers["title"] == title]
    uais = offers["site"].map(store.sites.set_index("site")["uai"])
    return list(zip(offers["voie"], uais, strict=True))


def unplaced(store: Store) -> set[str]:
    """Return the UAI that the report says nobody can place."""
    rejects = store.rejects[store.rejects["reason"].str.contains("ni les coordonnées")]
    return set(rejects["content"].str.extract(r"(\d{7}[A-Z])")[0])


@pytest.mark.parametrize(
    ("title", "listed"),
    [("BTS Management commercial opérationnel", listed_mco), ("CAP Cuisine", listed_cuisine)],
)
def test_each_school_of_the_files_once_and_no_other(
    shared_data: Path, real_store: Store, modules, title: str, listed
) -> None:
    expected = listed(shared_data, modules)
    found = taught(real_store, title)
    assert len(found) == len(set(found)), "no school twice"
    lost = unplaced(real_store)
    assert set(found) == {(voie, uai) for voie, uai in expected if uai not in lost}
    assert len(found) >= 15


def great_circle(lon: float, lat: float, lons: np.ndarray, lats: np.ndarray) -> np.ndarray:
    """Return kilometres."""
    a, b = np.radians(lat), np.radians(lats)
    half = (
        np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lons - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * np.arcsin(np.sqrt(half))


@pytest.mark.parametrize(
    ("words", "town", "minutes", "title", "listed"),
    [
        (
            "BTS management commercial opérationnel", "80021", 30,
            "BTS Management commercial opérationnel", listed_mco,
        ),
        ("CAP cuisine", "62160", 60, "CAP Cuisine", listed_cuisine),
    ],
)  # fmt: skip
def test_a_search_near_a_town_gives_the_schools_of_the_files(
    shared_data: Path, real_store: Store, atlas: Atlas, modules, words, town, minutes, title, listed
) -> None:
    home = real_store.communes.set_index("code").loc[town]
    asked = {"q": words, "near": f"{home['lon']},{home['lat']}", "mode": "voiture"}
    found = find(atlas, parse_query({**asked, "max_minutes": str(minutes)}), TODAY)
    rows = atlas.offers[found.listed]
    sites = atlas.sites.set_index("site")
    here = set(zip(rows["voie"], rows["site"].map(sites["uai"]), strict=True))
    expected = listed(shared_data, modules)
    # Whatever the exact reach is, no school that the files do not list for it is shown.
    assert here <= expected
    assert set(rows["title"]) == {title}
    # And every listed school in reach is: by car, as the crow flies, half as many km as
    # minutes are always within it, and one and a half times as many never.
    placed = atlas.sites.drop_duplicates("site")
    km = great_circle(home["lon"], home["lat"], placed["lon"].to_numpy(), placed["lat"].to_numpy())
    near = set(placed["uai"][km <= 0.5 * minutes])
    far = set(placed["uai"][km > 1.5 * minutes])
    assert {pair for pair in expected if pair[1] in near} <= here
    assert not {pair for pair in here if pair[1] in far}
    assert here


def test_two_sources_of_a_course_are_both_named(real_store: Store) -> None:
    offers = real_store.offers.set_index("offer")
    row = offers.loc["superieur-0801882L-32031213"]  # lycée La Hotoie, Amiens
    assert row["source"] == "bts-places+constat-rentree+parcoursup"
    assert row["capacity"] == 35  # BTS file, line of 0801882L
    parts = real_store.provenance
    mine = parts[parts["offer"] == "superieur-0801882L-32031213"].set_index("source")["columns"]
    assert "capacity" in mine["bts-places"].split()
    assert mine["constat-rentree"].split() == ["enrolled"]
    assert mine["parcoursup"].split() == ["site"]
    assert set(real_store.provenance["offer"]) == set(real_store.offers["offer"])
