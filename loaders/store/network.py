"""The network of places that ships with the project, as files."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.travel.model import TravelModel
from geodata.travel.network import PlaceNetwork, estimate_of
from loaders.paths import DATA
from loaders.store.parquet import read_frame, write_frame

FOLDER = DATA / "embedded" / "france"
PLACES, LINKS = "places.parquet", "links.parquet"


def write_network(places: pd.DataFrame, links: pd.DataFrame, folder: Path) -> None:
    """Write the two tables in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PLACES).write_bytes(write_frame(places))
    (folder / LINKS).write_bytes(write_frame(links))


@cache
def read_network(folder: Path = FOLDER) -> PlaceNetwork | None:
    """Return the network that ships with the project; None where it was never made."""
    if not (folder / PLACES).exists():
        return None
    places, links = (read_frame((folder / name).read_bytes()) for name in (PLACES, LINKS))
    return PlaceNetwork(
        xy=places[["x", "y"]].to_numpy(dtype=np.float64),
        density=places["density"].to_numpy(dtype=np.float64),
        altitude=places["altitude"].to_numpy(dtype=np.float64),
        links=links[["a", "b"]].to_numpy(dtype=np.int32),
    )


def network_near(region: str, folder: Path | None = None) -> PlaceNetwork | None:
    """Return the network of a region by its slug: its own overseas, else that of the mainland."""
    folder = folder or FOLDER
    own = folder.with_name(region or folder.name)
    if own == folder or not (own / PLACES).exists():
        return read_network(folder)
    found = read_network(own)
    return found and replace(found, overseas=True)


def travel_model(region: str = "") -> TravelModel:
    """Return the model in force: from commune to commune, as the crow flies without a network.

    Parameters
    ----------
    region : its slug; that of the mainland by default
    """
    return estimate_of(network_near(region))
