"""The table of minutes of a region, computed tile by tile and resumed where it stopped."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.places.projection import MAINLAND
from geodata.travel.roads import BEYOND, UNKNOWN, RoadTimes
from loaders.roads import osrm
from loaders.roads.engine import TOOLS, Network, RoutingError, prepare, served
from loaders.roads.tiles import Tile, compute_tile, tiles

ENGINE = "OSRM"

_SAY_EVERY = 5.0  # seconds between two lines of progress
_AROUND = 15_000.0  # metres: a place from which no road leads to any other so near is cut off
_SITES = "lieu de formation", "lieux de formation"
_NAMED = 5  # places that a message names


@dataclass(frozen=True)
class Places:
    """The places between which minutes are computed.

    Attributes
    ----------
    xy : float (n, 2), metres, each once
    names : (n,), for messages
    communes, sites : rows, of town halls and of places of courses
    starts : rows of town halls, and of where people live
    crs : the system of these metres
    """

    xy: NDArray[np.float64]
    names: Sequence[str]
    communes: NDArray[np.int64]
    sites: NDArray[np.int64]
    starts: NDArray[np.int64]
    crs: str = MAINLAND


def places_of(
    communes: pd.DataFrame,
    sites: pd.DataFrame,
    homes: pd.DataFrame | None = None,
    crs: str = MAINLAND,
) -> Places:
    """Return the places of the tables of a store; a place that is nowhere is left out.

    Parameters
    ----------
    homes : schema HOMES, where people live, if that is known
    crs : the system of the metres
    """
    parts = {"communes": communes, "sites": sites}
    if homes is not None:
        parts["homes"] = homes.assign(name=homes["commune"].map(_names(communes)).fillna(""))
    tables = pd.concat([part[["x", "y", "name"]] for part in parts.values()], keys=parts).astype(
        {"x": "float64", "y": "float64"}
    )
    known = np.isfinite(tables[["x", "y"]].to_numpy()).all(axis=1)
    rounded = tables.loc[known, ["x", "y"]].round(1).to_numpy()
    xy, first, rows = np.unique(rounded, axis=0, return_index=True, return_inverse=True)
    rows, kind = rows.ravel(), tables.index.get_level_values(0)[known]
    return Places(
        xy=xy,
        names=tables.loc[known, "name"].iloc[first].tolist(),
        communes=np.unique(rows[kind == "communes"]),
        sites=np.unique(rows[kind == "sites"]),
        starts=np.unique(rows[kind != "sites"]),
        crs=crs,
    )


def _names(communes: pd.DataFrame) -> dict[str, str]:
    return dict(zip(communes["code"], communes["name"], strict=True))


def road_times(
    network: Network,
    places: Places,
    modes: Sequence[str],
    progress: Callable[[str], None],
    publish: Callable[[RoadTimes], None],
    workers: int = 0,
    tools: Path = TOOLS,
) -> RoadTimes:
    """Compute the minutes between places by each mode.

    From communes, and from where their people live, to sites first, which searches and coverage
    need; then from commune to commune and from site to site, for openings and comparisons.

    Parameters
    ----------
    publish : given the table each time that a part of it is whole
    workers : tiles computed at once, as many as there are processors by default

    Raises
    ------
    RoutingError
        In French; what was computed is kept for the next run.
    """
    workers = workers or os.cpu_count() or 1
    found = RoadTimes("", ENGINE, network.osm.name, None, places.xy, {}, network.folder.name)
    notes: tuple[str, ...] = ()
    for mode in modes:
        try:
            base = prepare(network, mode, progress, tools)
        except RoutingError as error:
            if len(modes) == 1:
                raise
            notes += (str(error),)
            progress(str(error))
            continue
        with served(base, tools, workers) as address:
            found = replace(found, day=found.day or _day(address))
            table = np.full((len(places.xy),) * 2, UNKNOWN, dtype=np.uint8)
            for words, starts, ends in _parts(places):
                progress(f"Temps {mode}, {words}")
                cut = tiles(places.xy, starts, ends, mode)
                todo = [replace(tile, crs=places.crs) for tile in cut]
                for tile, minutes in _computed(todo, address, base.parent, workers, progress):
                    table[np.ix_(tile.starts, tile.ends)] = minutes
                _refuse_elsewhere(network, table[np.ix_(places.starts, places.sites)])
                told = _told(places, table, mode)
                found = replace(
                    found,
                    minutes={**found.minutes, mode: table.copy()},
                    notes=(*notes, *told),
                )
                publish(found)
            notes += told
            for note in told:
                progress(note)
    if not found.minutes:
        raise RoutingError(" ".join(notes))
    return found


def _parts(places: Places) -> Iterator[tuple[str, NDArray[np.int64], NDArray[np.int64]]]:
    yield "des communes aux lieux de formation", places.starts, places.sites
    yield "de commune à commune", places.starts, places.communes
    yield "de lieu à lieu", places.sites, places.sites


def _computed(
    todo: Sequence[Tile], address: str, folder: Path, workers: int, progress: Callable[[str], None]
) -> Iterator[tuple[Tile, NDArray[np.uint8]]]:
    """Yield each tile with its minutes, those of a former run at once."""
    left = []
    for tile in todo:
        kept = _kept(folder, tile)
        if kept is None:
            left.append(tile)
        else:
            yield tile, kept
    if len(left) < len(todo):
        progress(f"{len(todo) - len(left)} tuile(s) sur {len(todo)} déjà calculée(s)")
    began = said = time.monotonic()
    pool = ThreadPoolExecutor(workers)
    try:
        asked = {pool.submit(compute_tile, tile, address): tile for tile in left}
        for done, future in enumerate(as_completed(asked), 1):
            tile = asked.pop(future)
            minutes = future.result()
            _keep(folder, tile, minutes)
            yield tile, minutes
            if time.monotonic() - said > _SAY_EVERY:
                said = time.monotonic()
                rest = (said - began) / done * (len(left) - done)
                progress(f"{done} tuile(s) sur {len(left)}, encore {_duration(rest)}")
    except osrm.RouterError as error:
        raise RoutingError(
            f"Le serveur de temps routiers n'a pas répondu ({error}). Relancez la même commande : "
            "elle reprend où elle s'est arrêtée."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _kept(folder: Path, tile: Tile) -> NDArray[np.uint8] | None:
    try:
        minutes: NDArray[np.uint8] = np.load(folder / "tiles" / f"{tile.key}.npy")
    except (OSError, ValueError, EOFError):
        return None
    return minutes if minutes.shape == (len(tile.starts), len(tile.ends)) else None


def _keep(folder: Path, tile: Tile, minutes: NDArray[np.uint8]) -> None:
    """Write a tile whole or not at all."""
    path = folder / "tiles" / f"{tile.key}.npy"
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.save(file, minutes)
    part.replace(path)


def _refuse_elsewhere(network: Network, minutes: NDArray[np.uint8]) -> None:
    """Raise RoutingError where an extract knows no way (n, m) to a site: it is of another place."""
    if minutes.size and (minutes == UNKNOWN).all():
        raise RoutingError(
            f"{network.osm.name} : cet extrait n'a de route à moins d'un kilomètre d'aucune "
            "commune ou d'aucun lieu de formation de la base. Prenez celui de la région ; les "
            "temps en service ne changent pas."
        )


def _day(address: str) -> date | None:
    somewhere = np.zeros((1, 2))
    return osrm.table(address, somewhere, somewhere).day


def _told(places: Places, table: NDArray[np.uint8], mode: str) -> tuple[str, ...]:
    """Say which places are far from any road, and to which none leads."""
    asked = table[np.ix_(places.communes, places.communes)]
    if (asked == UNKNOWN).all():
        asked = table[np.ix_(places.communes, places.sites)]
    outside = (asked == UNKNOWN).all(axis=1)
    notes = []
    if outside.any():
        notes.append(
            f"Temps {mode} : {_named(places, places.communes[outside], 'commune')} à plus d'un "
            "kilomètre de toute route de l'extrait : l'estimation y reste en service."
        )
    joined = table[np.ix_(places.communes, places.sites)]
    off = (joined == UNKNOWN).all(axis=0)
    if off.any() and not outside.all():
        notes.append(
            f"Temps {mode} : {_named(places, places.sites[off], *_SITES)} à plus d'un "
            "kilomètre de toute route : l'estimation y reste en service."
        )
    cut = np.array([_cut_off(places, table, row) for row in places.sites[~off]], dtype=bool)
    if cut.any():
        notes.append(
            f"Temps {mode} : {_named(places, places.sites[~off][cut], *_SITES)} "
            "où aucune route ne mène (une île ?) : hors d'atteinte."
        )
    return tuple(notes)


def _cut_off(places: Places, table: NDArray[np.uint8], site: int) -> bool:
    """Tell whether no road leads to a site from any of the communes round it."""
    apart = np.hypot(*(places.xy[places.communes] - places.xy[site]).T)
    order = np.argsort(apart)
    near = places.communes[order][(apart[order] > 1) & (apart[order] <= _AROUND)]
    minutes = table[near, site]
    known = minutes[minutes != UNKNOWN]
    return bool(len(known)) and bool((known == BEYOND).all())


def _named(places: Places, rows: NDArray[np.int64], one: str, many: str = "") -> str:
    names = ", ".join(places.names[row] for row in rows[:_NAMED])
    more = "…" if len(rows) > _NAMED else ""
    return f"{len(rows)} {one if len(rows) == 1 else many or one + 's'} ({names}{more})"


def _duration(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 90 else f"{round(seconds / 60)} min"
