"""The sources of where people live, in the order in which files are recognised."""

from loaders.sources.population.grid import POPULATION_GRID
from loaders.sources.population.iris import IRIS_OUTLINES, IRIS_POPULATION

POPULATION_SOURCES = (POPULATION_GRID, IRIS_OUTLINES, IRIS_POPULATION)
