"""The grid of centralities (ANCT, INRAE): what each commune is a centre of, for equipment.

Columns `insee_com` and `niveau_centralite`, a label or a number from 0 (no centre) to 4.
"""

from __future__ import annotations

from pathlib import Path

from geodata.folding import fold
from geodata.places.classifications import CENTRALITIES
from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, Layer, has_layer, read_zoning

_CODES = {fold(label): code for code, label in CENTRALITIES.items()} | {
    code: code for code in CENTRALITIES
}
_PLURAL = {fold("Communes non centre"): "0"}


def centrality_code(cell: str) -> str | None:
    """Return the class "0" to "4" that a cell says by its number or its label, else None."""
    return _CODES.get(fold(cell)) or _PLURAL.get(fold(cell))


CENTRALITY = Layer(
    attribute="centrality",
    columns=("niveau_centralite", "centralite", "niveau_centre"),
    value=centrality_code,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the centrality of communes."""
    return has_layer(path, CENTRALITY)


def read(path: Path, context: Context) -> Parsed:
    """Read the grid of centralities (raises as `membership.read_zoning`)."""
    return read_zoning(path, context, [CENTRALITY], vintage=dated("grille des centralités", path))


CENTRALITY_GRID = Source(
    key="centralites",
    name="Centralités d'équipements et de services",
    producer="ANCT et INRAE",
    licence="Licence Ouverte",
    page="https://www.observatoire-des-territoires.gouv.fr/",
    rhythm="irrégulier",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES,),
    needs=(MOVES,),
)
