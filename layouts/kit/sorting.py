"""Tables put in the order of a column on the server, as `assets/base/sorting.js` does on a page."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from dash import html
from dash.development.base_component import Component

_NUMBER = re.compile(r"(?:[≈+≥≤<>]|aumoins|auplus)?([-−]?\d+(?:,\d+)?)")
_TIME = re.compile(r"≈?(\d+)h(\d+)?")
_SILENT = re.compile(
    r"^$|^[—–-]$|^(non |pas |in)?(connu|disponible|dit|chargé)|^secret|^inconnu", re.I
)
_ORDER = re.compile(r"(?:([a-z-]+)\.)?(\d{1,3})\.(-?)(\d{1,3})")
_SIGNS = "_-–—,;:!?.…·'’\"«»()[]{}@*/\\&#%°`^+±<=>|~$€"
"""Signs in the order of the Unicode collation, which the browser follows."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})

Key = float | str | None


@dataclass(frozen=True)
class ColumnOrder:
    """The column that a table is sorted by, as an address says it (`ordre` or `tri`).

    Attributes
    ----------
    panel : that the table is in, "" on a page without panels
    table : its rank among those that can be sorted there, from 0
    column : from 0
    down : from the greatest to the least
    """

    panel: str
    table: int
    column: int
    down: bool


def column_order(text: str) -> ColumnOrder | None:
    """Read « flux.1.-2 », or « 1.-2 » on a page without panels; None for anything else."""
    found = _ORDER.fullmatch(text)
    if found is None or not int(found[2]) or not int(found[4]):
        return None
    return ColumnOrder(found[1] or "", int(found[2]) - 1, int(found[4]) - 1, found[3] == "-")


def order_of_link(link: str) -> ColumnOrder | None:
    """Read the order that the link of a page without panels asks for, None where it has none."""
    return column_order(parse_qs(urlsplit(link).query).get("tri", [""])[0])


def in_order(content: object, order: ColumnOrder | None) -> object:
    """Put in order the table that is asked for among components, and return them."""
    if order is not None and (table := _asked(content, order)) is not None:
        _sort(table, order)
    return content


def names_in_order(content: object, order: ColumnOrder) -> list[str]:
    """Return the names of the rows of the table that is asked for, in its order."""
    table = _asked(content, order)
    if table is None:
        return []
    return [_name(_cells(row)[0].children) for row in _sorted(table, order)]


def sort_key(text: str) -> Key:
    """Return what a cell is sorted by: a number, a text, None when it is said not to be known."""
    plain = text.strip()
    if _SILENT.search(plain):
        return None
    joined = re.sub(r"\s", "", plain)
    if time := _TIME.match(joined):
        return 60.0 * int(time[1]) + int(time[2] or 0)
    found = _NUMBER.match(joined)
    return float(found[1].replace("−", "-").replace(",", ".")) if found else plain


def sorted_rows(keys: Sequence[Key], down: bool) -> list[int]:
    """Return the order of the keys of a column, as positions; the unknown is last either way."""
    known = [row for row, key in enumerate(keys) if key is not None]
    unknown = [row for row, key in enumerate(keys) if key is None]
    if all(isinstance(keys[row], float) for row in known):
        known.sort(key=lambda row: keys[row], reverse=down)  # type: ignore[arg-type, return-value]
    else:
        texts = {row: _collated(_written(keys[row])) for row in known}
        known.sort(key=texts.__getitem__, reverse=down)
    return [*known, *unknown]


def _written(key: Key) -> str:
    return f"{key:g}" if isinstance(key, float) else str(key)


def _collated(text: str) -> tuple[object, ...]:
    """Return the key of a text in French: letters first, then accents, then small before capital.

    Numbers are compared by their value, spaces and signs come before digits, these before letters.
    """
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    parts = [_weight(part) for part in re.findall(r"\d+|.", bare.casefold())]
    marks = [sign if unicodedata.combining(sign) else "" for sign in spread]
    return parts, marks, bare.swapcase()


def _weight(part: str) -> tuple[int, int, str]:
    if part.isdigit():
        return 2, int(part), ""
    kind = 3 if part.isalpha() else 0 if part.isspace() else 1
    return kind, _SIGNS.find(part) if kind == 1 else 0, part


# ---- Tables among components --------------------------------------------------------------------


def _asked(content: object, order: ColumnOrder) -> html.Table | None:
    """The table that an order is of, when it has its column and can be sorted by it."""
    table = next((one for rank, one in enumerate(_tables(content)) if rank == order.table), None)
    if table is None:
        return None
    width, rows = len(_cells(_heads(table))), _rows(table)
    whole = all(len(_cells(row)) == width for row in rows)
    return table if whole and order.column < width else None


def _tables(content: object) -> Iterator[html.Table]:
    for part in _children(content):
        if isinstance(part, list | tuple):
            yield from _tables(part)
        elif isinstance(part, html.Div) and "table-scroll" in _classes(part):
            for inside in _children(part.children):
                if isinstance(inside, html.Table) and "server-ordered" not in _classes(inside):
                    yield inside
        elif isinstance(part, Component):
            yield from _tables(getattr(part, "children", None))


def _sort(table: html.Table, order: ColumnOrder) -> None:
    body = next(part for part in _children(table.children) if isinstance(part, html.Tbody))
    body.children = _sorted(table, order)


def _sorted(table: html.Table, order: ColumnOrder) -> list[Component]:
    rows = _rows(table)
    keys = [sort_key(_text(_cells(row)[order.column])) for row in rows]
    return [rows[row] for row in sorted_rows(keys, order.down)]


def _rows(table: html.Table) -> list[Component]:
    body = [part for part in _children(table.children) if isinstance(part, html.Tbody)]
    return [row for part in body[:1] for row in _children(part.children) if row is not None]


def _heads(table: html.Table) -> Component | None:
    head = [part for part in _children(table.children) if isinstance(part, html.Thead)]
    rows = [row for part in head for row in _children(part.children)]
    return rows[-1] if rows else None


def _cells(row: Component | None) -> list[Component]:
    return [cell for cell in _children(getattr(row, "children", None)) if cell is not None]


def _children(content: object) -> list[Component]:
    if content is None:
        return []
    return list(content) if isinstance(content, list | tuple) else [content]  # type: ignore[list-item]


def _classes(part: Component) -> list[str]:
    return str(getattr(part, "className", "") or "").split()


def _name(content: object) -> str:
    """Return the text of a row's name, without what stands below it in small."""
    told = [part for part in _children(content) if not isinstance(part, html.Small)]
    return _text(told).strip()


def _text(content: object) -> str:
    if content is None or isinstance(content, bool):
        return ""
    if isinstance(content, str | int | float):
        return str(content)
    if isinstance(content, list | tuple):
        return "".join(map(_text, content))
    return _text(getattr(content, "children", None))
