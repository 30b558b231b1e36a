"""Simulated flows between SPEL, for the demonstration: nothing is drawn at random.

From each commune people go to the SPEL that are large and near (a gravity model); a flow of a kind
that a real file gives is not simulated.
"""

import datetime as dt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.flows.table import FLOWS

SOURCE = "demonstration"
PERIMETER = "personnes simulées, pour la démonstration"

RATES = {"home_training": 0.08, "home_work": 0.38, "training_work": 0.02}
"""People of a kind of flow for each inhabitant."""

_REACH = 14_000.0
"""Metres at which a SPEL draws e times less."""
_ENDS = 5
"""SPEL that a commune's people go to."""


def simulated_flows(communes: pd.DataFrame, known: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return `known` with simulated flows of the kinds that it has none of (schema FLOWS)."""
    placed = communes[communes["spel"] != ""]
    if placed.empty:
        return known
    parts = [known] if len(known) else []
    parts += [
        _flows(placed, kind, rate, str(today.year - 2))
        for kind, rate in RATES.items()
        if kind not in set(known["kind"])
    ]
    return FLOWS.validate(pd.concat(parts, ignore_index=True))


def _flows(communes: pd.DataFrame, kind: str, rate: float, year: str) -> pd.DataFrame:
    spel = _middles(communes)
    # A job is told by the SPEL of the course: no source gives its commune.
    level = "spel" if kind == "training_work" else "commune"
    starts = spel if level == "spel" else communes.set_index("code")[["population", "x", "y"]]
    shares = _shares(starts[["x", "y"]].to_numpy(float), spel)
    people = (starts["population"].to_numpy(float)[:, None] * rate * shares).round()
    rows, columns = np.nonzero(people)
    return pd.DataFrame(
        {
            "kind": kind,
            "origin_level": level, "origin": starts.index.to_numpy(object)[rows],
            "destination_level": "spel", "destination": spel.index.to_numpy(object)[columns],
            "people": people[rows, columns], "status": "", "year": year,
            "perimeter": PERIMETER, "source": SOURCE,
        }
    )  # fmt: skip


def _middles(communes: pd.DataFrame) -> pd.DataFrame:
    """Population and middle of each SPEL."""
    people = communes["population"].astype(float)
    weighted = communes[["x", "y"]].mul(people, axis=0).assign(population=people)
    sums = weighted.groupby(communes["spel"]).sum()
    total = sums["population"].clip(lower=1)
    return pd.DataFrame({"population": sums["population"], "x": sums["x"] / total,
                         "y": sums["y"] / total})  # fmt: skip


def _shares(xy: NDArray[np.float64], spel: pd.DataFrame) -> NDArray[np.float64]:
    """Share of the people of each place who go to each SPEL, the most drawing ones alone."""
    apart = np.linalg.norm(xy[:, None, :] - spel[["x", "y"]].to_numpy()[None], axis=2)
    pull = spel["population"].to_numpy() * np.exp(-apart / _REACH)
    ends = min(_ENDS, pull.shape[1])
    least = np.sort(pull, axis=1)[:, -ends][:, None]
    pull = np.where(pull >= least, pull, 0.0)
    shares: NDArray[np.float64] = pull / pull.sum(axis=1, keepdims=True)
    return shares
