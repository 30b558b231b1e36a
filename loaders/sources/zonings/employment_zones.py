"""Insee's zones d'emploi of 2020: which one each commune is in.

Columns `codgeo`, `ze2020` (four digits, the first often lost: « 54 » is 0054), `libze2020`. A zone
that straddles two regions has a code that begins with 00; only its communes of the region are kept.
"""

from __future__ import annotations

from pathlib import Path

from loaders.locating.communes import MOVES
from loaders.reading.vintages import year_of
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning

ZONES_2020 = "zones d'emploi 2020"


def zone_code(cell: str) -> str | None:
    """Return the code of a zone on four digits, None when the cell says none."""
    return cell.zfill(4) if cell.isascii() and cell.isdigit() and len(cell) <= 4 else None


ZONE_EMPLOI = Layer(
    attribute="zone_emploi",
    columns=("ze2020", "code_zone_emploi", "zone_emploi_2020"),
    names=("libze2020", "libelle_zone_emploi"),
    level="zone_emploi",
    value=zone_code,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the zone d'emploi of communes."""
    return has_layer(path, ZONE_EMPLOI)


def read(path: Path, context: Context) -> Parsed:
    """Read the zones d'emploi (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [ZONE_EMPLOI], vintage=_vintage(path))


def _vintage(path: Path) -> str:
    """Return the year of the zones, after that of the communes when the file's name says it."""
    year = year_of(path)
    return ZONES_2020 if year in ("", "2020") else f"communes {year}, {ZONES_2020}"


EMPLOYMENT_ZONES = Source(
    key="zones-emploi",
    name="Zones d'emploi",
    producer="Insee et Dares",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/4652957",
    rhythm="composition communale chaque année, découpage tous les dix ans environ",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
