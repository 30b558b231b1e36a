"""The region seen from a kind of places: what the coverage of courses reads, with other sites.

Each place is a site with one « course », so that the engine of coverage works on it as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.completeness.verdict import Verdict
from geodata.guidance.known import known_of
from geodata.guidance.near import places_of
from geodata.tables.schema import OFFERS, SITES
from geodata.travel.lived import Lived
from geodata.travel.model import TravelModel, matrix


class _Times(Mapping[str, np.ndarray]):
    """Minutes from some points to every place by mode, worked out when they are asked for."""

    def __init__(
        self, model: TravelModel, xy: NDArray[np.float64], sites: pd.DataFrame, modes: Iterable[str]
    ) -> None:
        self._model, self._from, self._modes = model, xy, tuple(modes)
        self._to = sites[["x", "y"]].to_numpy(dtype=np.float64)
        self._known: dict[str, np.ndarray] = {}

    def __getitem__(self, mode: str) -> np.ndarray:
        if mode not in self._known:
            self._known[mode] = matrix(self._model, self._from, self._to, mode)
        return self._known[mode]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modes)

    def __len__(self) -> int:
        return len(self._modes)


class _Weighted(Mapping[str, np.ndarray]):
    """Minutes from every commune to every place, weighted by where people live."""

    def __init__(self, lived: Lived) -> None:
        self._lived, self._known = lived, dict[str, np.ndarray]()

    def __getitem__(self, mode: str) -> np.ndarray:
        if mode not in self._known:
            self._known[mode] = self._lived.homes.mean(self._lived.times(mode))
        return self._known[mode]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lived.halls)

    def __len__(self) -> int:
        return len(self._lived.halls)


def seen_from(atlas: Atlas, kind: str) -> Atlas:
    """Return the region with the places of a kind for sites, once a store."""
    return atlas.cached(("seen-from", kind), lambda: _seen_from(atlas, kind))


def kind_verdict(atlas: Atlas, kind: str) -> Verdict:
    """Return what is known of a kind, as the coverage of courses says it of an offer."""
    known = known_of(atlas, kind)
    return Verdict(state=known.state, courses=known.places, simulated=known.simulated)


def _seen_from(atlas: Atlas, kind: str) -> Atlas:
    table = places_of(atlas)
    rows = table[table["kind"] == kind].reset_index(drop=True)
    sites = rows.rename(columns={"place": "site"}).assign(uai="", siret="")
    nothing = {
        name: pd.Series([None if column.nullable else ""] * len(rows), rows.index, dtype=object)
        for name, column in OFFERS.columns.items()
    }
    told: dict[str, Any] = {
        "offer": [f"{kind}-{rank}" for rank in range(len(rows))],
        "site": rows["place"],
        "title": rows["name"],
        "voie": "continue",
        "modality": "presentiel",
        "source": rows["source"],
    }
    offers = pd.DataFrame(nothing, index=rows.index).assign(**told)
    placed = SITES.validate(sites)
    halls = _Times(atlas.model, atlas.commune_xy, placed, atlas.model.modes)
    lived = atlas.homes and replace(
        atlas.homes,
        halls=halls,
        travel=_Times(atlas.model, atlas.homes.homes.xy, placed, atlas.homes.travel),
    )
    return replace(
        atlas,
        sites=placed,
        offers=OFFERS.validate(offers),
        travel=_Weighted(lived) if lived else halls,
        homes=lived,
        guidance=table,
        establishments=pd.DataFrame(),
        _kept={},
    )
