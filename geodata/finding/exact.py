"""Exact times and the way there, asked of a server of itineraries; else the times in force."""

from dataclasses import dataclass, replace

import numpy as np

from geodata.atlas import Atlas
from geodata.finding.answer import Found
from geodata.travel.model import OUT_OF_REACH, Area, whole_minutes
from geodata.travel.router import Route, routed_reach

NEAREST = 50
"""Places whose times are asked, the nearest by the times in force."""

SILENT = "le serveur d'itinéraires ne répond pas"

_ROUNDED = 100.0  # metres: a person's position is not told nearer to another server


@dataclass(frozen=True)
class Itinerary:
    """The way to a place, or why there is none to show.

    Attributes
    ----------
    route : None when the server does not answer, or knows no way
    name : what computed it, in French
    """

    mode: str
    route: Route | None
    name: str


def sharpened(atlas: Atlas, found: Found) -> Found:
    """Return an answer with exact minutes to the nearest matching sites, and what gave them.

    Where the times in force are those of roads, nothing is asked.
    """
    router, near = atlas.router, found.query.near
    if router is None or near is None or found.origin is None or found.minutes is None:
        return found
    start = np.array([found.origin.x, found.origin.y])
    here = found.placed | found.beyond
    sites = np.unique(atlas.columns.site[here])
    if near.mode not in router.modes or atlas.model.by_road(near.mode, start) or not len(sites):
        return found
    asked = sites[np.argsort(found.minutes[sites], kind="stable")[:NEAREST]]
    times = router.minutes(near.mode, _rounded(atlas, start), atlas.site_xy[asked])
    if times is None:
        return replace(found, times=f"{found.times} ({SILENT})")
    minutes = found.minutes.copy()
    unknown = np.isnan(times)
    minutes[asked] = np.where(unknown, minutes[asked], whole_minutes(times))
    reached = here.copy()
    if near.max_minutes is not None:
        reached &= np.append(minutes, OUT_OF_REACH)[atlas.columns.site] <= near.max_minutes
    return replace(
        found,
        minutes=minutes,
        placed=reached,
        beyond=here & ~reached,
        times=_named(router.named(near.mode), len(asked), len(sites)),
    )


def _named(name: str, asked: int, sites: int) -> str:
    name = name[:1].lower() + name[1:]
    if asked < sites:
        name += f" pour les {asked} lieux les plus proches, estimés au-delà"
    return name


def itinerary(atlas: Atlas, xy: np.ndarray, site: int, mode: str) -> Itinerary | None:
    """Return the way from a place (2,) to a site by a mode; None where no server knows the mode."""
    router = atlas.router
    if router is None or mode not in router.modes:
        return None
    route = router.route(mode, _rounded(atlas, xy), atlas.site_xy[site])
    return Itinerary(mode, route, router.named(mode))


def area(atlas: Atlas, xy: tuple[float, float], minutes: float, mode: str) -> Area:
    """Return the area reached from a place within minutes, as a server draws it where it can."""
    drawn = atlas.town_halls.reach(xy, minutes, mode)
    if atlas.router is None:
        return drawn
    start = _rounded(atlas, np.asarray(xy))
    return routed_reach(atlas.router, start, minutes, mode, drawn) or drawn


def _rounded(atlas: Atlas, xy: np.ndarray) -> np.ndarray:
    """Return a place as another server may know it: a town hall, else to some hundred metres."""
    known = (np.abs(atlas.commune_xy - xy).max(axis=1) < 1).any()
    return xy if known else np.round(xy / _ROUNDED) * _ROUNDED
