"""Insee's table of membership: the EPCI, arrondissement and zone d'emploi of each commune at once.

Columns `code_insee`, then at least two of `code_epci`, `code_arrondissement`, `code_zone_emploi`
(their zeros at the left may be lost), with or without names. A file of one zoning alone, or more
recent, wins over it (`loaders.overlay`).
"""

from __future__ import annotations

from pathlib import Path

from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.arrondissements import ARRONDISSEMENT
from loaders.sources.zonings.employment_zones import ZONE_EMPLOI
from loaders.sources.zonings.epci import EPCI_LAYER
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, has_layers, read_zoning

LAYERS = (EPCI_LAYER, ARRONDISSEMENT, ZONE_EMPLOI)


def recognises(path: Path) -> bool:
    """Tell whether a file says several zonings of communes."""
    return has_layers(path, LAYERS, least=2)


def read(path: Path, context: Context) -> Parsed:
    """Read the zonings that the file has (raises as `membership.read_zoning`)."""
    return read_zoning(path, context, LAYERS, vintage=dated("communes", path))


INSEE_MEMBERSHIP = Source(
    key="appartenance",
    name="Table d'appartenance géographique des communes",
    producer="Insee",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/7671844",
    rhythm="chaque année, au 1er janvier",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
