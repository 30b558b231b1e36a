"""Who can help near a person, and what helps around a place of training."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.reading import UnknownCode
from geodata.atlas import Atlas
from geodata.finding.answer import Origin
from geodata.guidance.table import GUIDANCE, TEXTS
from geodata.guides import HELPS, KINDS
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import MODES

BOARDING = "internat"


def places_of(atlas: Atlas) -> pd.DataFrame:
    """Return every place that helps (columns of `table.GUIDANCE`), boardings included.

    Boardings are those of the region's places of training whose directory says that they have one.
    """
    return atlas.cached("guidance", lambda: _places(atlas))


def minutes_from(atlas: Atlas, origin: Origin, mode: str) -> NDArray[np.uint8]:
    """Return whole minutes from an origin to every place, uint8 (n_places,), 255 out of reach."""
    xy = places_of(atlas)[["x", "y"]].to_numpy(dtype=np.float64)
    if not len(xy):
        return np.zeros(0, dtype=np.uint8)
    return atlas.town_halls.minutes((origin.x, origin.y), "guidance", xy, mode)


def near(
    atlas: Atlas,
    kinds: Collection[str],
    origin: Origin | None = None,
    mode: str = "voiture",
    max_minutes: int | None = None,
) -> pd.DataFrame:
    """Return the places of some kinds, the nearest first, with their `minutes`.

    Without an origin they are by name, and `minutes` is null; so it is out of reach.

    Raises UnknownCode when the mode is not one of the model's: timetables lead to places of
    training only.
    """
    if mode not in atlas.model.modes:
        raise UnknownCode("mode", f"« {MODES[mode]} » : les temps vers ces lieux manquent.")
    table = places_of(atlas)
    if origin is None:
        rows = table[table["kind"].isin(kinds)]
        rows = rows.assign(minutes=pd.Series(pd.NA, rows.index, dtype="Int64"))
        return rows.sort_values(["name", "place"], ignore_index=True)
    minutes = minutes_from(atlas, origin, mode)
    which = table["kind"].isin(kinds).to_numpy(dtype=bool)
    if max_minutes is not None:
        which = which & (minutes <= min(max_minutes, OUT_OF_REACH - 1))
    found = np.flatnonzero(which)
    found = found[np.lexsort((_by_name(atlas)[found], minutes[found]))]
    known = pd.Series(minutes[found]).astype("Int64")
    rows = table.take(found).reset_index(drop=True)
    return rows.assign(minutes=known.mask(known == OUT_OF_REACH))


def nearest_of_each(rows: pd.DataFrame, each: int = 1) -> pd.DataFrame:
    """Return the first rows of each kind, in the order given."""
    return rows.groupby("kind", sort=False).head(each)


def around(atlas: Atlas, x: float, y: float, each: int = 2) -> pd.DataFrame:
    """Return what helps to come and to stay around a point (metres), with `metres` to each.

    Each kind has its own distance (`kinds.Kind.around`), as the crow flies.
    """
    table = places_of(atlas)
    metres = np.hypot(table["x"].to_numpy(float) - x, table["y"].to_numpy(float) - y)
    limits = table["kind"].map({kind: 1000 * KINDS[kind].around for kind in HELPS}).fillna(-1.0)
    rows = table.assign(metres=metres)[metres <= limits.to_numpy(float)]
    rank = {kind: order for order, kind in enumerate(HELPS)}
    rows = rows.assign(rank=rows["kind"].map(rank)).sort_values(["rank", "metres", "place"])
    return rows.groupby("kind", sort=False).head(each).reset_index(drop=True)


def _by_name(atlas: Atlas) -> NDArray[np.int64]:
    """Return the rank of each place by its name, (n_places,)."""

    def make() -> NDArray[np.int64]:
        table = places_of(atlas).reset_index(drop=True)
        return np.argsort(table.sort_values(["name", "place"]).index.to_numpy())

    return atlas.cached("guidance-by-name", make)


def _places(atlas: Atlas) -> pd.DataFrame:
    told = atlas.guidance if len(atlas.guidance) else pd.DataFrame(columns=list(GUIDANCE.columns))
    boarding = _boardings(atlas)
    if boarding.empty:
        return told.reset_index(drop=True)
    return pd.concat([told, boarding], ignore_index=True) if len(told) else boarding


def _boardings(atlas: Atlas) -> pd.DataFrame:
    known = atlas.establishments
    if known.empty:
        return known
    having = known[known["boarding"].fillna(False).astype(bool)].drop_duplicates("uai")
    sites = atlas.own_sites[atlas.own_sites["uai"] != ""].drop_duplicates("uai")
    rows = sites.merge(having[["uai", "address", "telephone", "website", "boarding_words",
                               "updated", "vintage"]], on="uai")  # fmt: skip
    rows = rows.assign(
        source=rows["uai"].map(dict(zip(having["uai"], having["source"], strict=True))),
        place=BOARDING + "-" + rows["uai"],
        kind=BOARDING,
        note=rows["boarding_words"],
        hours="",
        lacks="",
    )
    columns = ["place", "kind", "name", *TEXTS, "commune", "x", "y", "lon", "lat", "precision",
               "updated", "lacks", "source", "vintage"]  # fmt: skip
    return rows[columns].reset_index(drop=True)
