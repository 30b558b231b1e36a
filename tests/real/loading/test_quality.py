"""The quality of what the real files give, measured on the store and on the files themselves."""

import csv
import json
import shutil
from pathlib import Path

from geodata.folding import fold
from loaders.building.region import build
from loaders.store.regional import Store
from loaders.store.status import account

OFFER = "offre_formation"


def test_at_least_four_thousand_courses_once_merged(real_store: Store) -> None:
    assert len(real_store.offers) >= 4_000
    assert not real_store.manifest.demonstration
    assert real_store.offers["offer"].is_unique


def test_certified_courses_have_a_level_a_domain_and_a_metier(real_store: Store) -> None:
    offers = real_store.offers
    rows = offers[offers["certification"] != ""]
    assert len(rows) >= 3_500
    assert (rows["level"].notna() & (rows["domain"] != "")).mean() >= 0.98
    assert (rows["romes"] != "").mean() >= 0.95
    # Most courses are certified: the rule does not hide those it cannot complete.
    assert len(rows) / len(offers) >= 0.85


def test_courses_at_vocational_schools_have_a_place(shared_data: Path, real_store: Store) -> None:
    asked, lost = 0, 0
    for name, key in (
        ("constat_rentree_2020_voie_pro_hdf.csv", "constat-rentree"),
        ("affelnet_capacite_2021_hdf.csv", "affelnet"),
        ("bts_capacite_2022_hdf.csv", "bts-places"),
    ):
        with (shared_data / OFFER / name).open(encoding="utf-8-sig", newline="") as lines:
            asked += sum(1 for _ in csv.DictReader(lines))
        rejects = real_store.rejects[real_store.rejects["source"] == key]
        lost += rejects["reason"].str.contains("ni les coordonnées ni la commune").sum()
    assert asked > 7_500
    assert lost / asked <= 0.05
    kept = real_store.offers[real_store.offers["source"].str.contains("constat|affelnet|bts-")]
    places = kept["site"].map(real_store.sites.set_index("site")["commune"])
    assert places.isin(real_store.communes["code"]).mean() >= 0.95


def test_a_common_first_year_is_not_a_course(real_store: Store) -> None:
    titles = real_store.offers["title"].map(fold)
    common = titles.str.contains(r"\b(?:2nde|seconde|1ere|1re|premiere) (?:annee )?commune\b")
    assert titles[common].tolist() == []


def test_every_source_is_accounted_for(real_store: Store) -> None:
    report = account(real_store)
    assert json.loads(json.dumps(report)) == report
    quality = report["quality"]
    for key, measured in quality["sources"].items():
        rows = real_store.sources[real_store.sources["source"] == key].iloc[0]
        total = measured["kept"] + measured["rejected"] + measured["elsewhere"]
        assert measured["read"] == total == rows["rows_read"]
        assert measured["merged"] <= measured["offers"]
    assert quality["sources"]["constat-rentree"]["freshness"] == "en retard"
    assert set(quality["departements"]) == {"02", "59", "60", "62", "80"}
    by_departement = sum(one["offers"] for one in quality["departements"].values())
    around = real_store.manifest.counts["ring_offers"]
    assert by_departement == (real_store.offers["site"] != "").sum() - around
    assert quality["merging"]["courses"] == real_store.manifest.counts["offers"]


def test_the_same_files_built_again_change_nothing(
    shared_data: Path, real_address: Path, real_store: Store, tmp_path: Path
) -> None:
    assert real_store.manifest.quality["differences"] == {}
    address = tmp_path / "store"
    shutil.copytree(real_address, address)
    again = build(shared_data, str(address), "hauts-de-france", force=True)
    second = again.quality["differences"]
    assert [second[kind] for kind in ("ouverte", "fermée", "modifiée")] == [0, 0, 0]
    assert len(list((address / "snapshots").iterdir())) == 1
    assert again.counts["offers"] == real_store.manifest.counts["offers"]
    assert real_store.manifest.quality["all"]["offers"] == real_store.manifest.counts["offers"]
