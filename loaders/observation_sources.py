"""The sources of observation: needs of employers, tensions, job seekers, and passages of codes."""

from __future__ import annotations

from loaders.bmo import BMO
from loaders.crosswalk_tables import CROSSWALK_SOURCES
from loaders.dares_tension import TENSION_DARES
from loaders.job_seekers import JOB_SEEKERS
from loaders.rome_tension import TENSION_ROME
from loaders.unemployment import UNEMPLOYMENT

OBSERVATION_SOURCES = (
    BMO,
    TENSION_DARES,
    TENSION_ROME,
    JOB_SEEKERS,
    UNEMPLOYMENT,
    *CROSSWALK_SOURCES,
)
