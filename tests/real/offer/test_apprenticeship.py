"""The real files of apprenticeship, against accounts made without any of the application's code."""

import csv
import datetime as dt
import json
import math
from pathlib import Path

import pytest
from samples.loader_contexts import informed

from geodata.tables.schema import OFFERS, SITES
from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.project_data.profile import read_profile
from loaders.source import Context, Source
from loaders.sources.apprenticeship.bonne_alternance import BONNE_ALTERNANCE, read_reply
from loaders.sources.apprenticeship.catalogue import APPRENTICESHIP_CATALOGUE, read_catalogue
from loaders.sources.apprenticeship.centres import APPRENTICESHIP_PLACES
from loaders.sources.apprenticeship.cfa_convention import CFA_CONVENTION

TODAY = dt.date(2026, 11, 22)
FILES = {
    "api_samples/catalogue_apprentissage_etablissements.json": APPRENTICESHIP_PLACES,
    "api_samples/catalogue_apprentissage_formations.json": APPRENTICESHIP_CATALOGUE,
    "api_samples/rco_catalogue_formations_apprentissage_231.json": APPRENTICESHIP_CATALOGUE,
    "api_samples/labonnealternance_v1_formations_hdf.json": BONNE_ALTERNANCE,
    "api_samples/lba_old_api_v1_formations.json": BONNE_ALTERNANCE,
    "offre_formation/etablissements_apprentissage_rco_20221012_hdf.csv": APPRENTICESHIP_PLACES,
    "offre_formation/cfa_sous_convention_regionale_hdf.csv": CFA_CONVENTION,
}
OUTSIDE = "hors de la région"


@pytest.fixture(scope="module")
def bare() -> Context:
    return context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))


@pytest.fixture(scope="module")
def context(bare: Context, shared_data: Path) -> Context:
    """Return what the sources of apprenticeship find in a build of all the files."""
    return informed(bare, find_files(shared_data).files, BONNE_ALTERNANCE)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("name", "source"), FILES.items())
def test_each_file_is_known_for_what_it_is(shared_data: Path, name: str, source: Source) -> None:
    assert recognise(shared_data / name) == source


def test_no_other_file_is_taken_for_them(shared_data: Path) -> None:
    for source in set(map(id, FILES.values())):
        known = next(one for one in FILES.values() if id(one) == source)
        found = {
            path.relative_to(shared_data).as_posix()
            for path in shared_data.rglob("*")
            if path.is_file() and known.recognises(path)
        }
        assert found == {name for name, one in FILES.items() if one == known}


def test_courses_of_the_region_in_la_bonne_alternance(shared_data: Path, context: Context) -> None:
    path = shared_data / "api_samples" / "labonnealternance_v1_formations_hdf.json"
    items = json.loads(path.read_text(encoding="utf-8"))
    parsed = read_reply(path, context, TODAY)
    offers = OFFERS.validate(parsed.tables["offers"])
    sites = SITES.validate(parsed.tables["sites"])
    assert (parsed.rows_read, len(offers)) == (len(items), len(items)) == (8, 8)
    assert parsed.vintage == "2022-11"
    assert parsed.rejects.empty
    joined = parsed.tables["offers"].merge(sites[["site", "commune", "lon", "lat"]], on="site")
    for item in items:
        found = joined[
            (joined["siret"] == item["company"]["siret"])
            & (joined["rncp"] == item["rncpCode"])
            & (joined["commune"] == item["place"]["insee"])
        ]
        assert len(found) == 1, item["title"]
        row = found.iloc[0]
        assert row["uai"] == item["company"]["uai"]
        assert row["level"] == int(item["diplomaLevel"][0])
        assert row["romes"].split() == [rome["code"] for rome in item["romes"]]
        assert math.isclose(row["lat"], float(item["place"]["latitude"]), abs_tol=1e-6)
        assert math.isclose(row["lon"], float(item["place"]["longitude"]), abs_tol=1e-6)


def test_hand_checked_courses(shared_data: Path, context: Context) -> None:
    path = shared_data / "api_samples" / "labonnealternance_v1_formations_hdf.json"
    parsed = read_reply(path, context, TODAY)
    titles = parsed.tables["offers"]["title"].value_counts().to_dict()
    assert titles == {
        "Bac pro Installateur en chauffage, climatisation et énergies renouvelables": 1,
        "CAP Monteur en installations sanitaires": 3,
        "CAP Monteur en installations thermiques": 4,
    }
    names = set(parsed.tables["sites"]["name"])
    assert "BTP CFA Hauts-de-France" in names
    assert "Lycée Professionnel Bernard Chochoy" in names


def test_replies_about_other_regions_are_told_apart(shared_data: Path, context: Context) -> None:
    samples = shared_data / "api_samples"
    for name, count in (
        ("catalogue_apprentissage_formations.json", 2),
        ("rco_catalogue_formations_apprentissage_231.json", 231),
    ):
        parsed = read_catalogue(samples / name, context, TODAY)
        assert (parsed.rows_read, parsed.rows_kept) == (count, 0)
        assert set(parsed.rejects["reason"]) == {OUTSIDE}
    parsed = read_reply(samples / "lba_old_api_v1_formations.json", context, TODAY)
    assert (parsed.rows_read, parsed.rows_kept) == (5, 0)
    assert set(parsed.rejects["reason"]) == {OUTSIDE}


def test_the_same_entries_moved_to_the_region_are_courses(
    shared_data: Path, context: Context, tmp_path: Path
) -> None:
    """The flow of 2020 names no course: its titles are those of the nomenclature of diplomas."""
    path = shared_data / "api_samples" / "rco_catalogue_formations_apprentissage_231.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    site = "etablissement_lieu_formation"
    for row in rows:
        row[f"{site}_code_insee"], row[f"{site}_code_postal"] = "80021", "80000"
        row[f"{site}_geo_coordonnees"] = "49.8942,2.2957"
    moved = tmp_path / "moved.json"
    moved.write_text(json.dumps(rows), encoding="utf-8")
    parsed = read_catalogue(moved, context, TODAY)
    offers = OFFERS.validate(parsed.tables["offers"])
    # The same trainer, diploma and place is one course, however many entries.
    assert len(offers) <= len({(r["etablissement_formateur_siret"], r["cfd"]) for r in rows})
    assert len(offers) > 80
    assert offers["level"].notna().mean() > 0.98
    assert (offers["nsf"] != "").mean() > 0.98
    assert (offers["romes"] != "").mean() > 0.9
    assert not offers["title"].str.fullmatch(r"[^a-zà-ÿ]+").any()
    assert offers["start"].notna().all()


def test_every_centre_that_is_open_has_a_place(shared_data: Path, bare: Context) -> None:
    path = shared_data / "offre_formation" / "etablissements_apprentissage_rco_20221012_hdf.csv"
    rows = rows_of(path)
    opened = [row for row in rows if row["ferme"] == "false"]
    parsed = APPRENTICESHIP_PLACES.read(path, bare)
    assert (parsed.rows_read, parsed.rows_kept) == (len(rows), len(opened)) == (421, 406)
    sites = SITES.validate(parsed.tables["sites"]).set_index("siret")
    written = {row["siret"]: row for row in opened}
    assert set(sites.index) <= set(written)
    assert len(sites) >= len(opened) - 2  # a centre that has two SIRET at one address is one site
    assert (sites["precision"] == "address").mean() > 0.99
    lille = sites.loc["13002271800014"]
    assert (lille["commune"], round(lille["lat"], 5), round(lille["lon"], 5)) == (
        "59350", 50.63802, 3.07297,
    )  # fmt: skip
    same = [
        sites.loc[siret, "commune"] == row["code_insee_localite"]
        for siret, row in written.items()
        if siret in sites.index
    ]
    assert sum(same) >= len(same) - 1  # one commune was merged into another since
    uais = {row["uai"].upper() for row in opened} - {""}
    assert set(sites["uai"]) - {""} == uais


def test_centres_with_an_agreement_are_at_their_town_hall(shared_data: Path, bare: Context) -> None:
    path = shared_data / "offre_formation" / "cfa_sous_convention_regionale_hdf.csv"
    rows = rows_of(path)
    parsed = CFA_CONVENTION.read(path, bare)
    sites = SITES.validate(parsed.tables["known_places"])
    assert (parsed.rows_read, parsed.rows_kept, len(sites)) == (len(rows), 50, 50)
    assert dict(zip(sites["uai"], sites["commune"], strict=True)) == {
        row["numero_uai"]: row["commune"] for row in rows
    }
    assert (sites["siret"] != "").sum() == sum(
        len(row["numero_siren_siret_uai"]) == 14 for row in rows
    )
