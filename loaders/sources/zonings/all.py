"""The sources of territories and zonings, together, for the catalogue."""

from loaders.source import Source
from loaders.sources.zonings.arrondissements import ARRONDISSEMENTS
from loaders.sources.zonings.commune_lists import (
    APPARTENANCE,
    BMO_BASINS,
    CENTRALITY_GRID,
    CLPE,
    DENSITY_GRID,
    EMPLOYMENT_ZONES,
    EPCI,
    FRR,
    SPEL,
    ZRR,
)
from loaders.sources.zonings.commune_moves import COMMUNE_MOVES
from loaders.sources.zonings.qpv import QPV

ZONING_SOURCES: tuple[Source, ...] = (
    COMMUNE_MOVES,
    APPARTENANCE,  # before the zonings that it holds: a file of several is this one
    EMPLOYMENT_ZONES,
    BMO_BASINS,
    EPCI,
    ARRONDISSEMENTS,
    CLPE,
    SPEL,
    QPV,
    ZRR,
    FRR,
    DENSITY_GRID,
    CENTRALITY_GRID,
)
