"""What a file holds for the sources: itself, the files of its archive, the tables of its sheets.

A table on any sheet of a workbook, or under titles, is written again as a plain table that begins
at its header, so that every source reads it without knowing.
"""

import csv
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from loaders.catalogue import CATALOGUE, recognise
from loaders.errors import SourceError
from loaders.reading.archives.contents import is_archive, is_stream, leaves, member_names, place_for
from loaders.reading.archives.packed import LARGEST, unpacked
from loaders.reading.polygons import copy_layer, layers_of
from loaders.reading.record_tables import rows_in
from loaders.reading.spreadsheets.web_pages import (
    NOT_DATA,
    is_web_page,
    is_xml_spreadsheet,
    tables_in,
)
from loaders.reading.spreadsheets.workbooks import Page, is_workbook, pages_of
from loaders.reading.tables import text_rows
from loaders.reading.texts import decode, is_binary, separator_under_titles
from loaders.source import Source
from loaders.sources.transit.feed import is_feed, is_table

_HEAD = 1 << 18
"""Bytes of a text by which it is known whether there is a table under its titles."""

_TITLES = 20
"""Rows that may stand above a header."""

_LONG_NAMES = 3
"""First rows of a table that may be as many names for its columns."""

_LEAST_TABLES = 4
"""Tables of a feed of timetables, at least."""

_PAGES = (".html", ".htm", ".xhtml")

_SAMPLE = 60
"""Rows by which a source is asked whether a table is its own."""

_WHOLE = "lheo"
"""The source that reads the many documents of an archive as one file, in a stream."""

BESIDE = (".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".qix")
"""Files that go with those of a map's layer (.shp), which a source reads with it."""


@dataclass(frozen=True)
class Part:
    """A file, or a part of it: where to read it, its name, its source (None when none knows it).

    `reason` says why it cannot be read, in French, "" when nothing tells.
    """

    path: Path
    name: str
    source: Source | None = None
    reason: str = ""


def parts_of(path: Path, name: str, catalogue: Sequence[Source] = CATALOGUE) -> list[Part]:
    """Return what a file holds: itself when a source knows it, else its parts that sources know.

    The files of an archive that no source knows are named beside those that one does. A file of
    which nothing is known is its own only part.

    Raises
    ------
    OSError
        The system refuses to read the file.
    """
    if not is_archive(path):
        return _of_file(path, name, catalogue)
    if _is_read_packed(path) and (source := recognise(path, tuple(catalogue))):
        return [Part(path, name, source)]
    found: list[Part] = []
    unpacked_files = leaves(path)
    layers = {leaf.path.with_suffix("") for leaf in unpacked_files if _suffix(leaf.path) == ".shp"}
    for leaf in unpacked_files:
        full = f"{name}/{leaf.name}" if leaf.name else name
        if leaf.reason:
            found.append(Part(path, full, None, leaf.reason))
        elif _suffix(leaf.path) not in BESIDE or leaf.path.with_suffix("") not in layers:
            found += _of_file(leaf.path, full, catalogue)
    found = [*feeds_among(found, catalogue), *found]
    known = any(part.source or part.reason for part in found)
    return found if known else [Part(path, name)]


def feeds_among(parts: list[Part], catalogue: Sequence[Source]) -> Iterator[Part]:
    """Yield the feeds of timetables whose tables are in a folder, unpacked or of an archive.

    Each is packed again, as a source reads it, and its tables leave the parts.
    """
    folders: dict[Path, list[Part]] = {}
    for part in parts:
        if part.source is None and not part.reason and is_table(part.path.name):
            folders.setdefault(part.path.parent, []).append(part)
    for folder, tables in folders.items():
        if len(tables) < _LEAST_TABLES:
            continue
        place = place_for(folder, "gtfs.zip")
        with zipfile.ZipFile(place, "w") as archive:
            for table in tables:
                # Without its date, so that the same feed is the same archive every time.
                bare = zipfile.ZipInfo(table.path.name)
                with table.path.open("rb") as text, archive.open(bare, "w") as packed:
                    shutil.copyfileobj(text, packed)
        if source := recognise(place, tuple(catalogue)):
            parts[:] = [part for part in parts if part not in tables]
            yield Part(place, tables[0].name.rpartition("/")[0] or folder.name, source)


def is_outline(path: Path) -> bool:
    """Tell whether a file is the outlines of a map's layer (.shp), which others go with."""
    return _suffix(path) == ".shp"


def _lacking(path: Path) -> str:
    """Say which file outlines lack to be read, "" when they are whole."""
    there = {other.name.lower() for other in path.parent.iterdir()}
    names = (path.with_suffix(end).name for end in (".shx", ".dbf"))
    lacking = next((name for name in names if name.lower() not in there), "")
    return f"il manque le fichier « {lacking} », qui va avec lui" if lacking else ""


def _of_layers(path: Path, name: str, catalogue: Sequence[Source]) -> Iterator[Part]:
    """Yield the layers of a GeoPackage that sources know, each as a file."""
    layers = layers_of(path)
    for layer in layers if len(layers) > 1 else []:
        place = place_for(path, f"{layer}.gpkg")
        place.unlink(missing_ok=True)
        copy_layer(path, layer, place)
        if source := recognise(place, tuple(catalogue)):
            yield Part(place, f"{name}/{layer}", source)


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def _is_read_packed(path: Path) -> bool:
    """Tell whether sources read an archive by themselves: one file, documents of LHEO, a feed."""
    names = [name.lower() for name in member_names(path)]
    if not names:
        return is_stream(path)
    return len(names) == 1 or all(name.endswith(".xml") for name in names) or is_feed(path)


def _of_file(path: Path, name: str, catalogue: Sequence[Source]) -> list[Part]:
    source = recognise(path, tuple(catalogue))
    if is_outline(path) and source is None:
        return [Part(path, name, None, _lacking(path))]
    whole = Part(path, name, source)
    try:
        if found := [*_of_layers(path, name, catalogue)]:
            return found
        if is_workbook(path):
            found = _sheets(path, name, catalogue)
            others = [part for part in found if part.source is not source]
            return [whole, *others] if source else found or [whole]
        if source:
            return [whole]
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if is_web_page(head) or is_xml_spreadsheet(head):
            return _of_page(path, name, catalogue)
        if found := [*_of_records(path, name, catalogue, head)]:
            return found
        return _under_titles(path, name, catalogue, head) or [whole]
    except SourceError as error:
        return [whole if source else Part(path, name, None, str(error).removesuffix("."))]


def _sheets(path: Path, name: str, catalogue: Sequence[Source]) -> list[Part]:
    """Return the tables of a workbook: those of the sheets shown, else those of the hidden ones."""
    if path.stat().st_size > LARGEST:
        raise SourceError("le classeur est trop gros")
    pages = pages_of(path.read_bytes())
    for hidden in (False, True):
        shown = [page for page in pages if page.hidden == hidden]
        if found := _joined(
            [part for page in shown for part in _sheet(path, name, page, catalogue)]
        ):
            return found
    return []


def _sheet(path: Path, name: str, page: Page, catalogue: Sequence[Source]) -> list[Part]:
    """Return the table of a sheet, or why it cannot be read."""
    try:
        return [*_table(path, _named(name, page), page.rows, catalogue)]
    except SourceError as error:
        return [Part(path, _named(name, page), None, str(error).removesuffix("."))]


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return the tables of sheets, those of one table cut by département or for its length joined.

    They have one header and no row in common, and no name of theirs tells a year.
    """
    found: list[Part] = []
    rows: dict[Path, list[str]] = {}
    for part in parts:
        if part.source is None or re.search(r"(?<!\d)20\d\d(?!\d)", part.name.rpartition("/")[2]):
            found.append(part)
            continue
        header, *own = part.path.read_text(encoding="utf-8").splitlines()
        first = next(
            (
                one
                for one in found
                if one.source is part.source and rows.get(one.path, [""])[0] == header
            ),
            None,
        )
        if first is None or not set(own).isdisjoint(rows[first.path][1:]):
            found.append(part)
            rows[part.path] = [header, *own]
            continue
        rows[first.path] += own
        first.path.write_text("\n".join([*rows[first.path], ""]), encoding="utf-8")
    return found


def _named(name: str, page: Page) -> str:
    return f"{name}/{page.name.replace('/', '-')}{' (feuille masquée)' if page.hidden else ''}"


def _of_page(path: Path, name: str, catalogue: Sequence[Source]) -> list[Part]:
    """Return the tables of a web page that sources know; without any, a page named so is no fault.

    A page under the name of a file of data is what a site answers when it has no such file.
    """
    found = [
        part
        for page in tables_in(unpacked(path, LARGEST))
        for part in _table(path, _named(name, page), page.rows, catalogue)
    ]
    named_so = path.suffix.lower() in _PAGES
    return found or [Part(path, name, None, "" if named_so else NOT_DATA)]


def _of_records(path: Path, name: str, catalogue: Sequence[Source], head: bytes) -> Iterator[Part]:
    """Yield the table that a file's records make, when a source knows it."""
    place = place_for(path, f"{path.stem}.csv")
    sample = place.with_name(f"0 {place.name}")
    _write(sample, rows_in(path, head, _SAMPLE))
    if sample.stat().st_size and (source := recognise(sample, tuple(catalogue))):
        _write(place, rows_in(path, head))
        yield Part(place, name, source)


def _under_titles(path: Path, name: str, catalogue: Sequence[Source], head: bytes) -> list[Part]:
    """Return the table of a text that does not begin at its header, if a source knows it."""
    if is_binary(head):
        return []
    if head[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
        return []
    separator = separator_under_titles(decode(head))
    rows = list(islice(text_rows(head, separator), _TITLES + _SAMPLE))
    if len(rows) < 2:
        return []
    # Titles are narrower than their table; long names of its columns are as wide.
    titles = _TITLES if _width(rows[0]) < max(map(_width, rows)) else _LONG_NAMES
    return list(_table(path, name, iter(rows), catalogue, separator, titles))


def _table(
    path: Path,
    name: str,
    rows: Iterator[list[str]],
    catalogue: Sequence[Source],
    separator: str = "",
    titles: int = _TITLES,
) -> Iterator[Part]:
    """Yield the table whose header is one of the first rows, when a source knows it.

    Parameters
    ----------
    separator : that of the text, whose first rows alone are given; "" when all of the rows are
    titles : rows among which the header is
    """
    first = list(islice(rows, _TITLES + _SAMPLE))
    place = place_for(path, f"{name.rpartition('/')[2].removesuffix('.csv')}.csv")
    for rank, row in enumerate(first[:titles]):
        # A sheet is first asked about whole: a source may want the titles of its table.
        if (rank or separator) and not _is_header(row, first[rank + 1 :], bool(separator)):
            continue
        sample = place.with_name(f"{rank} {place.name}")
        _write(sample, first[rank : rank + _SAMPLE])
        if source := recognise(sample, tuple(catalogue)):
            if separator:
                every = text_rows(unpacked(path, LARGEST), separator)
                _write(place, islice(every, rank, None))
            else:
                _write(place, chain(first[rank:], rows))
            yield Part(place, name, source)
            return


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]], text: bool) -> bool:
    """Tell whether a row may be a header: several names, over rows that are cut as it is."""
    named = [cell for cell in row if cell]
    words = [cell for cell in named if not cell.replace(".", "").replace(",", "").isdigit()]
    if len(named) < 2 or len(words) * 2 < len(named):
        return False
    return not text or any(len(other) == len(row) for other in below[:3])


def _width(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _write(place: Path, rows: Iterable[Sequence[str]]) -> None:
    width = 0
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for row in rows:
            width = width or len(row)
            writer.writerow([*row, *[""] * (width - len(row))])
