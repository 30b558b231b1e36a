"""A build is whole, repeatable, and never mixes the demonstration with real courses."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import loaders.building.tables as tables_module
from loaders.building.gathering import gather, read_files
from loaders.building.region import build
from loaders.building.tables import plain, tagged
from loaders.errors import LoaderError, SourceError
from loaders.files.finding import SourceFile, find_files
from loaders.files.replacing import KNOWN, REPLACED
from loaders.project_data.profile import read_profile
from loaders.source import Context, Parsed, Source
from loaders.store.regional import Tables, read_store


def source(key: str, parsed: Parsed) -> Source:
    return Source(
        key=key,
        name=f"Source {key}",
        producer="Producteur",
        licence="Licence Ouverte",
        page="https://exemple.fr/",
        rhythm="chaque année",
        recognises=lambda path: path.read_text().startswith(key),
        read=lambda path, context: parsed,
    )


def file_of(source: Source, name: str = "a.csv") -> SourceFile:
    return SourceFile(Path(name), name, source, "abc")


@pytest.fixture
def parsed(tables: Tables) -> Parsed:
    rejects = pd.DataFrame([{"row": 4, "reason": "doublon", "content": "x"}])
    return Parsed(
        tables={"sites": tables.sites, "offers": tables.offers},
        rows_read=4,
        rejects=rejects,
        vintage="session 2025",
    )


@pytest.fixture
def region(communes: gpd.GeoDataFrame) -> Context:
    profile = SimpleNamespace(name="Petite-Région", departements=("80", "02"))
    return Context(communes, pd.DataFrame(), pd.DataFrame(), profile)


def test_files_are_known_by_their_content(tmp_path: Path, parsed: Parsed) -> None:
    (tmp_path / "un" / "deux").mkdir(parents=True)
    (tmp_path / "un" / "deux" / "bien.txt").write_text("alpha…")
    (tmp_path / "alpha.csv").write_text("autre chose")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "alpha").write_text("alpha…")
    found = find_files(tmp_path, [source("alpha", parsed)])
    assert [file.name for file in found.files] == ["un/deux/bien.txt"]
    assert found.unrecognised == ("alpha.csv",)


def test_every_row_of_every_file_is_accounted_for(parsed: Parsed, region: Context) -> None:
    one = source("essai", parsed)
    gathered = gather(read_files([file_of(one), file_of(one, "b.csv")], region), region)
    assert gathered.sources["source"].tolist() == ["essai", "essai-2"]
    assert gathered.sources["rows_kept"].tolist() == [3, 0]
    assert (
        gathered.sources["rows_read"]
        == gathered.sources["rows_kept"] + gathered.sources["rows_rejected"]
    ).all()
    assert len(gathered.rejects) == gathered.sources["rows_rejected"].sum()
    assert (gathered.rejects["reason"] == KNOWN).sum() == 3
    assert gathered.offers["source"].tolist() == ["essai"] * 3
    assert len(gathered.sites) == 1


def test_a_newer_vintage_replaces_an_older_one(parsed: Parsed, region: Context) -> None:
    old = source("essai", replace(parsed, vintage="session 2024"))
    new = replace(old, read=lambda path, context: parsed)
    gathered = gather(read_files([file_of(old), file_of(new, "b.csv")], region), region)
    assert gathered.offers["source"].tolist() == ["essai-2"] * 3
    assert (gathered.rejects["reason"] == REPLACED).sum() == 3


def test_files_that_add_up_all_count(parsed: Parsed, region: Context) -> None:
    first = replace(source("flux", parsed), complementary=True)
    old = replace(parsed, vintage="2020-01")
    others = parsed.tables["offers"].assign(offer=lambda rows: rows["offer"] + "-b")
    shared = pd.concat([others, parsed.tables["offers"].head(1)], ignore_index=True)
    older = replace(old, tables={**parsed.tables, "offers": shared}, rows_read=len(shared))
    second = replace(first, read=lambda path, context: older)
    gathered = gather(read_files([file_of(second), file_of(first, "b.csv")], region), region)
    # The older file comes first; the course of both is the newer one's.
    assert len(gathered.offers) == 6
    account = gathered.sources
    assert (account["rows_read"] == account["rows_kept"] + account["rows_rejected"]).all()
    assert gathered.rejects["reason"].tolist().count(KNOWN) == 1


def test_a_newer_file_with_nothing_usable_replaces_nothing(parsed, region: Context) -> None:
    old = source("essai", parsed)
    empty = Parsed(
        tables={name: table.iloc[:0] for name, table in parsed.tables.items()},
        rows_read=1,
        rejects=parsed.rejects,
        vintage="session 2026",
    )
    new = replace(old, read=lambda path, context: empty)
    gathered = gather(read_files([file_of(old), file_of(new, "b.csv")], region), region)
    assert len(gathered.offers) == 3


def test_a_file_that_cannot_be_read_is_named(region: Context, parsed: Parsed) -> None:
    def fails(path, context):
        raise SourceError("colonne manquante")

    bad = file_of(replace(source("x", parsed), read=fails), "b.csv")
    gathered = gather(read_files([bad, file_of(source("y", parsed))], region, print), region)
    [aside] = gathered.set_aside
    assert (aside.file, aside.reason, aside.source, aside.fault) == (
        "b.csv",
        "colonne manquante",
        "x",
        True,
    )
    assert gathered.sources["source"].tolist() == ["y"], "the others are loaded"
    assert len(gathered.offers) == 3


def test_domain_and_rev3_come_from_published_tables(tables: Tables) -> None:
    energy = SimpleNamespace(label="Énergie", romes=(), nsf=("227",), words=())
    profile = SimpleNamespace(rev3=(energy,))
    offers = tables.offers.assign(nsf=["326", "227", ""], domain=["", "choisi", ""])
    result = tagged(offers, profile)
    assert result["domain"].tolist() == ["informatique-numerique", "choisi", ""]
    assert result["rev3"].tolist() == ["", "Énergie", ""]


def test_a_profile_is_written_without_machine_paths() -> None:
    value = {"a": frozenset({"b", "a"}), "file": Path("/secret/spel.csv"), "t": (1, {"x": None})}
    assert plain(value) == {"a": ["a", "b"], "file": "spel.csv", "t": [1, {"x": None}]}


def test_the_rules_of_a_profile_are_written_whole() -> None:
    rule = read_profile("hauts-de-france").rev3[0]
    written = plain({"rev3": (rule,)})["rev3"][0]
    assert written["label"] == rule.label
    assert written["romes"] == sorted(rule.romes)


COURSES = """uai;etablissement;region;formation;lat;lon
0620001A;Lycée d'essai;Hauts-de-France;BTS - Services - Tourisme;50.29;2.78
0620001A;Lycée d'essai;Hauts-de-France;BTS - Services - Tourisme;50.29;2.78
0590002B;Université d'essai;Hauts-de-France;Licence - Droit - entièrement à distance;50.63;3.06
0690003C;École d'ailleurs;Auvergne-Rhône-Alpes;Licence - Droit;45.76;4.83
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "courses.csv").write_text(COURSES)
    (folder / "notes.md").write_text("# Rien d'utile\n")
    return folder


def test_real_files_make_a_real_store(tmp_path: Path, sources: Path) -> None:
    said: list[str] = []
    store_address = str(tmp_path / "store")
    manifest = build(sources, store_address, "hauts-de-france", progress=said.append)
    store = read_store(store_address)
    assert not manifest.demonstration
    assert set(store.offers["source"]) == {"parcoursup"}
    assert store.offers["domain"].tolist() == ["hotellerie-alimentation", "droit-lettres-langues"]
    assert store.sites["uai"].tolist() == ["0620001A"]
    assert store.communes.set_index("code")["name"][store.sites["commune"][0]] == "Arras"
    assert manifest.unrecognised == ("notes.md",)
    tables = {name: len(getattr(store, name)) for name in manifest.counts if name != "ring_offers"}
    assert manifest.counts == {**tables, "ring_offers": 0}
    arras = store.communes["code"].tolist().index(store.sites["commune"][0])
    assert store.travel["voiture"].shape == (1, len(store.communes))
    assert store.travel["voiture"][0, arras] <= 10
    assert int(np.median(store.travel["voiture"])) > 30
    assert b'"Topology"' in store.topology
    assert any("voiture" in message for message in said)

    again = build(sources, store_address, "hauts-de-france")
    assert again.id == manifest.id, "nothing changed"
    forced = build(sources, store_address, "hauts-de-france", force=True)
    assert forced.id != manifest.id
    (sources / "courses.csv").write_text(COURSES.replace("Tourisme", "Banque"))
    assert build(sources, store_address, "hauts-de-france").id != forced.id


def test_a_failed_build_leaves_the_store(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "store")
    first = build(sources, address, "hauts-de-france")
    monkeypatch.setattr(tables_module, "to_topology", lambda communes: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(sources, address, "hauts-de-france", force=True)
    assert read_store(address).manifest == first
    (sources / "courses.csv").write_text(COURSES.replace("formation", "intitulé long"))
    with pytest.raises(LoaderError, match=r"courses\.csv.*« Filière de formation »") as refused:
        build(sources, address, "hauts-de-france")
    assert read_store(address).manifest == replace(first, refused=str(refused.value))


def test_files_of_another_region_only_are_refused(tmp_path: Path, sources: Path) -> None:
    lines = COURSES.splitlines()
    (sources / "courses.csv").write_text("\n".join([lines[0], lines[-1]]))
    with pytest.raises(SourceError, match="autre région"):
        build(sources, str(tmp_path / "store"), "hauts-de-france")
    assert not (tmp_path / "store").exists()


def test_files_of_neighbours_only_are_refused(tmp_path: Path, sources: Path) -> None:
    row = "0750003C;École d'ailleurs;Île-de-France;Licence - Droit;48.85;2.35"
    (sources / "courses.csv").write_text("\n".join([COURSES.splitlines()[0], row]))
    with pytest.raises(SourceError, match="elles sont de régions voisines"):
        build(sources, str(tmp_path / "store"), "hauts-de-france")


def test_an_absent_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="n'existe pas"):
        build(tmp_path / "nulle-part", str(tmp_path / "store"), "hauts-de-france")


def test_without_a_real_file_the_demonstration_is_built(tmp_path: Path) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    manifest = build(empty, str(tmp_path / "store"), "hauts-de-france")
    store = read_store(str(tmp_path / "store"))
    assert manifest.demonstration
    assert set(store.offers["source"]) == {"demonstration"}
    simulated = store.sources[store.sources["simulated"]]
    assert simulated["source"].tolist() == ["demonstration"]
    assert simulated["rows_kept"].tolist() == [len(store.offers)]
    assert (store.offers["domain"] != "").all()
