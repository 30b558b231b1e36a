"""Times from where people live: computed at a build where a source says where that is."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from geodata.parts import Runner, one_by_one
from geodata.places.homes import homes_of
from geodata.travel.model import TravelModel, matrix
from loaders.sources.population.grid import KEY as GRID
from loaders.store.tables import Tables


def with_homes(
    tables: Tables,
    model: TravelModel,
    progress: Callable[[str], None],
    run: Runner = one_by_one,
) -> Tables:
    """Return the tables with the times from homes, the same where none is known.

    Parameters
    ----------
    progress : told in French what is being done
    run : what runs the long part (`loaders.building.cluster`)
    """
    chosen = replace(tables, homes=_finest(tables.homes))
    homes = homes_of(chosen.homes, chosen.communes)
    if homes is None:
        return chosen
    sites = chosen.sites[["x", "y"]].to_numpy(dtype=np.float64)
    travel = {}
    for mode in model.modes:
        progress(f"Temps de trajet : {mode}, depuis {len(homes.xy)} lieux de vie")
        travel[mode] = matrix(model, homes.xy, sites, mode, run)
    return replace(chosen, home_travel=travel)


def _finest(homes: pd.DataFrame) -> pd.DataFrame:
    """Keep of each commune what one source says: squares rather than IRIS."""
    if homes.empty:
        return homes
    rank = (~homes["source"].str.startswith(GRID)).astype(int).astype(str) + homes["source"]
    first = rank.groupby(homes["commune"]).transform("min")
    return homes[rank == first].reset_index(drop=True)
