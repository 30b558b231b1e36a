"""The tables of a web page or of a spreadsheet's XML, which software saves under a name in .xls."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from loaders.reading.cells import plain
from loaders.reading.spreadsheets.workbooks import Page
from loaders.reading.texts import decode

NOT_DATA = (
    "c'est une page web, pas un fichier de données : le téléchargement a sans doute échoué, "
    "ou le fichier est à enregistrer en .csv ou .xlsx"
)

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_WIDEST = 500
"""Columns that a cell may stand over, and rows that it may stand beside."""


def is_web_page(head: bytes) -> bool:
    """Tell whether a file is a page of the web, by its beginning."""
    return bool(_PAGE.match(decode(head).lstrip("\ufeff")))


def is_xml_spreadsheet(head: bytes) -> bool:
    """Tell whether a file is a workbook in the XML of 2003, by its beginning."""
    return _SPREADSHEET in decode(head)


def tables_in(content: bytes) -> list[Page]:
    """Return the tables of a page, or the sheets of a workbook in XML, without the blank rows."""
    text = _DECLARATION.sub("", decode(content).lstrip("\ufeff"))
    if _SPREADSHEET in text:
        parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        root = etree.fromstring(text.encode(), parser)
        if root is None:
            return []
        sheets = root.iterfind("{*}Worksheet")
        return [Page(_told(sheet, "Name"), False, _filled(_cells(sheet))) for sheet in sheets]
    root = html.document_fromstring(text or "<p>", parser=html.HTMLParser(no_network=True))
    return [
        Page(f"tableau {rank}", False, _filled(_laid_out(table)))
        for rank, table in enumerate(root.iter("table"), start=1)
    ]


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    return (row for row in rows if any(row))


def _laid_out(table: Any) -> Iterator[list[str]]:
    """Yield the rows of a table; a cell over several columns or rows leaves the others empty."""
    under: dict[int, int] = {}
    for line in table.iterfind(".//tr"):
        row: list[str] = []
        for cell in line.iterfind("*"):
            if cell.tag not in ("td", "th"):
                continue
            while under.get(len(row), 0):
                under[len(row)] -= 1
                row.append("")
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
            for rank in range(len(row), len(row) + wide):
                under[rank] = high - 1
            row += [plain(" ".join(cell.text_content().split())), *[""] * (wide - 1)]
        yield row


def _span(cell: Any, name: str) -> int:
    told = cell.get(name, "1").strip()
    return min(max(int(told), 1), _WIDEST) if told.isdecimal() else 1


def _cells(sheet: Any) -> Iterator[list[str]]:
    for line in sheet.iterfind("{*}Table/{*}Row"):
        row: list[str] = []
        for cell in line.iterfind("{*}Cell"):
            place = _told(cell, "Index")
            if place.isdecimal():  # the cells before it are empty
                row += [""] * (min(int(place), _WIDEST) - 1 - len(row))
            row.append(plain(" ".join("".join(cell.itertext()).split())))
        yield row


def _told(element: Any, name: str) -> str:
    return str(element.get(f"{{{_SPREADSHEET}}}{name}", ""))
