"""The sources of observation: needs of employers, tensions and job seekers."""

from __future__ import annotations

from loaders.sources.observation.bmo import BMO
from loaders.sources.observation.dares_tension import TENSION_DARES
from loaders.sources.observation.job_seekers import JOB_SEEKERS
from loaders.sources.observation.prospects import PROSPECTS_2030
from loaders.sources.observation.rome_tension import TENSION_ROME
from loaders.sources.observation.unemployment import UNEMPLOYMENT

OBSERVATION_SOURCES = (
    BMO,
    TENSION_DARES,
    TENSION_ROME,
    JOB_SEEKERS,
    UNEMPLOYMENT,
    PROSPECTS_2030,
)
