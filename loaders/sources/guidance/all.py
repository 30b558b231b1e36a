"""The sources of places that help, in the order files are recognised."""

from loaders.source import Source
from loaders.sources.guidance.administration import ADMINISTRATION, ADMINISTRATION_2016
from loaders.sources.guidance.coming import BPE, CARPOOLING, CROUS, STATIONS
from loaders.sources.guidance.data_inclusion import DATA_INCLUSION, DIGITAL_PLACES
from loaders.sources.guidance.declared import DECLARED
from loaders.sources.guidance.france_services import FRANCE_SERVICES
from loaders.sources.guidance.mission_locales import MISSIONS_LOCALES

GUIDANCE_SOURCES: tuple[Source, ...] = (
    ADMINISTRATION,
    ADMINISTRATION_2016,
    MISSIONS_LOCALES,
    FRANCE_SERVICES,
    DATA_INCLUSION,
    DIGITAL_PLACES,
    CARPOOLING,
    STATIONS,
    CROUS,
    BPE,
    DECLARED,
)
