"""The sources of territories and zonings, together, for the catalogue."""

from __future__ import annotations

from loaders.arrondissements import ARRONDISSEMENTS
from loaders.bmo_basins import BMO_BASINS
from loaders.centrality_grid import CENTRALITY_GRID
from loaders.clpe import CLPE
from loaders.commune_moves import COMMUNE_MOVES
from loaders.density_grid import DENSITY_GRID
from loaders.employment_zones import EMPLOYMENT_ZONES
from loaders.epci import EPCI
from loaders.frr import FRR
from loaders.insee_membership import INSEE_MEMBERSHIP
from loaders.qpv import QPV
from loaders.source import Source
from loaders.spel_file import SPEL
from loaders.zrr import ZRR

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
