"""One bad file never stops the others, and what files replace what is decided by rule."""

import gzip
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import loaders.files.finding as files_module
from loaders.building.checking import examine
from loaders.building.gathering import gather, read_files
from loaders.building.protecting import RefusedError
from loaders.building.region import build, context_of
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.files.replacing import KNOWN, REPLACED, is_newer, lost_most
from loaders.project_data.profile import read_profile
from loaders.source import Context, Parsed, Source
from loaders.store.regional import read_manifest, read_store

PARCOURSUP = "uai;etablissement;region;session;formation;lat;lon\n"
MASTERS = (
    "Année de la campagne de recueil des informations;Code UAI de l'établissement accrédité;"
    "Nom officiel (long) de l'établissement accrédité;"
    "Code postal de la ville de l'établissement accrédité;Ville de l'établissement accrédité;"
    "Identifiant navette de la mention (INM) de master;Intitulé de la mention de master;"
    "Mention ouverte ou non ouverte;Modalités d'enseignement de la mention\n"
)
BTS = "UAI,LIBELLÉFORMATION,MEFSTAT11,NB_VOEUX_CONFIRMES,STATUT,CAPACITEPSUP\n"
REGION = "hauts-de-france"


def parcoursup(count: int = 12, session: int = 2025, first: int = 0) -> str:
    """Return courses of a lycée of Arras, one a speciality."""
    lines = [
        f"0620001A;Lycée d'essai;Hauts-de-France;{session};BTS - Services - Essai {n};50.29;2.78"
        for n in range(first, first + count)
    ]
    return PARCOURSUP + "\n".join(lines) + "\n"


def masters(year: int = 2024, *names: str) -> str:
    lines = [
        f"{year};0593559Y;Université d'essai;59000;Lille;INM{rank};{name};Ouverte;initiale"
        for rank, name in enumerate(names or ("Droit", "Chimie"))
    ]
    return MASTERS + "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def here() -> Context:
    profile = read_profile(REGION)
    return context_of(read_base(profile.slug), profile)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four small files of four sources."""
    found = tmp_path / "sources"
    found.mkdir()
    (found / "parcoursup.csv").write_text(parcoursup())
    (found / "masters.csv").write_text(masters())
    (found / "bmo.csv").write_text(
        "annee;code métier BMO;Nom métier BMO;Famille_met;Lbl_fam_met;BE24;NOMBE24;Dept;NomDept;"
        "REG;NOM_REG;met;xmet;smet\n2024;T4Z60;Serveurs;T;Services;3201;ARRAS;62;Pas-de-Calais;32;"
        "HAUTS-DE-FRANCE;120;60;30\n"
    )
    (found / "bts_2024.csv").write_text(
        BTS + "0620001A,BTS - Services - Tourisme,32233411,100,Scolaire,35\n"
    )
    with zipfile.ZipFile(found / "mef.zip", "w") as archive:
        archive.writestr("notes.txt", "rien\n")
    return found


def sources_of(path: Path) -> dict[str, str]:
    return {file.name: file.source.key for file in find_files(path).files}


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _doubled(path: Path) -> None:
    shutil.copyfile(path, path.with_name(f"copie de {path.name}"))


def _renamed(path: Path) -> None:
    path.rename(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.dat"))


def _in_utf16(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


def _zip_cut(path: Path) -> None:
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, path.name)
    path.unlink()
    _truncated(packed)


def _gzip_cut(path: Path) -> None:
    packed = path.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(os.urandom(2_000) + path.read_bytes())[:900])
    path.unlink()


def _linked_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nulle part"))


@pytest.mark.parametrize(
    "damage",
    [_truncated, _emptied, _doubled, _renamed, _in_utf16, _zip_cut, _gzip_cut, _linked_nowhere],
)
@pytest.mark.parametrize("name", ["parcoursup.csv", "masters.csv", "bmo.csv"])
def test_whatever_happens_to_a_file_the_others_are_read(
    folder: Path, here: Context, name: str, damage: Callable[[Path], None]
) -> None:
    before = sources_of(folder)
    others = {key for file, key in before.items() if file != name}
    damage(folder / name)
    found = find_files(folder)
    gathered = gather(read_files(found.files, here), here)
    read = gathered.sources[gathered.sources["rows_kept"] > 0]
    assert others - {"bts-places"} <= set(read["source"])
    if damage in (_doubled, _renamed):
        assert before[name] in set(read["source"]), "nothing is lost"
    elif damage is not _truncated:
        said = [*(one.file for one in (*found.set_aside, *gathered.set_aside)), *found.unrecognised]
        assert any(file.startswith(name.split(".")[0]) for file in said), "the file is named"


def test_a_file_that_the_system_refuses_is_named(folder, here, monkeypatch) -> None:
    original = Path.open

    def refusing(self: Path, *args, **options):
        if self.name == "parcoursup.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *args, **options)

    monkeypatch.setattr(Path, "open", refusing)
    [aside] = [one for one in find_files(folder).set_aside if one.file == "parcoursup.csv"]
    assert (aside.fault, "ne peut pas être lu" in aside.reason) == (True, True)
    assert "masters.csv" in sources_of(folder)


def test_a_folder_that_the_system_refuses_is_named(folder, monkeypatch) -> None:
    def walk(top, onerror):
        onerror(PermissionError(13, "Permission denied", str(folder / "secret")))
        yield str(folder), [], ["masters.csv"]

    monkeypatch.setattr(files_module.os, "walk", walk)
    found = find_files(folder)
    assert [one.file for one in found.set_aside] == ["secret"]
    assert [file.name for file in found.files] == ["masters.csv"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("colonne"), "« colonne »"),
        (UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "invalide"), "encodage"),
        (zipfile.BadZipFile("coupé"), "BadZipFile : coupé"),
        (OSError(5, "Input/output error"), "ne peut pas être lu (erreur du disque)"),
        (MemoryError(), "trop gros"),
        (RecursionError("profond"), "RecursionError"),
    ],
)
def test_any_exception_of_a_parser_is_said_in_french(folder, here, error, words) -> None:
    def read(path: Path, context: Context) -> Parsed:
        raise error

    found = find_files(folder)
    files = [
        replace(file, source=replace(file.source, read=read))
        if file.source.key == "masters"
        else file
        for file in found.files
    ]
    gathered = gather(read_files(files, here), here)
    [aside] = [one for one in gathered.set_aside if one.source == "masters"]
    assert words in aside.reason
    assert "parcoursup" in set(gathered.offers["source"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parsed: replace(parsed, rows_read=1),
        lambda parsed: replace(parsed, tables={**parsed.tables, "sites": pd.DataFrame()}),
        lambda parsed: replace(
            parsed, tables={**parsed.tables, "offers": parsed.tables["offers"].assign(voie="autre")}
        ),
    ],
)
def test_what_breaks_the_schemas_is_set_aside_too(folder, here, spoil) -> None:
    [file] = [one for one in find_files(folder).files if one.source.key == "parcoursup"]
    rejects = pd.DataFrame({"row": [1, 2], "reason": "x", "content": ""})

    def read(path: Path, context: Context) -> Parsed:
        return spoil(replace(file.source.read(path, context), rejects=rejects))

    [reading] = read_files([replace(file, source=replace(file.source, read=read))], here)
    assert reading.aside is not None
    assert reading.aside.fault


def test_a_name_that_is_not_utf_8_is_read_and_shown(folder: Path, here: Context) -> None:
    _renamed(folder / "parcoursup.csv")
    gathered = gather(read_files(find_files(folder).files, here), here)
    assert "caf\ufffd.dat" in set(gathered.sources["file"])
    assert len(gathered.offers) == 14
    "".join(gathered.sources["file"]).encode()


def test_of_two_copies_one_is_kept_and_the_other_named(folder: Path, here: Context) -> None:
    shutil.copyfile(folder / "masters.csv", folder / "masters (1).csv")
    found = find_files(folder)
    [copy] = [one for one in found.set_aside if not one.fault]
    assert (copy.file, copy.reason) == ("masters (1).csv", "même contenu que « masters.csv »")
    assert [file.name for file in found.files if file.source.key == "masters"] == ["masters.csv"]


def test_the_same_courses_saved_otherwise_count_once(folder: Path, here: Context) -> None:
    (folder / "masters (1).csv").write_text(masters().replace(";", ","))
    gathered = gather(read_files(find_files(folder).files, here), here)
    account = gathered.sources[gathered.sources["name"].str.contains("aster")]
    assert sorted(account["rows_kept"]) == [0, 2]
    assert (gathered.rejects["reason"] == KNOWN).sum() == 2


@pytest.mark.parametrize("key", ["parcoursup", "masters", "bmo"])
def test_of_two_vintages_the_newest_counts(folder: Path, here: Context, key: str) -> None:
    text = (folder / f"{key}.csv").read_text()
    older = {
        "parcoursup": parcoursup(20, 2024),
        "masters": masters(2023, "Droit", "Chimie", "Lettres"),
        "bmo": text.replace("2024;T4Z60", "2023;T4Z60"),
    }[key]
    (folder / "ancien.csv").write_text(older)
    gathered = gather(read_files(find_files(folder).files, here), here)
    account = gathered.sources.set_index("file")
    assert account["rows_kept"]["ancien.csv"] == 0
    assert account["rows_kept"][f"{key}.csv"] > 0
    assert (account["rows_kept"] + account["rows_rejected"] <= account["rows_read"]).all()
    replaced = gathered.rejects[gathered.rejects["reason"] == REPLACED]
    assert len(replaced) == account["rows_rejected"]["ancien.csv"]
    if key == "bmo":
        assert set(gathered.tables["tension"]["year"]) == {2024}


def test_two_parts_of_one_vintage_add_up(folder: Path, here: Context) -> None:
    (folder / "suite.csv").write_text(parcoursup(5, first=100))
    gathered = gather(read_files(find_files(folder).files, here), here)
    assert (gathered.offers["source"].str.startswith("parcoursup")).sum() == 17


def test_a_newer_file_that_lost_most_of_its_rows_waits(folder: Path, here: Context) -> None:
    (folder / "parcoursup.csv").write_text(parcoursup(40, 2024))
    (folder / "nouveau.csv").write_text(parcoursup(3, 2025))
    files = find_files(folder).files
    gathered = gather(read_files(files, here), here)
    [aside] = [one for one in gathered.set_aside if one.fault and one.file == "nouveau.csv"]
    assert "3 ligne(s) utilisable(s), contre 40 dans « parcoursup.csv »" in aside.reason
    assert "--accept parcoursup" in aside.reason
    account = gathered.sources.set_index("file")["rows_kept"]
    assert (account["parcoursup.csv"], account["nouveau.csv"]) == (40, 0)
    accepted = gather(read_files(files, here, accepted=["parcoursup"]), here)
    account = accepted.sources.set_index("file")["rows_kept"]
    assert (account["parcoursup.csv"], account["nouveau.csv"]) == (0, 3)


def issuer(key: str, vintage: str, *courses: tuple[str, str], **options: bool) -> Source:
    """Return a source of which a file gives these courses, each an id and an organism."""
    from tests.loaders.conftest import offer

    rows = [{**offer(1, ""), "offer": name, "provider": who} for name, who in courses]
    parsed = Parsed({"offers": pd.DataFrame(rows)}, len(rows), vintage=vintage)
    facts = (key, key, "", "", "", "", lambda path: True, lambda path, context: parsed)
    return Source(*facts, ("offers",), (), True, **options)


@pytest.mark.parametrize(
    ("older", "newer", "kept"),
    [
        ((("a", "X"), ("b", "X")), (("a", "X"), ("c", "X")), {"a", "c"}),  # b was closed
        ((("a", "X"), ("b", "Y")), (("a", "X"), ("c", "Z")), {"a", "c"}),  # half are there
        ((("a", "X"), ("b", "Y"), ("d", "Y")), (("a", "X"),), {"a", "b", "d"}),  # others issue
        ((("a", "X"), ("b", "X")), (("c", "X"), ("d", "X")), {"a", "b", "c", "d"}),  # pages
    ],
)
def test_a_newer_export_of_an_issuer_shows_closures(here: Context, older, newer, kept) -> None:
    from loaders.files.finding import SourceFile

    files = [
        SourceFile(Path(name), name, issuer("flux", vintage, *courses, reissued=True), name)
        for name, vintage, courses in (("a", "2025-01", older), ("b", "2025-02", newer))
    ]
    read = read_files(files, here)
    found = {
        course for one in read for course in one.parsed.tables.get("offers", {}).get("offer", [])
    }
    assert found == kept


def test_vintages_are_compared_by_the_date_that_they_name() -> None:
    assert is_newer("session 2025", "campagne 2024")
    assert is_newer("2025-02", "mise à jour du 2025-01-31")
    assert is_newer("2021", "date non précisée")
    assert not is_newer("2025-02", "session 2025"), "a month is in its year"
    assert not is_newer("session 2025", "2025")
    assert not is_newer("sans date", "sans date")


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [(10, 4, True), (10, 5, False), (9, 1, False), (9, 0, True), (0, 0, False), (1272, 20, True)],
)
def test_what_losing_most_rows_is(before: int, after: int, lost: bool) -> None:
    assert lost_most(before, after) is lost


def test_several_folders_are_one(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    (other / "masters.csv").write_text(masters(2023))
    names = [file.name for file in find_files([folder, other]).files]
    assert "autre/masters.csv" in names
    assert "sources/masters.csv" in names
    assert "parcoursup.csv" in names
    assert len(find_files([folder, folder]).files) == len(find_files(folder).files)


def test_check_foresees_what_build_does(folder: Path, here: Context) -> None:
    (folder / "ancien.csv").write_text(parcoursup(20, 2024))
    (folder / "copie.csv").write_text(masters())
    (folder / "vide.csv").write_bytes(b"")
    (folder / "masters.csv.gz").write_bytes(gzip.compress(masters(2022).encode() * 50)[:150])
    found = find_files(folder)
    gathered = gather(read_files(found.files, here), here)
    reports = {one.file: one for one in examine([folder], here).reports}
    for row in gathered.sources.to_dict("records"):
        report = reports[row["file"]]
        assert (report.rows_read, report.rows_kept) == (row["rows_read"], row["rows_kept"])
        assert sum(report.rejects.values()) == row["rows_rejected"]
        assert report.vintage == row["vintage"]
    aside = {one.file: one for one in (*found.set_aside, *gathered.set_aside)}
    assert {file for file, one in aside.items() if one.fault} == {
        file for file, one in reports.items() if one.fault
    }
    assert set(reports) == {*aside, *gathered.sources["file"], *found.unrecognised}


def test_a_real_store_is_replaced_only_by_what_is_trusted(tmp_path: Path) -> None:
    sources, address = tmp_path / "sources", str(tmp_path / "store")
    sources.mkdir()
    courses = sources / "parcoursup.csv"
    courses.write_text(parcoursup(30))
    first = build(sources, address, REGION)

    courses.write_text(parcoursup(3))
    with pytest.raises(RefusedError, match=r"3 ligne\(s\).*contre 30.*--accept parcoursup"):
        build(sources, address, REGION)
    kept = read_manifest(address)
    assert (kept.id, "--accept parcoursup" in kept.refused) == (first.id, True)

    courses.unlink()
    with pytest.raises(RefusedError, match="--accept demonstration") as refused:
        build(sources, address, REGION)
    assert str(sources) in str(refused.value)
    assert not read_store(address).manifest.demonstration

    courses.write_text(parcoursup(30))
    assert build(sources, address, REGION).id == first.id
    assert read_manifest(address).refused == "", "all is well again"

    courses.write_text(parcoursup(3))
    accepted = build(sources, address, REGION, accept=["parcoursup"])
    assert accepted.counts["offers"] == 3
    courses.unlink()
    assert build(sources, address, REGION, accept=["*"]).demonstration
