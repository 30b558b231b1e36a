"""The sources of apprenticeship, general lycées and masters, in the order files are recognised."""

from __future__ import annotations

from loaders.source import Source
from loaders.sources.apprenticeship.bonne_alternance import BONNE_ALTERNANCE
from loaders.sources.apprenticeship.catalogue import APPRENTICESHIP_CATALOGUE
from loaders.sources.apprenticeship.centres import APPRENTICESHIP_PLACES
from loaders.sources.apprenticeship.cfa_convention import CFA_CONVENTION
from loaders.sources.schools.masters import MASTERS
from loaders.sources.schools.onisep import ONISEP_OPTIONS, ONISEP_SPECIALITIES

TRAINING_SOURCES: tuple[Source, ...] = (
    APPRENTICESHIP_PLACES,
    CFA_CONVENTION,
    APPRENTICESHIP_CATALOGUE,
    BONNE_ALTERNANCE,
    ONISEP_OPTIONS,
    ONISEP_SPECIALITIES,
    MASTERS,
)
