"""The files that say the zone or the class of each commune: who publishes them, what tells them.

What their columns say is in `loaders.sources.zonings.layers`, how they are read in
`loaders.sources.zonings.membership`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from loaders.errors import SourceError
from loaders.locating.communes import MOVES
from loaders.reading.columns import find_column
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import dated, year_of
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings import layers
from loaders.sources.zonings.membership import (
    ATTRIBUTES,
    ZONES,
    Layer,
    has_layer,
    has_layers,
    read_zoning,
)

_NEARLY = 0.9
"""Share of the cells of a column that must be classes: notes and totals may stand under them."""
ZONES_2020 = "zones d'emploi 2020"


def _zoning(*read: Layer, vintage: str | Callable[[Path], str], **facts: Any) -> Source:
    """Return the source of a list of communes (see Source for `facts`).

    Parameters
    ----------
    read : its layers
    vintage : the zoning's name, said with the year of the file's name; or what says the vintage
    """
    return Source(
        **{
            "licence": "Licence Ouverte",
            "recognises": partial(has_layer, layer=read[0]),
            **facts,
        },
        read=partial(_read, read, vintage),
        gives=(ATTRIBUTES, ZONES) if read[0].level else (ATTRIBUTES,),
        needs=(MOVES,),
    )


def _read(
    read: Sequence[Layer], vintage: str | Callable[[Path], str], path: Path, context: Context
) -> Parsed:
    said = dated(vintage, path) if isinstance(vintage, str) else vintage(path)
    return read_zoning(path, context, read, vintage=said)


def _year_of_zones(path: Path) -> str:
    """Return the year of the zones, after that of the communes when the file's name says it."""
    year = year_of(path)
    return ZONES_2020 if year in ("", "2020") else f"communes {year}, {ZONES_2020}"


def _year_of_basins(path: Path) -> str:
    """Return the year that the column of basins bears, else that of the file's name."""
    header = header_of(path)
    years = [year for year in layers.BASIN_YEARS if find_column(header, [f"BE{year}"])]
    return f"bassins BMO 20{years[0]}" if years else dated("bassins BMO", path)


def _cells(path: Path, columns: Sequence[str]) -> list[str] | None:
    """Return the cells of a column, None when there is no such column."""
    try:
        rows = read_table(path).rows
    except SourceError:
        return []
    column = find_column(rows.columns, columns)
    return None if column is None else rows[column].tolist()


def _has_clpe(path: Path) -> bool:
    if not has_layer(path, layers.CLPE):
        return False
    cells = _cells(path, layers.CLPE.columns)
    return cells is None or any(map(layers.clpe_code, cells))


def _has_zrr(path: Path) -> bool:
    if not has_layer(path, layers.ZRR):
        return False
    if has_layer(path, replace(layers.ZRR, columns=layers.ZRR_OWN)):
        return True
    # « statut » is anyone's column: here nearly every cell is one of the classes. A list of classed
    # communes that has their codes alone, such as that of the order of 16 March 2017, cannot be
    # told from any other list; it would add nothing: the region's base has the last classes.
    cells = _cells(path, layers.ZRR_ANYONES)
    told = [cell for cell in cells or () if layers.zrr_class(cell)]
    return bool(cells) and len(told) >= _NEARLY * len(cells or ())


APPARTENANCE = _zoning(
    *(layers.EPCI, layers.ARRONDISSEMENT, layers.ZONE_EMPLOI),
    key="appartenance",
    name="Table d'appartenance géographique des communes",
    producer="Insee",
    page="https://www.insee.fr/fr/information/7671844",
    rhythm="chaque année, au 1er janvier",
    recognises=partial(
        has_layers, layers=(layers.EPCI, layers.ARRONDISSEMENT, layers.ZONE_EMPLOI), least=2
    ),
    vintage="communes",
)
"""Several zonings at once; a file of one, or more recent, wins over it
(see `loaders.building.overlay`)."""

EMPLOYMENT_ZONES = _zoning(
    layers.ZONE_EMPLOI,
    key="zones-emploi",
    name="Zones d'emploi",
    producer="Insee et Dares",
    page="https://www.insee.fr/fr/information/4652957",
    rhythm="composition communale chaque année, découpage tous les dix ans environ",
    vintage=_year_of_zones,
)
BMO_BASINS = _zoning(
    layers.BASIN,
    key="bassins-bmo",
    name="Bassins d'emploi de l'enquête Besoins en main-d'œuvre",
    producer="France Travail",
    page="https://www.francetravail.org/opendata/enquete-besoins-en-main-doeuvre.html",
    rhythm="chaque année",
    vintage=_year_of_basins,
)
EPCI = _zoning(
    layers.EPCI,
    key="epci",
    name="Intercommunalités (EPCI à fiscalité propre)",
    producer="Insee et DGCL",
    page="https://www.insee.fr/fr/information/2510634",
    rhythm="chaque année, au 1er janvier",
    vintage="EPCI",
)
CLPE = _zoning(
    layers.CLPE,
    key="clpe",
    name="Territoires des comités locaux pour l'emploi (CLPE)",
    producer="France Travail",
    page="https://www.francetravail.org/",
    rhythm="à chaque arrêté",
    recognises=_has_clpe,
    vintage="CLPE",
)
# Drawn up by the region, it overrides the profile's rule; communes that it does not list keep
# theirs. « name » is anyone's column: without a column of SPEL, nothing says that this is one.
SPEL = _zoning(
    layers.SPEL,
    key="spel",
    name="Découpage en SPEL (service public de l'emploi local)",
    producer="Région et services de l'État",
    licence="",
    page="",
    rhythm="à chaque redécoupage",
    recognises=partial(has_layer, layer=replace(layers.SPEL, names=layers.SPEL.names[1:])),
    vintage="SPEL",
)
ZRR = _zoning(
    layers.ZRR,
    key="zrr",
    name="Zones de revitalisation rurale (ZRR)",
    producer="ANCT et DGCL",
    page="https://www.data.gouv.fr/fr/datasets/zones-de-revitalisation-rurale-zrr/",
    rhythm="close : remplacées par FRR le 1er juillet 2024",
    recognises=_has_zrr,
    vintage="ZRR",
)
FRR = _zoning(
    layers.FRR,
    key="frr",
    name="France ruralités revitalisation (FRR)",
    producer="DGCL et Observatoire des territoires",
    page="https://www.observatoire-des-territoires.gouv.fr/",
    rhythm="à chaque arrêté",
    vintage="FRR",
)
DENSITY_GRID = _zoning(
    layers.DENSITY,
    key="densite",
    name="Grille communale de densité à sept niveaux",
    producer="Insee",
    page="https://www.insee.fr/fr/information/6439600",
    rhythm="chaque année",
    vintage="grille de densité",
)
CENTRALITY_GRID = _zoning(
    layers.CENTRALITY,
    key="centralites",
    name="Centralités d'équipements et de services",
    producer="ANCT et INRAE",
    page="https://www.observatoire-des-territoires.gouv.fr/",
    rhythm="irrégulier",
    vintage="grille des centralités",
)
