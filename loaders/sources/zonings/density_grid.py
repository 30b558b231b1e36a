"""Insee's grid of density in seven levels: the level of each commune.

Columns `insee_com` or `CODGEO`, and the level as a number (`DENS`, 1 to 7) or as its label
(`niveau_densite`, `LIBDENS`). The former grid, in four levels, is refused row by row: its numbers
do not mean the same.
"""

from __future__ import annotations

from pathlib import Path

from geodata.folding import fold
from geodata.places.density import DENSITY_CLASSES
from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, Layer, has_layer, read_zoning

_CODES = {fold(label): code for code, label in DENSITY_CLASSES.items()} | {
    code: code for code in DENSITY_CLASSES
}


def density_code(cell: str) -> str | None:
    """Return the level "1" to "7" that a cell says by its number or its label, else None."""
    return _CODES.get(fold(cell))


DENSITY = Layer(
    attribute="density",
    columns=("niveau_densite", "LIBDENS7", "DENS7", "LIBDENS", "DENS", "Typo degré densité"),
    value=density_code,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the density of communes."""
    return has_layer(path, DENSITY)


def read(path: Path, context: Context) -> Parsed:
    """Read the grid of density (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [DENSITY], vintage=dated("grille de densité", path))


DENSITY_GRID = Source(
    key="densite",
    name="Grille communale de densité à sept niveaux",
    producer="Insee",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/6439600",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES,),
    needs=(MOVES,),
)
