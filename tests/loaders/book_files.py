"""Workbooks as producers save them, for the tests: .xlsx, .xls and .ods."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl
import xlwt

Sheets = Mapping[str, Sequence[Sequence[object]]]

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_HIDDEN = (
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
# What LibreOffice writes below the last row, to the end of the page.
_REST = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def xlsx(sheets: Sheets, hidden: Collection[str] = ()) -> bytes:
    """Return a workbook of today."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def xls(sheets: Sheets, hidden: Collection[str] = ()) -> bytes:
    """Return a workbook of before 2007."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        sheet.visibility = int(name in hidden)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def ods(sheets: Sheets, hidden: Collection[str] = (), locked: bool = False) -> bytes:
    """Return a workbook of LibreOffice, which repeats a cell or a row in place of writing it."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}" '
        f'table:style-name="{"ta2" if name in hidden else "ta1"}">'
        f"{''.join(map(_ods_row, rows))}{_REST}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>{_HIDDEN}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = "<manifest>encryption-data</manifest>" if locked else "<manifest/>"
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stored.getvalue()


def _ods_row(row: Sequence[object]) -> str:
    cells, rank = "", 0
    while rank < len(row):
        times = 1
        while rank + times < len(row) and row[rank + times] == row[rank]:
            times += 1
        repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
        value = row[rank]
        if isinstance(value, (int, float)):
            kind = f' office:value-type="float" office:value="{value}"'
            cells += f"<table:table-cell{kind}{repeated}><text:p>…</text:p></table:table-cell>"
        elif value:
            text = f"<text:p>{escape(str(value))}</text:p>"
            kind = ' office:value-type="string"'
            cells += f"<table:table-cell{kind}{repeated}>{text}</table:table-cell>"
        else:
            cells += f"<table:table-cell{repeated}/>"
        rank += times
    return f"<table:table-row>{cells}</table:table-row>"
