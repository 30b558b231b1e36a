"""Files of the Base Adresse Nationale as streets: their middle, and where their numbers are.

The format is told in `loaders.locating.addresses`. Rows are read in batches; of each address of the
communes that are asked for, only its street, its number and its position are kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.places.street_names import street_words
from geodata.places.streets import Addresses
from loaders.errors import SourceError
from loaders.locating.addresses import batches

_NEEDED = ["numero", "nom_voie", "code_insee", "lon", "lat"]
_LAST_NUMBER = 9_999


@dataclass(frozen=True)
class Read:
    """The streets of some files; their rows, those of other communes, those that say no place."""

    addresses: Addresses
    rows: int
    elsewhere: int
    unplaced: int


def read_streets_of(paths: Sequence[Path], communes: Collection[str]) -> Read:
    """Return the streets of some communes (INSEE codes).

    Raises SourceError: a file is no file of addresses, or is damaged; or none has an address of the
    communes.
    """
    known = frozenset(communes)
    streets: dict[tuple[str, str], tuple[int, str]] = {}
    parts: list[pd.DataFrame] = []
    rows = elsewhere = unplaced = 0
    for path in paths:
        for table in batches(path, _NEEDED):
            batch = table.to_pandas()
            rows += len(batch)
            ours = batch.assign(code_insee=[_commune(code, known) for code in batch["code_insee"]])
            ours = ours[ours["code_insee"].isin(known)]
            elsewhere += len(batch) - len(ours)
            lon, lat, number = (_figures(ours[name]) for name in ("lon", "lat", "numero"))
            good = lon.between(-180, 180) & lat.between(-90, 90) & (ours["nom_voie"] != "")
            unplaced += int((~good).sum())
            ours = ours[good]
            keys = {name: street_words(name) for name in ours["nom_voie"].unique()}
            ranks = [
                streets.setdefault((code, keys[name]), (len(streets), name))[0]
                for code, name in zip(ours["code_insee"], ours["nom_voie"], strict=True)
            ]
            sound = number.where(number.between(1, _LAST_NUMBER), 0)[good]
            parts.append(
                pd.DataFrame(
                    {
                        "street": np.array(ranks, np.int32),
                        "number": sound.to_numpy(np.uint16),
                        "lon": lon[good].to_numpy(np.float32),
                        "lat": lat[good].to_numpy(np.float32),
                    }
                )
            )
    if not streets:
        raise SourceError("Aucune adresse de ces fichiers n'est dans une commune de la région.")
    table = pd.concat(parts, ignore_index=True)
    names = [(code, name) for (code, _), (_, name) in streets.items()]
    return Read(_addresses(table, names), rows, elsewhere, unplaced)


def _addresses(table: pd.DataFrame, names: list[tuple[str, str]]) -> Addresses:
    middles = table.groupby("street")[["lon", "lat"]].median()
    streets = pd.DataFrame(names, columns=["commune", "name"]).join(middles)
    # A number that comes again (« 12 bis ») is where the first of them is.
    numbered = table[table["number"] > 0].drop_duplicates(["street", "number"])
    numbered = numbered.sort_values(["street", "number"])
    starts = np.searchsorted(numbered["street"], np.arange(len(streets) + 1))
    return Addresses(
        "", streets, starts, *(numbered[name].to_numpy() for name in ("number", "lon", "lat"))
    )


def _commune(code: str, known: frozenset[str]) -> str:
    """Return the commune of a code, that of the whole town for an arrondissement."""
    if code in known:
        return code
    towns = {"751": "75056", "132": "13055", "6938": "69123"}
    return next((town for start, town in towns.items() if code.startswith(start)), code)


def _figures(texts: pd.Series) -> pd.Series:
    return pd.to_numeric(texts.str.replace(",", "."), errors="coerce")
