"""The employment basins of the survey « Besoins en main-d'œuvre »: which one each commune is in.

Columns `code_commune_insee`, `code_bassin_BMO`, `lib_bassin_BMO`. The list keeps the codes of
communes that were merged since: they count only where their commune of today is not listed.
"""

from __future__ import annotations

from pathlib import Path

from loaders.cog import MOVES
from loaders.source import Context, Parsed, Source
from loaders.vintages import dated
from loaders.zonings import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning

BASIN = Layer(
    attribute="bmo_basin",
    columns=("code_bassin_BMO", "bassin_bmo", "code_bassin", "BE24", "BE25", "BE23"),
    names=("lib_bassin_BMO", "libelle_bassin_bmo", "NOMBE24", "NOMBE25", "NOMBE23"),
    level="bmo_basin",
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the BMO basin of communes."""
    return has_layer(path, BASIN)


def read(path: Path, context: Context) -> Parsed:
    """Read the BMO basins (raises as `loaders.zonings.read_zoning`)."""
    return read_zoning(path, context, [BASIN], vintage=dated("bassins BMO", path))


BMO_BASINS = Source(
    key="bassins-bmo",
    name="Bassins d'emploi de l'enquête Besoins en main-d'œuvre",
    producer="France Travail",
    licence="Licence Ouverte",
    page="https://www.francetravail.org/opendata/enquete-besoins-en-main-doeuvre.html",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
