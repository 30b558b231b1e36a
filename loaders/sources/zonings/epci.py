"""Intercommunalities with their own taxation (EPCI): which one each commune is in.

Columns `codgeo`, `epci` (SIREN of nine digits, ZZZZZZZZZ for a commune in none), `libepci`.
"""

from __future__ import annotations

from pathlib import Path

from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning


def siren(cell: str) -> str | None:
    """Return a SIREN number of nine digits, None when the cell says none."""
    compact = "".join(cell.split())
    return compact if len(compact) == 9 and compact.isascii() and compact.isdigit() else None


EPCI_LAYER = Layer(
    attribute="epci",
    columns=("epci", "code_epci", "epci_code", "siren_epci"),
    names=("libepci", "epci_nom", "nom_epci", "lib_epci", "libelle_epci"),
    level="epci",
    value=siren,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the EPCI of communes."""
    return has_layer(path, EPCI_LAYER)


def read(path: Path, context: Context) -> Parsed:
    """Read the EPCI (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [EPCI_LAYER], vintage=dated("EPCI", path))


EPCI = Source(
    key="epci",
    name="Intercommunalités (EPCI à fiscalité propre)",
    producer="Insee et DGCL",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/2510634",
    rhythm="chaque année, au 1er janvier",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
