"""The sources of territories and zonings, together, for the catalogue."""

from __future__ import annotations

from loaders.source import Source
from loaders.sources.zonings.arrondissements import ARRONDISSEMENTS
from loaders.sources.zonings.bmo_basins import BMO_BASINS
from loaders.sources.zonings.centrality_grid import CENTRALITY_GRID
from loaders.sources.zonings.clpe import CLPE
from loaders.sources.zonings.commune_moves import COMMUNE_MOVES
from loaders.sources.zonings.density_grid import DENSITY_GRID
from loaders.sources.zonings.employment_zones import EMPLOYMENT_ZONES
from loaders.sources.zonings.epci import EPCI
from loaders.sources.zonings.frr import FRR
from loaders.sources.zonings.insee_membership import INSEE_MEMBERSHIP
from loaders.sources.zonings.qpv import QPV
from loaders.sources.zonings.spel_file import SPEL
from loaders.sources.zonings.zrr import ZRR

ZONING_SOURCES: tuple[Source, ...] = (
    COMMUNE_MOVES,
    INSEE_MEMBERSHIP,  # before the zonings that it holds: a file of several is this one
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
