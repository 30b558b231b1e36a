"""The comités locaux pour l'emploi (CLPE): which one's territory each commune is in.

Columns `commune_id`, `territoire_id` (CLPE and five digits), `territoire_libelle`: the reference of
France Travail. Files on other territories use the same columns: the codes tell them apart.
"""

from __future__ import annotations

import re
from pathlib import Path

from loaders.errors import SourceError
from loaders.locating.communes import MOVES
from loaders.reading.columns import find_column
from loaders.reading.tables import read_table
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning

_CODE = re.compile(r"CLPE[0-9AB]{4,6}", re.ASCII)


def clpe_code(cell: str) -> str | None:
    """Return the code of a CLPE, None when the cell says none."""
    return cell.upper() if _CODE.fullmatch(cell.upper()) else None


CLPE_LAYER = Layer(
    attribute="clpe",
    columns=("territoire_id", "code_clpe", "clpe"),
    names=("territoire_libelle", "libelle_clpe", "nom_clpe"),
    level="clpe",
    value=clpe_code,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the CLPE of communes."""
    if not has_layer(path, CLPE_LAYER):
        return False
    try:
        rows = read_table(path).rows
    except SourceError:
        return False
    column = find_column(rows.columns, CLPE_LAYER.columns)
    return column is None or bool(rows[column].map(clpe_code).notna().any())


def read(path: Path, context: Context) -> Parsed:
    """Read the CLPE (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [CLPE_LAYER], vintage=dated("CLPE", path))


CLPE = Source(
    key="clpe",
    name="Territoires des comités locaux pour l'emploi (CLPE)",
    producer="France Travail",
    licence="Licence Ouverte",
    page="https://www.francetravail.org/",
    rhythm="à chaque arrêté",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
