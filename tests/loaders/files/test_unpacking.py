"""What a file holds: archives of every kind, any sheet of a workbook, tables under titles."""

import bz2
import gzip
import io
import lzma
import tarfile
from pathlib import Path

import py7zr
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.zips import zipped

from loaders.files.finding import find_files
from loaders.files.unpacking import parts_of
from loaders.reading.archives import contents as archives
from loaders.reading.archives import faults as archive_faults
from loaders.reading.rejected_rows import TOTAL_ROW
from loaders.reading.spreadsheets.workbooks import TOO_BIG
from loaders.reading.tables import read_table
from loaders.sources.lheo.source import LHEO
from loaders.sources.nomenclatures.rncp import RNCP_CFD, RNCP_NSF, RNCP_ROME
from loaders.sources.observation.inserjeunes import INSERJEUNES
from loaders.sources.schools.parcoursup import PARCOURSUP
from tests.loaders.book_files import ods, xls, xlsx

ROW = "0590010R;Lycée Paul Hazard;Hauts-de-France;BTS Tourisme;50.6883;2.87634\n"
TABLE = f"uai;etablissement;region;formation;lat;lon\n{ROW}"
NOTE = "À lire avant tout.\n" * 400
KIT = ["Code Diplôme", "FicheRNCP", "Niveau fiche RNCP", "Fiche ACTIVE/INACTIVE"]
LINK = ["01022001", "RNCP955", "Niveau 4", "INACTIVE"]
LHEO_XML = "<lheo><offres><formation/></offres></lheo>"
USUAL = {"lisez.txt": NOTE, "data/parcoursup.csv": TABLE}

many = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def tarred(contents: dict[str, str | bytes], mode: str = "w") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in contents.items():
            raw = content.encode() if isinstance(content, str) else content
            item = tarfile.TarInfo(name)
            item.size = len(raw)
            archive.addfile(item, io.BytesIO(raw))
    return packed.getvalue()


def seven(contents: dict[str, str | bytes], password: str | None = None) -> bytes:
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", password=password) as archive:
        for name, content in contents.items():
            archive.writestr(content, name)
    return packed.getvalue()


PACKERS = {
    "zip": zipped,
    "7z": seven,
    "tar": tarred,
    "tar.gz": lambda contents: tarred(contents, "w:gz"),
    "tar.xz": lambda contents: tarred(contents, "w:xz"),
    "tar.bz2": lambda contents: tarred(contents, "w:bz2"),
}
ALONE = {"gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}


def known(folder: Path, content: bytes, name: str = "paquet.bin") -> dict[str, object]:
    """Return the sources of what a file holds, or the reason why there is none, by name."""
    path = folder / name
    path.write_bytes(content)
    return {part.name: part.source or part.reason or None for part in parts_of(path, name)}


@pytest.mark.parametrize("kind", PACKERS)
def test_each_useful_file_of_an_archive_is_read_and_the_others_named(tmp_path, kind):
    assert known(tmp_path, PACKERS[kind](USUAL)) == {
        "paquet.bin/lisez.txt": None,
        "paquet.bin/data/parcoursup.csv": PARCOURSUP,
    }


@pytest.mark.parametrize("kind", ALONE)
@pytest.mark.parametrize("content", [TABLE, f"Formations ouvertes\n{TABLE}"])
def test_a_file_packed_alone(tmp_path, kind, content):
    found = known(tmp_path, ALONE[kind](content.encode()), f"PARCOURSUP.CSV.{kind.upper()}")
    assert set(found.values()) == {PARCOURSUP}


@pytest.mark.parametrize("outer", PACKERS)
@pytest.mark.parametrize("inner", ["zip", "7z", "tar.gz"])
def test_an_archive_in_an_archive(tmp_path, outer, inner):
    packed = PACKERS[outer]({f"data/inner.{inner}": PACKERS[inner](USUAL), "note.txt": NOTE})
    assert known(tmp_path, packed) == {
        f"paquet.bin/data/inner.{inner}/lisez.txt": None,
        f"paquet.bin/data/inner.{inner}/data/parcoursup.csv": PARCOURSUP,
        "paquet.bin/note.txt": None,
    }


def test_archives_deep_in_one_another_are_refused(tmp_path):
    content = zipped(USUAL)
    for _ in range(archives.DEEPEST + 1):
        content = zipped({"a.zip": content, "b.txt": "b"})
    [reason] = [value for value in known(tmp_path, content).values() if isinstance(value, str)]
    assert reason == "trop d'archives sont l'une dans l'autre"


@many
@given(
    names=st.permutations(["0 notes.txt", "Données été/a.csv", "Z/b.CSV", "m.dat", "Kit.XLSX"]),
    sizes=st.lists(st.integers(0, 3000), min_size=5, max_size=5),
    kind=st.sampled_from(["zip", "7z", "tar"]),
)
def test_neither_the_order_nor_the_size_of_the_files_counts(tmp_path, names, sizes, kind):
    useful = {
        "Données été/a.csv": lambda size: TABLE + ROW.replace("Tourisme", "Art") * size,
        "Z/b.CSV": lambda size: "Numero_Fiche;Codes_Rome_Code\n" + "RNCP1;A1101\n" * size,
        "Kit.XLSX": lambda size: xlsx({"Lisez": [["x"]] * (size % 40), "Kit": [KIT, LINK]}),
    }
    contents = {
        name: useful[name](size) if name in useful else "note\n" * size
        for name, size in zip(names, sizes, strict=True)
    }
    found = known(tmp_path, PACKERS[kind](contents))
    assert found.pop("paquet.bin/Données été/a.csv") is PARCOURSUP
    assert found.pop("paquet.bin/Z/b.CSV") is RNCP_ROME
    assert found.pop("paquet.bin/Kit.XLSX/Kit") is RNCP_CFD
    assert set(found.values()) == {None}


def test_several_sources_in_one_archive_whose_folder_alone_has_a_date(tmp_path):
    content = zipped(
        {
            "export-fiches-2024-02-22/rome.csv": "France compétences\n\nFiches;et métiers\n"
            "Numero_Fiche;Codes_Rome_Code;Codes_Rome_Libelle\nRNCP1;A1101;Engins\n",
            "export-fiches-2024-02-22/nsf.csv": "Numero_Fiche;Nsf_Code;Nsf_Intitule\n"
            "RNCP1;210;Agriculture\n",
            "export-fiches-2024-02-22/ccn.csv": "Numero_Fiche;Ccn\nRNCP1;1\n",
        }
    )
    (tmp_path / "fiches.zip").write_bytes(content)
    found = find_files(tmp_path)
    assert {file.source.key for file in found.files} == {RNCP_ROME.key, RNCP_NSF.key}
    assert found.unrecognised == ("fiches.zip/export-fiches-2024-02-22/ccn.csv",)
    for file in found.files:
        parsed = file.source.read(file.path, None)
        assert (parsed.rows_read, parsed.rows_kept, parsed.vintage) == (1, 1, "2024-02-22")


def test_what_systems_add_to_an_archive_is_left_out(tmp_path):
    content = zipped({"__MACOSX/._a.csv": "x", ".DS_Store": "x", "d/._b": "x", "d/a.csv": TABLE})
    assert list(known(tmp_path, content).values()) == [PARCOURSUP]


def test_the_documents_of_lheo_are_read_as_one_file(tmp_path):
    content = zipped({"a.xml": LHEO_XML, "b/b.XML": LHEO_XML})
    assert known(tmp_path, content) == {"paquet.bin": LHEO}
    mixed = known(tmp_path, zipped({"a.xml": LHEO_XML, "p.csv": TABLE}))
    assert mixed == {"paquet.bin/a.xml": LHEO, "paquet.bin/p.csv": PARCOURSUP}


@pytest.mark.parametrize("pack", [zipped, seven, tarred, lambda c: gzip.compress(c["a.csv"])])
def test_a_bomb_is_refused_with_a_message(tmp_path, pack):
    if pack is tarred:
        content = gzip.compress(tarred({"a.csv": b"0" * (30 << 20)}))
    else:
        content = pack({"a.csv": b"0" * (30 << 20)})
    assert known(tmp_path, content) == {"paquet.bin": archive_faults.BOMB}


def test_a_bomb_does_not_keep_its_neighbours_from_being_read(tmp_path):
    bomb = zipped({"a.csv": b"0" * (40 << 20), "b.csv": ""})
    found = known(tmp_path, zipped({"bombe.zip": bomb, "ligne.xz": lzma.compress(bomb), **USUAL}))
    assert found["paquet.bin/data/parcoursup.csv"] is PARCOURSUP
    assert found["paquet.bin/bombe.zip"] == archive_faults.BOMB
    again = tmp_path / "autre"
    again.mkdir()
    (again / "bombe.zip").write_bytes(bomb)
    (again / "z.csv").write_text(TABLE)
    both = find_files(again)
    assert [file.name for file in both.files] == ["z.csv"]
    assert [one.text() for one in both.set_aside] == [f"bombe.zip : {archive_faults.BOMB}"]


def test_what_nests_is_weighed_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "FEW", 50_000)
    monkeypatch.setattr(archives, "RATIO", 1)
    inner = {f"{n}.zip": zipped({"a.csv": b"0" * 20_000, "b.txt": "b"}) for n in range(4)}
    values = list(known(tmp_path, zipped(inner)).values())
    assert archive_faults.BOMB in values


def test_locked_many_and_unknown_archives_are_named(tmp_path, monkeypatch):
    assert known(tmp_path, seven(USUAL, password="secret")) == {"paquet.bin": archive_faults.LOCKED}
    assert "RAR" in str(known(tmp_path, b"Rar!\x1a\x07\x01\x00" + bytes(600))["paquet.bin"])
    empty = zipped({"dossier/": "", ".cache": "x"})
    assert known(tmp_path, empty) == {"paquet.bin": "l'archive ne contient aucun fichier"}
    monkeypatch.setattr(archives, "MEMBERS", 1)
    assert "plus de 1 fichiers" in str(known(tmp_path, zipped(USUAL))["paquet.bin"])


def test_a_locked_file_of_a_zip_does_not_stop_the_others(tmp_path):
    content = bytearray(zipped({"ferme.csv": NOTE, **USUAL}))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first file
    found = known(tmp_path, bytes(content))
    assert found["paquet.bin/ferme.csv"] == archive_faults.LOCKED
    assert found["paquet.bin/data/parcoursup.csv"] is PARCOURSUP


def test_what_is_no_whole_zip_is_named(tmp_path):
    assert "aucun fichier" in str(known(tmp_path, zipped({}))["paquet.bin"])
    assert "morceau" in str(known(tmp_path, b"PK\x07\x08" + zipped(USUAL))["paquet.bin"])


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path, name):
    bomb = zipped({"xl/workbook.xml": "<workbook/>", name: b"0" * (30 << 20)})
    assert known(tmp_path, bomb) == {"paquet.bin": TOO_BIG}


def test_a_damaged_file_of_an_archive_does_not_stop_the_others(tmp_path):
    content = zipped({"abime.csv": NOTE * 50, **USUAL})
    start = content.index(b"abime.csv") + 20
    found = known(tmp_path, content[:start] + b"\xff" * 30 + content[start + 30 :])
    assert found["paquet.bin/abime.csv"] == archive_faults.DAMAGED
    assert found["paquet.bin/data/parcoursup.csv"] is PARCOURSUP


@pytest.mark.parametrize("kind", [*PACKERS, *ALONE])
def test_an_archive_that_is_cut_is_named(tmp_path, kind):
    noise = "".join(f"{n * 7919 % 9973};" for n in range(3000))
    contents = {"a.csv": noise, "b.csv": TABLE}
    whole = PACKERS[kind](contents) if kind in PACKERS else ALONE[kind](noise.encode())
    values = known(tmp_path, whole[: len(whole) // 2]).values()
    assert values
    assert all(isinstance(value, str) for value in values if value is not PARCOURSUP)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_of_the_folder_stays_in_it(tmp_path, pack):
    path = tmp_path / "ruse.zip"
    path.write_bytes(pack({"../../../x.csv": TABLE, "/etc/y.csv": TABLE + ROW, "c:\\..\\z": NOTE}))
    parts = parts_of(path, "ruse.zip")
    assert [part.source for part in parts] == [PARCOURSUP, PARCOURSUP, None]
    for part in parts:
        inside = part.path.resolve().is_relative_to(archives.unpacked_folder().resolve())
        assert inside
        assert part.path.is_file()


@pytest.mark.parametrize("book", [xlsx, xls, ods])
def test_the_table_may_be_on_any_sheet_under_titles(tmp_path, book):
    content = book(
        {
            "Présentation": [["Version", "2.8"], ["Source"]],
            "Kit": [[], ["Kit apprentissage"], ["Source", "Carif-Oref"], KIT, LINK, LINK],
        }
    )
    path = tmp_path / "KIT_20250131.DAT"
    path.write_bytes(content)
    [part] = parts_of(path, path.name)
    assert (part.name, part.source) == ("KIT_20250131.DAT/Kit", RNCP_CFD)
    parsed = RNCP_CFD.read(part.path, None)
    assert (parsed.rows_read, parsed.rows_kept, parsed.vintage) == (2, 2, "2025-01-31")


@pytest.mark.parametrize("book", [xlsx, xls, ods])
def test_a_hidden_sheet_is_read_only_when_no_other_is_known(tmp_path, book):
    sheets = {"Ancien": [KIT, LINK], "Actuel": [["Kit"], KIT, LINK, LINK]}
    assert known(tmp_path, book(sheets, hidden=["Ancien"])) == {"paquet.bin/Actuel": RNCP_CFD}
    only = {"Note": [["Voir"]], "Ancien": [KIT, LINK]}
    found = known(tmp_path, book(only, hidden=["Ancien"]))
    assert found == {"paquet.bin/Ancien (feuille masquée)": RNCP_CFD}


@pytest.mark.parametrize("book", [xls, ods])
def test_cells_are_the_texts_of_a_csv(tmp_path, book):
    row = ["0590010R", "Lycée & « Hazard »", "Hauts-de-France", "BTS Tourisme", 50.5, 3]
    header = ["uai", "etablissement", "region", "formation", "lat", "lon"]
    path = tmp_path / "livre"
    path.write_bytes(book({"F": [header, row]}))
    [part] = parts_of(path, "livre")
    last = part.path.read_text(encoding="utf-8").splitlines()[-1]
    assert last == "0590010R;Lycée & « Hazard »;Hauts-de-France;BTS Tourisme;50.5;3"


def test_a_row_of_totals_under_the_table_is_refused_as_such(tmp_path):
    path = tmp_path / "kit.ods"
    path.write_bytes(ods({"Note": [["x"]], "Kit": [KIT, LINK, ["Total", "1", "", ""]]}))
    [part] = parts_of(path, path.name)
    parsed = RNCP_CFD.read(part.path, None)
    assert (parsed.rows_read, parsed.rows_kept) == (2, 1)
    assert parsed.rejects["reason"].tolist() == [TOTAL_ROW]


@pytest.mark.parametrize("book", [xls, ods])
def test_a_source_that_wants_the_titles_of_its_table_has_them(tmp_path, book):
    titles = [["Insertion des apprentis, 2021-2022"], []]
    header = ["UAI", "Libellé", "Taux d'emploi 6 mois", "Taux d'emploi attendu", "Valeur ajoutée"]
    content = book({"Note": [["x"]], "CFA": [*titles, header, ["0801302F", "BTP", 70, 65, 5]]})
    path = tmp_path / "cfa"
    path.write_bytes(content)
    [part] = parts_of(path, "cfa")
    assert part.source is INSERJEUNES
    assert "2021-2022" in part.path.read_text(encoding="utf-8")


def test_files_of_one_name_are_all_read(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        content = zipped([("p.csv", TABLE), ("p.csv", TABLE + ROW), ("./p.csv", TABLE * 2)])
    path = tmp_path / "paquet.zip"
    path.write_bytes(content)
    assert len({part.path for part in parts_of(path, "paquet.zip")}) == 3


def test_several_tables_of_a_workbook(tmp_path):
    rome = [["Numero_Fiche", "Codes_Rome_Code"], ["RNCP1", "A1101"]]
    content = xlsx({"Kit": [KIT, LINK], "Suite": [KIT, LINK], "Rome": rome, "Note": [["x"]]})
    assert known(tmp_path, content) == {"paquet.bin": RNCP_CFD, "paquet.bin/Rome": RNCP_ROME}
    assert RNCP_CFD.read(tmp_path / "paquet.bin", None).rows_kept == 2, "the second sheet goes on"


def test_locked_and_unknown_workbooks_are_named(tmp_path):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = known(tmp_path, old + "EncryptedPackage".encode("utf-16-le"))
    assert "protégé par un mot de passe" in str(locked["paquet.bin"])
    assert "mot de passe" in str(known(tmp_path, ods({"F": [["a"]]}, locked=True))["paquet.bin"])
    assert known(tmp_path, old) == {"paquet.bin": None}, "a text of the same age is no workbook"
    binary = zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""})
    assert ".xlsb" in str(known(tmp_path, binary)["paquet.bin"])


def test_a_document_that_is_no_workbook_is_no_archive_either(tmp_path):
    assert known(tmp_path, zipped({"[Content_Types].xml": "", "word/p.xml": "<a/>"})) == {
        "paquet.bin": None
    }


RENAMED = {
    "Code_Diplôme;Fiche RNCP;Niveau_fiche_RNCP;Fiche ACTIVE/INACTIVE",
    "code diplome;FICHE  rncp;Niveau-fiche RNCP;Fiche active / inactive",
    "CODEDIPLOME;FicheRncp;NiveauFicheRNCP;ficheactiveinactive",
    "Code\u00a0Diplôme;Fiche\u202fRNCP;Niveau\u00a0fiche RNCP ; Fiche_ACTIVE_INACTIVE",
}


@pytest.mark.parametrize("header", sorted(RENAMED))
def test_a_column_is_known_whatever_its_spaces_case_and_accents(tmp_path, header):
    path = tmp_path / "kit.csv"
    path.write_text(f"{header}\n{';'.join(LINK)}\n", encoding="utf-8")
    [part] = parts_of(path, path.name)
    assert RNCP_CFD.read(part.path, None).rows_kept == 1


@many
@given(
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be"]
    ),
    ends=st.sampled_from(["\n", "\r\n", "\r"]),
    separator=st.sampled_from(";,\t|"),
    titles=st.lists(
        st.sampled_from(["Formations de l'été", "", "Source : Onisep, 2025", "Extraction§2025"]),
        min_size=1,
        max_size=12,
    ),
    announced=st.booleans(),
    padded=st.booleans(),
    courses=st.integers(1, 30),
)
def test_titles_above_a_table(
    tmp_path, encoding, ends, separator, titles, announced, padded, courses
):
    above = [f"{title}{'§' * 5 if padded and '§' not in title else ''}" for title in titles]
    lines = [*above, *(TABLE + ROW * (courses - 1)).replace(";", "§").splitlines()]
    text = ends.join(line.replace("§", separator) for line in [*lines, ""])
    if announced and ends != "\r":
        text = f"sep={separator}{ends}{text}"
    path = tmp_path / "formations.csv"
    path.write_bytes(text.encode(encoding))
    [part] = parts_of(path, path.name)
    assert part.source is PARCOURSUP
    sheet = read_table(part.path)
    assert list(sheet.rows) == TABLE.splitlines()[0].split(";")
    assert sheet.rows.to_numpy().tolist() == [ROW.strip().split(";")] * courses


def test_a_list_of_names_of_columns_is_no_table(tmp_path):
    text = "# Fichiers\n\nvoici ses colonnes\n" + TABLE.splitlines()[0] + "\n\net une note\n"
    assert known(tmp_path, text.encode(), "README.md") == {"README.md": None}


def test_what_no_source_knows_is_named_once(tmp_path):
    assert known(tmp_path, b"a;b\n1;2\n", "autre.csv") == {"autre.csv": None}
    assert known(tmp_path, zipped({"a.txt": "x", "b.txt": "y"}), "z.zip") == {"z.zip": None}


@many
@given(
    mark=st.sampled_from([b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"\xfd7zXZ", b"BZh",
                          b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", b"Titre\n"]),
    rest=st.binary(max_size=800),
)  # fmt: skip
def test_whatever_the_bytes_a_file_is_named(tmp_path, mark, rest):
    for name, value in known(tmp_path, mark + rest).items():
        assert name
        assert value is None or isinstance(value, str)
