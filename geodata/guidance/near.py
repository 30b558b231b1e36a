"""Who can help near a person, and what helps around a place of training."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.asking.reading import UnknownCode
from geodata.atlas import Atlas
from geodata.finding.origin import Origin, town_hall_of
from geodata.guidance.table import GUIDANCE, TEXTS
from geodata.guides import GUIDES, HELPS, KINDS
from geodata.tables.rows import Records
from geodata.travel.model import OUT_OF_REACH, matrix
from geodata.vocabulary import MODES, TRANSIT

BOARDING = "internat"

_MOST_KEPT = 5_000_000
"""Bytes of the times from town halls that are kept by mode."""


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


def _minutes(
    atlas: Atlas, rows: NDArray[np.int64], kinds: Collection[str], origin: Origin, mode: str
) -> NDArray[np.uint8]:
    """Return whole minutes from an origin to some rows of the places, all of some kinds.

    Every search asks for who guides: the times from all town halls to these are worked out once,
    but by timetables, which take as long for each start.
    """
    hall, guides = town_hall_of(atlas, origin), _rows_of(atlas, GUIDES)
    kept = mode != TRANSIT and len(guides) * len(atlas.communes) <= _MOST_KEPT
    if hall is None or not kept or not set(GUIDES).issuperset(kinds):
        return minutes_from(atlas, origin, mode)[rows]

    def make() -> NDArray[np.uint8]:
        xy = places_of(atlas)[["x", "y"]].to_numpy(dtype=np.float64)[guides]
        return matrix(atlas.model, atlas.commune_xy, xy, mode)

    table = atlas.cached(("guides from town halls", mode), make)
    return table[np.searchsorted(guides, rows), hall]


def _rows_of(atlas: Atlas, kinds: Collection[str]) -> NDArray[np.int64]:
    """Return the rows of the places of some kinds, growing."""
    return atlas.cached(
        ("guidance of", frozenset(kinds)),
        lambda: np.flatnonzero(places_of(atlas)["kind"].isin(kinds).to_numpy(dtype=bool)),
    )


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
    if origin is None:
        _check_mode(atlas, mode)
        table = places_of(atlas)
        rows = table[table["kind"].isin(kinds)]
        rows = rows.assign(minutes=pd.Series(pd.NA, rows.index, dtype="Int64"))
        return rows.sort_values(["name", "place"], ignore_index=True)
    found, minutes = _nearest_first(atlas, kinds, origin, mode)
    if max_minutes is not None:
        within = minutes <= min(max_minutes, OUT_OF_REACH - 1)
        found, minutes = found[within], minutes[within]
    return _taken(atlas, found, minutes)


def nearest(
    atlas: Atlas, kinds: Collection[str], origin: Origin, mode: str = "voiture"
) -> list[dict[str, Any]]:
    """Return the nearest place of each kind as dictionaries, with their `minutes` as `near`."""
    found, minutes = _nearest_first(atlas, kinds, origin, mode)
    numbers = atlas.cached("guidance kinds", lambda: pd.factorize(places_of(atlas)["kind"])[0])
    first = np.sort(np.unique(numbers[found], return_index=True)[1])
    return [
        {**row, "minutes": pd.NA if time == OUT_OF_REACH else time}
        for row, time in zip(_records(atlas).at(found[first]), minutes[first].tolist(), strict=True)
    ]


def _nearest_first(
    atlas: Atlas, kinds: Collection[str], origin: Origin, mode: str
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    _check_mode(atlas, mode)
    rows = _rows_of(atlas, kinds)
    minutes = _minutes(atlas, rows, kinds, origin, mode)
    order = np.lexsort((_by_name(atlas)[rows], minutes))
    return rows[order], minutes[order]


def _check_mode(atlas: Atlas, mode: str) -> None:
    if mode not in atlas.model.modes:
        raise UnknownCode("mode", f"« {MODES[mode]} » : les temps vers ces lieux manquent.")


def _taken(atlas: Atlas, rows: NDArray[np.int64], minutes: NDArray[np.uint8]) -> pd.DataFrame:
    known = pd.Series(minutes).astype("Int64")
    table = places_of(atlas).take(rows).reset_index(drop=True)
    return table.assign(minutes=known.mask(known == OUT_OF_REACH))


def nearest_of_each(rows: pd.DataFrame, each: int = 1) -> pd.DataFrame:
    """Return the first rows of each kind, in the order given."""
    return rows.groupby("kind", sort=False).head(each)


def around(atlas: Atlas, x: float, y: float, each: int = 2) -> list[dict[str, Any]]:
    """Return what helps to come and to stay around a point (metres), with `metres` to each.

    Each kind has its own distance (`kinds.Kind.around`), as the crow flies.
    """
    xy, limits, ranks = atlas.cached("guidance that helps", lambda: _helping(atlas))
    metres = np.hypot(xy[:, 0] - x, xy[:, 1] - y)
    rows = np.flatnonzero(metres <= limits)
    names = _records(atlas).at(rows)
    order = sorted(
        range(len(rows)), key=lambda at: (ranks[rows[at]], metres[rows[at]], names[at]["place"])
    )
    told: Counter[str] = Counter()
    found = []
    for at in order:
        kind = names[at]["kind"]
        if told[kind] < each:
            told[kind] += 1
            found.append({**names[at], "metres": float(metres[rows[at]])})
    return found


def _helping(
    atlas: Atlas,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return where places are, (n, 2), how far each helps (-1: not at all), its kind's rank."""
    table = places_of(atlas)
    rank = {kind: order for order, kind in enumerate(HELPS)}
    kinds = table["kind"].tolist()
    limits = [1000 * float(KINDS[kind].around) if kind in rank else -1.0 for kind in kinds]
    ranks = [rank.get(kind, -1) for kind in kinds]
    return table[["x", "y"]].to_numpy(dtype=np.float64), np.array(limits), np.array(ranks)


def _records(atlas: Atlas) -> Records:
    return atlas.cached("guidance as rows", lambda: Records(places_of(atlas)))


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
