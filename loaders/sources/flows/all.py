"""The sources of observed flows, in the order in which files are recognised."""

from loaders.sources.flows.insee import MOBPRO, MOBSCO, STUDY_BASE, WORK_BASE
from loaders.sources.flows.regional import REGIONAL_FLOWS

FLOW_SOURCES = (WORK_BASE, STUDY_BASE, MOBSCO, MOBPRO, REGIONAL_FLOWS)
