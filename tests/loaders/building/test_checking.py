"""`check` says what a file is and what lacks, whatever its packing."""

import dataclasses
import io
import json
import zipfile

import openpyxl
import pytest

from loaders.__main__ import main
from loaders.building.checking import check
from loaders.catalogue import CATALOGUE
from loaders.fetching.addresses import Remote, read_addresses
from loaders.reading.columns import require_column
from loaders.reading.tables import read_table
from loaders.source import Context, Parsed, Source, report
from tests.loaders.fetch_sample import PARCOURSUP

REMOTE = Remote(
    "essai",
    "essai.csv",
    "csv",
    "",
    by_hand="demander",
    columns=("code", "projets de recrutement|met", "difficiles|xmet", "annee"),
)


def _read(path, _context) -> Parsed:
    rows = read_table(path).rows
    require_column(rows.columns, ["projets de recrutement", "met"])
    rows = rows.assign(content=rows["code"])
    empty = rows["code"] == ""
    return Parsed({"essai": rows[~empty]}, len(rows), report(rows, empty, "code absent"))


def source(key: str = "essai", **options: object) -> Source:
    values = {"gives": (key,), "needs": (), "read": _read, **options}
    return Source(
        key=key,
        name=f"Table {key}",
        producer="",
        licence="",
        page="",
        rhythm="",
        recognises=lambda path: b"code;" in path.read_bytes()[:20],
        **values,
    )


@pytest.fixture
def context() -> Context:
    return Context(None, None, None, None)


def test_rows_and_reasons(tmp_path, context) -> None:
    path = tmp_path / "x.csv"
    path.write_text("code;met;xmet\n1;2;3\n;5;6\n")
    [found] = check([path], context, catalogue=[source()])
    assert (found.rows_read, found.rows_kept, found.usable) == (2, 1, True)
    assert found.rejects == {"code absent": 1}
    assert found.given == {"essai": 1}
    assert "1 lignes utilisables sur 2" in found.text()


def test_a_renamed_column_is_named_with_the_nearest(tmp_path, context) -> None:
    path = tmp_path / "x.csv"
    path.write_text("code;projet recrutement 2026;xmet\n1;2;3\n")
    [found] = check([path], context, catalogue=[source()])
    assert (found.missing, found.nearest) == ("projets de recrutement", "projet recrutement 2026")
    assert "« projet recrutement 2026 »" in found.text()
    assert not found.passed


def test_a_stranger_is_compared_to_the_declared_columns(tmp_path, context) -> None:
    path = tmp_path / "x.csv"
    path.write_text("annee;projets recrutements;code;difficile\n2026;1;2;3\n")
    [found] = check([path], context, remotes=[REMOTE], catalogue=[source()])
    assert found.source == ""
    assert "Il ressemble à « Table essai »" in found.error
    assert (found.missing, found.nearest) == ("projets de recrutement", "projets recrutements")
    assert "il manque « difficiles » (la colonne présente la plus proche est « difficile »)" in (
        found.error
    )


def test_a_list_of_two_columns_with_one_renamed_is_still_told(tmp_path, context) -> None:
    path = tmp_path / "x.csv"
    path.write_text("annee;projets recrutements\n2026;1\n")
    two = dataclasses.replace(REMOTE, columns=("annee", "projets de recrutement"))
    [found] = check([path], context, remotes=[two], catalogue=[source()])
    assert (found.missing, found.nearest) == ("projets de recrutement", "projets recrutements")
    path.write_text("annee;horaires\n2026;1\n")
    [other] = check([path], context, remotes=[two], catalogue=[source()])
    assert "ressemble" not in other.error


DENSITY = dataclasses.replace(
    REMOTE, source="densite", name="d.csv", columns=("codgeo|insee_com", "DENS|LIBDENS")
)
CENTRES = dataclasses.replace(
    REMOTE, source="centralites", name="c.csv", columns=("insee_com", "niveau_centralite")
)


def resemblance(path, *remotes: Remote) -> tuple[str, str, str]:
    """Return the source that a stranger looks like, its missing column and the nearest one."""
    known = [source(key) for key in ("densite", "centralites", "essai")]
    [found] = check([path], Context(None, None, None, None), remotes=remotes, catalogue=known)
    name = found.error.partition("Il ressemble à « Table ")[2].partition(" »")[0]
    return name, found.missing, found.nearest


@pytest.mark.parametrize("remotes", [(DENSITY, CENTRES), (CENTRES, DENSITY)])
def test_of_alike_declarations_the_one_of_the_renamed_column_is_named(tmp_path, remotes) -> None:
    path = tmp_path / "x.csv"
    path.write_text("insee_com;lib_com;niveau_centralite_2\n02001;A;Centre\n")
    named = ("centralites", "niveau_centralite", "niveau_centralite_2")
    assert resemblance(path, *remotes) == named


@pytest.mark.parametrize("remotes", [(DENSITY, CENTRES), (CENTRES, DENSITY)])
def test_the_name_of_a_file_hints_at_what_it_looks_like(tmp_path, remotes) -> None:
    path = tmp_path / "grille_centralite_2026.csv"
    path.write_text("insee_com;lib_com;classe\n02001;A;Centre\n")
    assert resemblance(path, *remotes) == ("centralites", "niveau_centralite", "")
    path = path.rename(tmp_path / "x.csv")
    assert resemblance(path, CENTRES) == ("", "", ""), "nothing else says so"


@pytest.mark.parametrize(
    ("header", "key", "missing", "renamed"),
    [
        ("insee_com;lib_com;", "centralites", "niveau_centralite", "centralité (niveau)"),
        (
            "Identifiant action de formation;UAI lieu de cours;Libellé lieu de cours;",
            "onisep-specialites",
            "Enseignements de spécialité de classe de 1ère générale",
            "Enseignements de spécialité en 1ère (voie générale)",
        ),
        ("code_insee;nom;departement;", "frr", "codefrr", "code_frr_2026"),
        ("code_insee;", "densite", "DENS", "Densité"),
    ],
)
def test_renamed_columns_of_the_catalogue(tmp_path, header, key, missing, renamed) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{header}{renamed}\n{';'.join('1' * (header.count(';') + 1))}\n")
    [found] = check([path], Context(None, None, None, None), remotes=read_addresses())
    name = next(source.name for source in CATALOGUE if source.key == key)
    assert f"Il ressemble à « {name} »" in found.error
    assert (found.missing, found.nearest) == (missing, renamed)


def test_a_list_of_codes_alone_says_why_it_is_not_read(tmp_path) -> None:
    path = tmp_path / "zrr_communes_20170316.csv"
    path.write_text("code_insee\n80001\n80002\n")
    [found] = check([path], Context(None, None, None, None), remotes=read_addresses())
    assert (found.source, found.missing, found.passed) == ("", "statut", False)
    assert "n'a qu'une colonne, « code_insee »" in found.text()
    assert "« Zones de revitalisation rurale (ZRR) »" in found.text()
    assert "déjà dans le socle de données" in found.text()
    path = path.rename(tmp_path / "frr_2025.csv")
    [found] = check([path], Context(None, None, None, None), remotes=read_addresses())
    assert "il y manque « codefrr »" in found.text()
    path = path.rename(tmp_path / "liste.csv")
    [found] = check([path], Context(None, None, None, None), remotes=read_addresses())
    assert found.error == "aucune source connue ne correspond à ce fichier."


def test_most_of_the_columns_outweigh_a_name(tmp_path) -> None:
    path = tmp_path / "centralites.csv"
    path.write_text("met;difficiles;insee_com;code;an\n1;2;02001;3;4\n")
    assert resemblance(path, CENTRES, REMOTE) == ("essai", "annee", "an")


def test_a_folder_leaves_its_strangers_aside(tmp_path, context) -> None:
    (tmp_path / "x.csv").write_text("code;met;xmet\n1;2;3\n")
    (tmp_path / "notes.txt").write_text("à faire")
    (tmp_path / ".fetch").mkdir()
    (tmp_path / ".fetch" / "part.csv").write_text("code;met\n1;2\n")
    known, stranger = check([tmp_path], context, catalogue=[source()])
    assert (known.file, known.passed) == ("x.csv", True)
    assert (stranger.file, stranger.passed) == ("notes.txt", True)
    [asked] = check([tmp_path / "notes.txt"], context, catalogue=[source()])
    assert not asked.passed


def test_what_a_file_needs_is_read_once_and_its_faults_are_its_own(tmp_path, context) -> None:
    read: list[str] = []

    def taker(path, known) -> Parsed:
        assert len(known.nomenclatures["noms"]) == 1
        return _read(path, known)

    first = Source(
        key="noms",
        name="Noms",
        producer="",
        licence="",
        page="",
        rhythm="",
        recognises=lambda path: path.name.startswith("noms"),
        read=lambda path, known: (
            read.append(path.name) or Parsed({"noms": read_table(path).rows}, 1)
        ),
        gives=("noms",),
    )
    catalogue = [first, source(read=taker, needs=("noms",))]
    (tmp_path / "noms.csv").write_text("nom;lib\na;b\n")
    for rank in range(3):
        (tmp_path / f"x{rank}.csv").write_text("code;met\n1;2\n")
    reports = check([tmp_path], context, catalogue=catalogue)
    assert [one.passed for one in reports] == [True] * 4
    assert read == ["noms.csv"]


def packed(kind: str) -> tuple[str, bytes]:
    """Return the same courses as a file of a kind, with its name."""
    text = PARCOURSUP.decode()
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for line in text.strip().split("\n"):
            book.active.append(line.split(";"))
        book.save(content := io.BytesIO())
        return "x.xlsx", content.getvalue()
    if kind == "zip":
        with zipfile.ZipFile(content := io.BytesIO(), "w") as archive:
            archive.writestr("x.csv", text)
        return "x.zip", content.getvalue()
    if kind == "decimal commas":
        return "x.csv", text.replace("50.29", "50,29").replace("2.78", "2,78").encode()
    return "x.csv", text.replace(";", ",").encode() if kind == "commas" else text.encode(kind)


@pytest.mark.parametrize(
    "kind", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "xlsx", "zip", "commas", "decimal commas"]
)
def test_any_packing_is_read(tmp_path, capsys, monkeypatch, kind) -> None:
    monkeypatch.setenv("ATLAS_SOURCES", str(tmp_path / "none"))
    name, content = packed(kind)
    (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path / name), "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["source"], found["rows_kept"]) == ("parcoursup", 1)


def test_the_first_refused_rows_are_named(tmp_path, context) -> None:
    path = tmp_path / "x.csv"
    path.write_text("code;met\n" + "1;2\n" + ";3\n" * 7, encoding="utf-8")
    (found,) = check([path], context, catalogue=[source()])
    assert found.rows == {"code absent": [2, 3, 4, 5, 6]}
    assert "code absent (7 : lignes 2, 3, 4, 5, 6… après l'en-tête)" in found.text()
