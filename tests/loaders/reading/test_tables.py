"""A table is read the same whatever program saved it."""

import gzip
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.zips import zipped

from loaders.errors import MissingColumnError, SourceError
from loaders.reading.columns import find_column, require_column, unique_names
from loaders.reading.tables import HEADER_AGAIN, header_of, number, pair, read_table
from loaders.reading.texts import SEPARATORS, decode, separator_of

HEADER = ["Établissement", "Commune", "Capacité"]
ROWS = [["Lycée d'Hirson", "Hirson", "24"], ["École « du Nord »; Lille", "Lille", ""]]


def as_csv(separator: str = ";") -> str:
    quoted = [[f'"{cell}"' for cell in row] for row in [HEADER, *ROWS]]
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(["Lycée d'Hirson", "Hirson", 24])
    book.active.append(["École « du Nord »; Lille", "Lille", None])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        as_csv().encode(),
        as_csv(",").encode(),
        as_csv("\t").encode(),
        as_csv("|").encode(),
        as_csv().encode("utf-8-sig"),
        as_csv().encode("cp1252"),
        as_csv("~").encode(),
        as_csv("^").encode(),
        "\n".join(
            f'"{line.replace(chr(34), chr(34) * 2)}"' for line in as_csv().splitlines()
        ).encode(),
        as_csv().encode("utf-32"),
        as_csv().encode("utf-16"),
        as_csv().replace("\r\n", "\n").encode(),
        (as_csv() + "\r\n;;\r\n").encode(),
        gzip.compress(as_csv().encode()),
        zipped({"LISEZMOI": "rien", "donnees.csv": as_csv().encode("cp1252")}),
        zipped({"LISEZMOI": "rien", "donnees.xlsx": workbook()}),
        workbook(),
    ],
    ids=[
        "semicolon",
        "comma",
        "tab",
        "bar",
        "byte order mark",
        "windows",
        "tilde",
        "caret",
        "lines between quotes",
        "utf-32",
        "utf-16",
        "unix lines",
        "blank lines",
        "gzip",
        "zip",
        "zipped workbook",
        "workbook",
    ],
)
def test_every_form_of_the_same_table_reads_alike(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fichier.bin"  # the name says nothing
    path.write_bytes(content)
    sheet = read_table(path)
    assert list(sheet.rows.columns) == HEADER
    assert sheet.rows.to_numpy().tolist() == ROWS
    assert sheet.rows.index.tolist() == [1, 2]
    assert sheet.count == 2
    assert header_of(path) == tuple(HEADER)


def test_a_zero_of_a_bad_disk_spoils_its_place_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n1;2\n3\x00;4\n" + b"5;6\n" * 60)
    rows = read_table(path).rows
    assert (len(rows), rows.loc[1].tolist(), rows.loc[3].tolist()) == (62, ["1", "2"], ["5", "6"])
    path.write_bytes(b"\x00\x00\x01;" * 50)
    with pytest.raises(SourceError, match="texte"):
        read_table(path)


def test_a_blank_column_leaves_its_name_to_its_twin(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lat;lon;uai;lat;lon\n;;x;1;2\n")
    assert read_table(path).rows[["lat", "lon"]].to_numpy().tolist() == [["1", "2"]]
    path.write_text("lat;uai;lat\n1;x;2\n")
    assert read_table(path).rows["lat"].tolist() == ["1"]


def test_rows_too_long_are_told_apart_and_short_ones_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n3;4;5\n6\n7;8;\n")
    sheet = read_table(path)
    assert sheet.rows.loc[[1, 3, 4]].to_numpy().tolist() == [["1", "2"], ["6", ""], ["7", "8"]]
    assert list(sheet.malformed) == [2]
    assert sheet.count == 4


def test_repeated_columns_are_numbered() -> None:
    assert unique_names(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"]
    assert len(set(unique_names(["a", "a", "a (2)"]))) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("50,6883", 50.6883),
        ("50.6883", 50.6883),
        ("-1,5", -1.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("", None),
        ("*", None),
        ("nan", None),
        ("1e999", None),
        ("12 élèves", None),
        ("١٢", None),
    ],
)
def test_numbers_are_read_the_french_way_and_the_other(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "50.6883, 2.87634",
        "50.6883,2.87634",
        "50,6883 ; 2,87634",
        "50,6883, 2,87634",
        "{'lat': 50.6883, 'lon': 2.87634}",
    ],
)
def test_a_position_in_one_cell(text: str) -> None:
    assert pair(text) == (50.6883, 2.87634)


@pytest.mark.parametrize("text", ["", "50.6883", "1 2 3", "nulle part"])
def test_no_position_in_a_cell(text: str) -> None:
    assert pair(text) is None


def test_a_column_is_found_by_any_writing_of_its_names() -> None:
    columns = ["Region de l’etablissement", "CODE UAI DE L'ÉTABLISSEMENT"]
    assert find_column(columns, ["uai", "Code UAI de l’établissement"]) == columns[1]
    assert find_column(columns, ["siret"]) is None


def test_a_renamed_column_names_the_missing_one_and_the_nearest() -> None:
    with pytest.raises(MissingColumnError) as raised:
        require_column(["Nom", "Code UAI étab."], ["Code UAI de l'établissement", "uai"])
    assert raised.value.column == "Code UAI de l'établissement"
    assert raised.value.nearest == "Code UAI étab."
    assert "Code UAI étab." in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"une seule colonne\n1\n", b"PK\x03\x04 pas une archive", b"\x1f\x8b\x08rien", bytes(99)],
)
def test_what_is_no_table_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        read_table(path)
    assert len(header_of(path)) < 2


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.reading.tables.LARGEST", 10_000)
    path = tmp_path / "bombe.zip"
    path.write_bytes(zipped({"a.csv": b"a;b\n" + b"1;2\n" * 10_000}))
    with pytest.raises(SourceError, match="trop gros"):
        read_table(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content) -> None:
    path = tmp_path_factory.getbasetemp() / "octets.bin"
    path.write_bytes(content)
    try:
        sheet = read_table(path)
    except SourceError:
        return
    assert isinstance(sheet.rows, pd.DataFrame)
    assert sheet.count == len(sheet.rows) + len(sheet.malformed)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_any_text_has_a_separator_and_a_decoding(text: str) -> None:
    assert separator_of(text) in SEPARATORS
    assert decode(text.encode()).endswith(text[-1:] if text[-1:] != "\ufeff" else "")


@given(st.text(max_size=40))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or abs(value) < float("inf")


@pytest.mark.parametrize("separator", [";", ",", "|", "\t"])
@pytest.mark.parametrize("first", ["sep={}\r\n", "\ufeffSEP={}\n", '"sep={}"\r\n'])
def test_a_first_line_that_announces_the_separator_is_no_header(tmp_path, separator, first):
    path = tmp_path / "f.csv"
    path.write_text(first.format(separator) + as_csv(separator), encoding="utf-8", newline="")
    assert header_of(path) == tuple(HEADER)
    assert read_table(path).rows.to_numpy().tolist() == ROWS


def test_a_column_whose_name_begins_with_sep_stays_a_header(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text("sept;oct\n1;2\n", encoding="utf-8")
    assert header_of(path) == ("sept", "oct")


WORDS = "Lycée « été », élève à Béthune, où l'on conçoit côte à côte – Noël"


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "mac_roman", "cp850", "utf-16-le"])
def test_a_text_of_any_encoding_is_read_in_french(encoding):
    text = WORDS if encoding in ("cp1252", "mac_roman", "utf-16-le") else WORDS.replace("–", "-")
    assert decode(text.encode(encoding)) == text


def test_a_wrong_byte_does_not_make_another_encoding_of_utf8():
    content = (WORDS * 20).encode()
    assert decode(content + b"\xe9" + b" fin") == WORDS * 20 + "\ufffd fin"
    assert decode("é".encode() + b" \xe9l\xe8ve") == "é élève", "as many wrong as right"


def test_a_header_printed_on_each_page_is_no_row(tmp_path):
    path = tmp_path / "pages.csv"
    path.write_text("code;nom\n1;a\ncode;nom\n2;b\n", encoding="utf-8")
    sheet = read_table(path)
    assert sheet.rows["nom"].tolist() == ["a", "b"]
    assert [sheet.fault(row) for row in sheet.malformed] == [HEADER_AGAIN]
    assert sheet.count == 3


def test_the_numbers_that_r_writes_before_rows_are_no_column(tmp_path):
    path = tmp_path / "lycees.csv"
    path.write_text('"uai";"nom";"tel"\n"1";"0590001A";"A";"03"\n"4";"0590002B";"B";""\n')
    sheet = read_table(path)
    assert sheet.rows.to_numpy().tolist() == [["0590001A", "A", "03"], ["0590002B", "B", ""]]
    assert sheet.malformed == {}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rang;nom\n1;A;\n2;B;\n", ["1", "A"]),  # a separator too many
        ("code;nom\n02001;A;x\n02002;B;y\n02003;C\n", ["02003", "C"]),  # codes
        ("rang;nom\n2;A;x\n1;B;y\n3;C\n", ["3", "C"]),  # cells that no name stands for
    ],
)
def test_a_first_column_of_numbers_stays(tmp_path, text, first):
    path = tmp_path / "rangs.csv"
    path.write_text(text)
    assert read_table(path).rows.iloc[0].tolist() == first
