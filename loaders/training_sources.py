"""The sources of apprenticeship, general lycées and masters, in the order files are recognised."""

from __future__ import annotations

from loaders.apprenticeship_catalogue import APPRENTICESHIP_CATALOGUE
from loaders.apprenticeship_places import APPRENTICESHIP_PLACES
from loaders.bonne_alternance import BONNE_ALTERNANCE
from loaders.cfa_convention import CFA_CONVENTION
from loaders.masters import MASTERS
from loaders.onisep import ONISEP_OPTIONS, ONISEP_SPECIALITIES
from loaders.source import Source

TRAINING_SOURCES: tuple[Source, ...] = (
    APPRENTICESHIP_PLACES,
    CFA_CONVENTION,
    APPRENTICESHIP_CATALOGUE,
    BONNE_ALTERNANCE,
    ONISEP_OPTIONS,
    ONISEP_SPECIALITIES,
    MASTERS,
)
