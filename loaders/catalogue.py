"""The sources that the builder can read: adding one is writing its parser and an entry here."""

from __future__ import annotations

from pathlib import Path

from loaders.ban import BAN
from loaders.bts_capacities import BTS_PLACES
from loaders.certif_info import CERTIF_INFO
from loaders.inserjeunes import INSERJEUNES
from loaders.inserjeunes_regions import INSERJEUNES_REGIONS
from loaders.lheo import LHEO
from loaders.nomenclature_bcn import BCN_DIPLOMAS, BCN_MEF
from loaders.observation_sources import OBSERVATION_SOURCES
from loaders.parcoursup import PARCOURSUP
from loaders.rncp import RNCP_CFD, RNCP_NSF, RNCP_ROME
from loaders.source import Context, Parsed, Source
from loaders.training_sources import TRAINING_SOURCES
from loaders.voie_pro import AFFELNET, CONSTAT
from loaders.zoning_sources import ZONING_SOURCES

__all__ = ["CATALOGUE", "Context", "Parsed", "Source", "recognise"]

CATALOGUE: tuple[Source, ...] = (
    PARCOURSUP,
    LHEO,
    BCN_MEF,
    BCN_DIPLOMAS,
    CERTIF_INFO,
    RNCP_CFD,
    RNCP_ROME,
    RNCP_NSF,
    CONSTAT,
    AFFELNET,
    BTS_PLACES,
    BAN,
    INSERJEUNES,
    INSERJEUNES_REGIONS,
    *TRAINING_SOURCES,
    *ZONING_SOURCES,
    *OBSERVATION_SOURCES,
)


def recognise(path: Path, catalogue: tuple[Source, ...] = CATALOGUE) -> Source | None:
    """Return the source a file belongs to, by its content, or None when no source knows it."""
    return next((source for source in catalogue if source.recognises(path)), None)
