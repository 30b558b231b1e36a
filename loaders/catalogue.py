"""The sources that the builder can read: adding one is writing its parser and an entry here."""

from pathlib import Path

from loaders.locating.addresses import BAN
from loaders.source import Context, Parsed, Source
from loaders.sources.adults.mon_compte_formation import MON_COMPTE_FORMATION
from loaders.sources.apprenticeship.bonne_alternance import BONNE_ALTERNANCE
from loaders.sources.apprenticeship.catalogue import APPRENTICESHIP_CATALOGUE
from loaders.sources.apprenticeship.centres import APPRENTICESHIP_PLACES
from loaders.sources.apprenticeship.cfa_convention import CFA_CONVENTION
from loaders.sources.flows.all import FLOW_SOURCES
from loaders.sources.guidance.all import GUIDANCE_SOURCES
from loaders.sources.lheo.source import LHEO
from loaders.sources.nomenclatures.bcn import BCN_DIPLOMAS, BCN_MEF
from loaders.sources.nomenclatures.certif_info import CERTIF_INFO
from loaders.sources.nomenclatures.crosswalk_tables import CROSSWALK_SOURCES
from loaders.sources.nomenclatures.rncp import RNCP_CFD, RNCP_NSF, RNCP_ROME
from loaders.sources.nomenclatures.rncp_access import RNCP_ACCESS
from loaders.sources.nomenclatures.rncp_sheets import RNCP_SHEETS
from loaders.sources.nomenclatures.rome_appellations import ROME_APPELLATIONS
from loaders.sources.nomenclatures.rome_skills import ROME_LINKS, ROME_SKILLS
from loaders.sources.observation.all import OBSERVATION_SOURCES
from loaders.sources.observation.inserjeunes import INSERJEUNES
from loaders.sources.observation.inserjeunes_regions import INSERJEUNES_REGIONS
from loaders.sources.population.all import POPULATION_SOURCES
from loaders.sources.schools.bts_capacities import BTS_PLACES
from loaders.sources.schools.directories import DIRECTORIES
from loaders.sources.schools.finess import FINESS
from loaders.sources.schools.masters import MASTERS
from loaders.sources.schools.onisep import ONISEP_OPTIONS, ONISEP_SPECIALITIES
from loaders.sources.schools.onisep_actions import ONISEP_ACTIONS
from loaders.sources.schools.parcoursup import PARCOURSUP
from loaders.sources.schools.voie_pro import AFFELNET, CONSTAT
from loaders.sources.transit.gtfs import GTFS
from loaders.sources.zonings.all import ZONING_SOURCES

__all__ = ["CATALOGUE", "Context", "Parsed", "Source", "recognise"]

TRAINING_SOURCES: tuple[Source, ...] = (
    APPRENTICESHIP_PLACES,
    CFA_CONVENTION,
    APPRENTICESHIP_CATALOGUE,
    BONNE_ALTERNANCE,
    ONISEP_OPTIONS,
    ONISEP_SPECIALITIES,
    ONISEP_ACTIONS,
    MASTERS,
)
"""Those of apprenticeship, general lycées and masters, in the order files are recognised."""

CATALOGUE: tuple[Source, ...] = (
    PARCOURSUP,
    LHEO,
    MON_COMPTE_FORMATION,
    BCN_MEF,
    BCN_DIPLOMAS,
    CERTIF_INFO,
    RNCP_CFD,
    RNCP_ROME,
    RNCP_NSF,
    RNCP_SHEETS,
    RNCP_ACCESS,
    CONSTAT,
    AFFELNET,
    BTS_PLACES,
    BAN,
    INSERJEUNES,
    INSERJEUNES_REGIONS,
    GTFS,
    *TRAINING_SOURCES,
    *DIRECTORIES,
    FINESS,
    *ZONING_SOURCES,
    *OBSERVATION_SOURCES,
    *CROSSWALK_SOURCES,
    *GUIDANCE_SOURCES,
    *FLOW_SOURCES,
    ROME_APPELLATIONS,
    *POPULATION_SOURCES,
    ROME_SKILLS,
    ROME_LINKS,
)


def recognise(path: Path, catalogue: tuple[Source, ...] = CATALOGUE) -> Source | None:
    """Return the source a file belongs to, by its content, or None when no source knows it.

    Raises OSError: the system refuses to read the file.
    """
    return next((source for source in catalogue if _recognises(source, path)), None)


def _recognises(source: Source, path: Path) -> bool:
    try:
        return source.recognises(path)
    except OSError as error:
        if error.errno:
            raise
        return False
    except Exception:  # what a parser stumbles over is no file of its source
        return False
