"""The sources of observation: needs of employers, tensions, job seekers and those helped."""

from loaders.sources.observation.bmo import BMO
from loaders.sources.observation.dares_job_seekers import JOB_SEEKERS_SERIES
from loaders.sources.observation.dares_tension import TENSION_DARES
from loaders.sources.observation.hiring_declarations import HIRING_DECLARATIONS
from loaders.sources.observation.insersup import INSERSUP
from loaders.sources.observation.job_seekers import JOB_SEEKERS
from loaders.sources.observation.prospects import PROSPECTS_2030
from loaders.sources.observation.rome_tension import TENSION_ROME
from loaders.sources.observation.rsa_households import RSA_HOUSEHOLDS
from loaders.sources.observation.trained_publics import TRAINED_PUBLICS
from loaders.sources.observation.unemployment import UNEMPLOYMENT
from loaders.sources.observation.unemployment_benefit import UNEMPLOYMENT_BENEFIT

OBSERVATION_SOURCES = (
    BMO,
    TENSION_DARES,
    TENSION_ROME,
    JOB_SEEKERS,
    UNEMPLOYMENT,
    PROSPECTS_2030,
    JOB_SEEKERS_SERIES,
    UNEMPLOYMENT_BENEFIT,
    RSA_HOUSEHOLDS,
    HIRING_DECLARATIONS,
    TRAINED_PUBLICS,
    INSERSUP,
)
