"""Tables that a file holds as records and not as cells: JSON, XML, Parquet.

Sites of open data publish most of their tables so too. Each record is a row, its fields are cells
under their names; what nests deeper than a field's own fields is left out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from lxml import etree
from pyarrow import parquet

from loaders.errors import SourceError
from loaders.reading.archives.packed import LARGEST
from loaders.reading.json_records import BAD_LINE, records
from loaders.reading.texts import decode

Fields = Mapping[str, Any]

_PARQUET = b"PAR1"
_HOLDERS = ("fields", "properties", "attributes")
"""Under which a record has its fields, beside what the site says of it."""
_COLUMNS, _ROWS = ("columns", "header", "headers"), ("data", "rows", "values")
LARGEST_XML = 256 << 20
"""Bytes of an XML that is looked at: one that holds no row is kept whole in memory."""
_LONGEST = 64 << 20
"""Bytes of a JSON that is a list of rows and not of records: it is read whole."""


def rows_in(path: Path, head: bytes, most: int | None = None) -> Iterator[list[str]]:
    """Yield the names of the columns of a file's records, then its rows; nothing if it has none.

    Parameters
    ----------
    head : its first bytes
    most : the first records that are wanted, all of them by default

    Raises SourceError: the file is damaged, before anything is given or after its whole records.
    """
    if head.startswith(_PARQUET):
        yield from _of_parquet(path, most)
        return
    begins = decode(head[:256]).lstrip("\ufeff \t\r\n")[:1]
    if begins == "<":
        yield from _gathered(lambda: _of_xml(path), most)
    elif begins in ("{", "[") and b"Polygon" not in head:  # a map is no table
        found = _gathered(lambda: _of_json(path), most)
        first = next(found, None)
        yield from _listed(path) if first is None else [first]
        yield from found


def _gathered(read: Callable[[], Iterator[Fields]], most: int | None) -> Iterator[list[str]]:
    """Yield the names of all the fields of some records, then the row of each: they are read twice,
    for those that publish records leave out the fields that are empty.
    """
    names = dict.fromkeys(name for fields in islice(read(), most) for name in fields)
    if len(names) < 2:
        return
    yield [*names]
    for fields in islice(read(), most):
        yield [_text(fields.get(name)) for name in names]


def _of_json(path: Path) -> Iterator[Fields]:
    try:
        for record in records(path):
            if record.fault and record.fault != BAD_LINE:
                raise SourceError(f"élément {record.number} : {record.fault}")
            features = record.content.get("features")
            for content in features if isinstance(features, list) else [record.content]:
                if isinstance(content, dict) and (fields := _fields(content)):
                    yield fields
    except RecursionError as error:
        raise SourceError("le fichier JSON est coupé ou abîmé") from error


def _fields(record: Fields) -> Fields:
    """Return the fields of a record, those that it nests under the names of both."""
    shape = record.get("geometry")
    if isinstance(shape, dict) and shape.get("type") != "Point":
        return {}
    held = next((record[name] for name in _HOLDERS if isinstance(record.get(name), dict)), record)
    found: dict[str, Any] = {}
    for name, value in held.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": deeper for inner, deeper in value.items()}
        else:
            found[name] = value
    place = shape.get("coordinates") if isinstance(shape, dict) else None
    if isinstance(place, list) and len(place) >= 2 and not {"latitude", "lat"} & found.keys():
        found |= {"longitude": place[0], "latitude": place[1]}
    return found


def _listed(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a JSON that is a list of lists, its columns named first or beside."""
    if path.stat().st_size > _LONGEST:
        return
    try:
        told = json.loads(decode(path.read_bytes()))
    except (ValueError, RecursionError):
        return
    if isinstance(told, dict):
        names: list[object] = next(
            (told[name] for name in _COLUMNS if isinstance(told.get(name), list)), []
        )
        rows: list[object] = next(
            (told[name] for name in _ROWS if isinstance(told.get(name), list)), []
        )
        told = [names, *rows] if names else rows
    if isinstance(told, list) and told and all(isinstance(row, list) for row in told):
        yield from ([_text(value) for value in row] for row in told)


def _of_xml(path: Path) -> Iterator[Fields]:
    """Yield the elements that have several texts, each under its name, and no element deeper."""
    if path.stat().st_size > LARGEST_XML:
        return
    found: dict[str, Any] = {}
    # Opened here: a reader that stops early then closes it, where lxml would wait to be forgotten.
    with path.open("rb") as file:
        try:
            for _, element in etree.iterparse(
                file, events=("end",), resolve_entities=False, no_network=True
            ):
                if len(element) < 2 or any(len(part) for part in element):
                    continue
                found = {str(name): value for name, value in element.attrib.items()}
                for part in element.iterchildren(etree.Element):
                    found.setdefault(etree.QName(part).localname, part.text)
                yield found
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            if not found:
                return  # a DTD, a page: what begins as XML may be another thing
            raise SourceError(f"le XML est coupé ou mal formé ligne {error.lineno}") from error


def _of_parquet(path: Path, most: int | None) -> Iterator[list[str]]:
    try:
        with parquet.ParquetFile(path) as table:
            if table.metadata.num_rows * table.metadata.num_columns > LARGEST:
                raise SourceError("la table est trop grande")
            yield table.schema_arrow.names
            rows = (
                [_text(value) for value in row.values()]
                for batch in table.iter_batches(1 << 13)
                for row in batch.to_pylist()
            )
            yield from islice(rows, most)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise SourceError("le fichier Parquet est coupé ou abîmé") from error


def _text(value: object) -> str:
    """Return a value as a table would write it."""
    if value is None or isinstance(value, (dict, bytes)) or value != value:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(value))
    return str(value)


def _words(values: Iterable[object]) -> Iterator[str]:
    return filter(None, map(_text, values))
