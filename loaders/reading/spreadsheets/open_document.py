"""The sheets of a workbook of LibreOffice (.ods), row by row, however many cells it repeats."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from loaders.errors import SourceError

IN_IT = "content.xml"
"""The document of the archive that holds the sheets."""

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
"""What the archive says that it is, in its first document."""

LOCKED = "le classeur est protégé par un mot de passe : enregistrez-le sans mot de passe"
_WIDEST = 16_384
_LONGEST = 1_048_576
"""The most columns and rows that a spreadsheet has: beyond, it repeats what fills its page."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def sheets(content: bytes) -> list[tuple[str, bool, Iterator[list[object]]]]:
    """Return the name of each sheet, whether it is hidden, and its rows, read when asked.

    Raises SourceError: the workbook is locked. What lxml raises when it is damaged, maybe as rows
    are read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            with archive.open("META-INF/manifest.xml") as file:
                if b"encryption-data" in file.read(1 << 20):
                    raise SourceError(LOCKED)
    return [
        (name, hidden, _rows(content, rank)) for rank, (name, hidden) in enumerate(_names(content))
    ]


def _names(content: bytes) -> list[tuple[str, bool]]:
    hidden_styles: set[str] = set()
    found: list[tuple[str, bool]] = []
    tags = (f"{_STYLE}style", f"{_TABLE}table", f"{_TABLE}table-row")
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(IN_IT) as file:
        for event, element in _parsed(file, ("start", "end"), tags):
            if event == "start" and element.tag == f"{_TABLE}table":
                style = element.get(f"{_TABLE}style-name", "")
                found.append((element.get(f"{_TABLE}name", ""), style in hidden_styles))
            elif event == "end" and element.tag == f"{_STYLE}style":
                properties = element.find(f"{_STYLE}table-properties")
                if properties is not None and properties.get(f"{_TABLE}display") == "false":
                    hidden_styles.add(element.get(f"{_STYLE}name", ""))
            elif event == "end":
                _forget(element)
    return found


def _rows(content: bytes, wanted: int) -> Iterator[list[object]]:
    rank = -1
    left = _LONGEST
    tags = (f"{_TABLE}table", f"{_TABLE}table-row")
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(IN_IT) as file:
        for event, element in _parsed(file, ("start", "end"), tags):
            if element.tag == f"{_TABLE}table":
                rank += event == "start"
                if event == "end" and rank == wanted:
                    return
            elif event == "end":
                row = _cells(element) if rank == wanted else []
                times = _times(element, f"{_TABLE}number-rows-repeated", left)
                left -= times if rank == wanted else 0
                _forget(element)
                for _ in range(times if any(row) else 0):
                    yield list(row)


def _parsed(
    file: object, events: tuple[str, ...], tags: tuple[str, ...]
) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(file, events=events, tag=tags, resolve_entities=False, no_network=True)
    )


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _cells(row: etree._Element) -> list[object]:
    cells: list[object] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        left = _WIDEST - len(cells)
        cells += [_value(cell)] * _times(cell, f"{_TABLE}number-columns-repeated", left)
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _times(element: etree._Element, name: str, most: int) -> int:
    said = element.get(name, "1")
    return max(0, min(int(said) if said.isdecimal() else 1, most))


def _value(cell: etree._Element) -> object:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", "nan"))
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "")
    return " ".join(_paragraph(part) for part in cell.iterfind(f"{_TEXT}p"))


def _paragraph(element: etree._Element) -> str:
    text = element.text or ""
    for part in element:
        if part.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            text += " " * _times(part, f"{_TEXT}c", _WIDEST)
        elif part.tag != f"{_OFFICE}annotation":
            text += _paragraph(part)
        text += part.tail or ""
    return text
