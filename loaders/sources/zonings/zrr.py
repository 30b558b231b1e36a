"""The zones de revitalisation rurale (ZRR): which communes are classed.

Columns `code_insee` and `statut`, or `CODGEO` and `ZRR_SIMP`: C (classed), NC (not classed), PC or
P (partly: one of the communes that it was made of), alone or before a text (« C - Classée »).
A list of classed communes that has their codes alone, such as that of the order of 16 March 2017,
cannot be told from any other list: it is not recognised, and `check` says why. It would add
nothing: the region's base has the last classes. ZRR gave way to FRR on 1 July 2024.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from geodata.places.classifications import IN_ZRR
from loaders.errors import SourceError
from loaders.locating.communes import MOVES
from loaders.reading.columns import find_column
from loaders.reading.tables import read_table
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, Layer, has_layer, read_zoning

_CLASS = re.compile(r"(NC|PC|P|C)(?:\s*[-–:].*)?", re.IGNORECASE)
_OWN = ("zrr_simp", "zonage_zrr", "statut_zrr", "classement_zrr", "zrr")
_ANYONES = ("statut",)


def zrr_class(cell: str) -> str | None:
    """Return C, PC or NC, None when the cell says none of them."""
    found = _CLASS.fullmatch(cell.strip())
    if found is None:
        return None
    return {"P": "PC"}.get(found[1].upper(), found[1].upper())


def joined_class(classes: Sequence[str]) -> str:
    """Return the class of a commune made of several: partly classed unless all are alike."""
    return classes[0] if len(set(classes)) == 1 else "PC"


ZRR_LAYER = Layer(
    attribute="zrr_class", columns=(*_OWN, *_ANYONES), value=zrr_class, combine=joined_class
)


def recognises(path: Path) -> bool:
    """Tell whether a file says which communes are in ZRR."""
    if not has_layer(path, ZRR_LAYER):
        return False
    if has_layer(path, Layer("zrr_class", _OWN)):
        return True
    try:
        rows = read_table(path).rows
    except SourceError:
        return False
    # « statut » is anyone's column: here every cell is one of the classes.
    column = find_column(rows.columns, _ANYONES)
    return column is not None and len(rows) > 0 and bool(rows[column].map(zrr_class).notna().all())


def read(path: Path, context: Context) -> Parsed:
    """Read the ZRR: `zrr_class`, and `zrr`, true where classed, wholly or partly.

    Raises
    ------
    MissingColumnError, SourceError
        As `loaders.sources.zonings.membership.read_zoning`.
    """
    parsed = read_zoning(path, context, [ZRR_LAYER], vintage=dated("ZRR", path))
    table = parsed.tables[ATTRIBUTES]
    table["zrr"] = table["zrr_class"].isin(IN_ZRR).astype("boolean")
    return parsed


ZRR = Source(
    key="zrr",
    name="Zones de revitalisation rurale (ZRR)",
    producer="ANCT et DGCL",
    licence="Licence Ouverte",
    page="https://www.data.gouv.fr/fr/datasets/zones-de-revitalisation-rurale-zrr/",
    rhythm="close : remplacées par FRR le 1er juillet 2024",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES,),
    needs=(MOVES,),
)
