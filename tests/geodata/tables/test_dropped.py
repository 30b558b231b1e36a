import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.tables.dropped import LARGEST, UnreadableTable, read_dropped


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_however_it_was_saved(separator, encoding):
    text = separator.join(["zone", "commune"]) + "\r\n" + separator.join([" Thiérache ", "02381"])
    table = read_dropped(text.encode(encoding))
    assert table.to_dict("records") == [{"zone": "Thiérache", "commune": "02381"}]


def test_a_workbook_is_read_as_it_looks():
    table = read_dropped(workbook([["zone", "commune"], [], ["A", 2381.0], [None, "2A004"]]))
    assert table.to_numpy().tolist() == [["A", "2381"], ["", "2A004"]]


def test_short_lines_are_filled_and_columns_without_a_name_get_one():
    table = read_dropped(b"zone;;commune\nA\nB;x;02381;more")
    assert table.columns.tolist() == ["zone", "colonne 2", "commune"]
    assert table.to_numpy().tolist() == [["A", "", ""], ["B", "x", "02381"]]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"PK\x03\x04 torn", b"\x89PNG\0\0", b"a" * (LARGEST + 1)],
    ids=["empty", "blank", "torn workbook", "image", "too large"],
)
def test_what_is_no_table_is_refused_in_french(content):
    with pytest.raises(UnreadableTable, match=r"[.]$"):
        read_dropped(content)


@pytest.mark.parametrize(
    "header", ["flux;origine;flux", "Flux;origine;flux ", "flux;;colonne 2;FLUX"]
)
def test_two_columns_of_one_name_are_told(header):
    with pytest.raises(UnreadableTable, match=r"est là deux fois \(colonnes \d et \d\)"):
        read_dropped(f"{header}\n1;2;3;4".encode())


def test_columns_that_have_signs_alone_for_names_are_not_one():
    assert read_dropped("%;€\n1;2".encode()).columns.tolist() == ["%", "€"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content):
    try:
        table = read_dropped(content)
    except UnreadableTable:
        return
    assert table.map(lambda value: isinstance(value, str)).all(axis=None)


@pytest.mark.parametrize("damage", [b"<", b"&x;", b"\xff", b"\x00"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_whose_xml_is_damaged_is_refused_in_one_sentence(part, damage):
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], [1, 2]]))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    parts[part] = parts[part][:120] + damage + parts[part][120:]
    with zipfile.ZipFile(content, "w") as bad:
        for name, data in parts.items():
            bad.writestr(name, data)
    with pytest.raises(UnreadableTable, match="abîmé"):
        read_dropped(content.getvalue())
