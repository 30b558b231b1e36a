"""The employment basins of the survey « Besoins en main-d'œuvre »: which one each commune is in.

Columns `code_commune_insee`, `code_bassin_BMO`, `lib_bassin_BMO` (or `BE24`, `NOMBE24`, that bear
the year of the basins). The list keeps the codes of
communes that were merged since: they count only where their commune of today is not listed.
"""

from __future__ import annotations

from pathlib import Path

from loaders.locating.communes import MOVES
from loaders.reading.columns import find_column
from loaders.reading.tables import header_of
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning

_YEARS = range(40, 9, -1)
BASIN = Layer(
    attribute="bmo_basin",
    columns=("code_bassin_BMO", "bassin_bmo", "code_bassin", *(f"BE{year}" for year in _YEARS)),
    names=("lib_bassin_BMO", "libelle_bassin_bmo", *(f"NOMBE{year}" for year in _YEARS)),
    level="bmo_basin",
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the BMO basin of communes."""
    return has_layer(path, BASIN)


def read(path: Path, context: Context) -> Parsed:
    """Read the BMO basins (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [BASIN], vintage=_vintage(path))


def _vintage(path: Path) -> str:
    """Return the year that the column of basins bears, else that of the file's name."""
    years = [year for year in _YEARS if find_column(header_of(path), [f"BE{year}"])]
    return f"bassins BMO 20{years[0]}" if years else dated("bassins BMO", path)


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
