"""From what a store holds to an atlas: which times are in force, what lies beside the build."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.places.homes import homes_of
from geodata.places.streets import Addresses
from geodata.streets import Streets
from geodata.tables.schema import FREE_TEXTS
from geodata.transit.assembling import timetable_of
from geodata.transit.model import TransitTravel
from geodata.transit.timetable import Timetable
from geodata.travel.congestion import Slowed, slowed_tables
from geodata.travel.lived import Lived
from geodata.travel.model import TravelModel
from geodata.travel.network import estimate_of
from geodata.travel.roads import RoadTimes, RoadTravel, in_force, in_force_from
from geodata.travel.router import Router
from geodata.vocabulary import TRANSIT

Minutes = Mapping[str, NDArray[np.uint8]]
"""Minutes by mode."""

_OF_STORE = (
    "communes", "zones", "sites", "sources", "rejects", "romes", "profile", "travel",
    "topology", "context", "outcomes", "tension", "prospects", "indicators", "crosswalks",
    "provenance", "changes", "tidied", "establishments", "everyday", "pages",
    "former_communes", "ring", "guidance", "skills", "transit_feeds", "transit_times",
    "labour_series", "certificates", "flows", "trained", "graduates", "appellations",
    "former_diplomas", "lands",
)  # fmt: skip
"""What an atlas takes from its store as it is."""


def make_atlas(store: Any, router: Router | None = None, congestion: float = 1.0) -> Atlas:
    """Make an atlas from an object with a store's attributes (tables, manifest, matrices).

    Parameters
    ----------
    router : a server of itineraries, for exact times
    congestion : what the times by car are multiplied by; the router's own are already
    """
    manifest = store.manifest
    roads: RoadTimes | None = getattr(store, "roads", None)
    estimate: TravelModel = estimate_of(getattr(store, "network", None))
    model: TravelModel = estimate if roads is None else RoadTravel(roads, estimate)
    timetable = _timetable(store)
    model = TransitTravel(model, timetable) if timetable else model
    model = model if congestion == 1 else Slowed(model, congestion)
    tables = {name: getattr(store, name) for name in _OF_STORE}
    halls = _in_force(store, roads, congestion)
    lived = _lived(store, halls, roads, congestion)
    estimated = {} if roads is None else slowed_tables(tables["travel"], congestion)
    tables["travel"] = lived.weighted() if lived else halls
    region = str(tables["profile"].get("code", ""))
    streets: Streets | None = getattr(store, "streets", None)
    addresses: Addresses | None = getattr(store, "addresses", None)
    return Atlas(
        id=_identity(manifest.id, (roads, streets, addresses), congestion),
        built_at=manifest.built_at,
        region_name=manifest.region_name,
        demonstration=manifest.demonstration,
        offers=_by_title(store.offers, store.sites),
        model=model,
        timetable=timetable,
        measured=getattr(store, "measured", {}).get(estimate.name),
        estimate=estimate.name,
        roads=roads,
        router=router,
        congestion=congestion,
        streets=streets,
        addresses=addresses,
        estimated=estimated,
        homes=lived,
        layers=manifest.layers,
        quality=manifest.quality,
        set_aside=manifest.set_aside,
        refused=manifest.refused,
        contract=getattr(store, "contracts", {}).get(region),
        yardsticks=getattr(store, "yardsticks", {}).get(region),
        **tables,
    ).warm()


def _in_force(store: Any, roads: RoadTimes | None, congestion: float) -> Minutes:
    """Return the minutes from town halls: by road where that is known, else estimated."""
    travel: Minutes = store.travel
    if roads is not None:
        travel = in_force(travel, roads, _xy(store.communes), _xy(store.sites))
    return slowed_tables(travel, congestion)


def _lived(store: Any, halls: Minutes, roads: RoadTimes | None, congestion: float) -> Lived | None:
    """Return where people live and the minutes from there, None where no source says it."""
    table = getattr(store, "homes", pd.DataFrame())
    if (homes := homes_of(table, store.communes)) is None:
        return None
    travel: Minutes = store.home_travel
    if roads is not None:
        travel = in_force_from(homes.xy, travel, roads, _xy(store.sites))
    sources = tuple(sorted(set(table["source"])))
    return Lived(homes, slowed_tables(travel, congestion), halls, sources)


def _xy(table: pd.DataFrame) -> NDArray[np.float64]:
    return table[["x", "y"]].to_numpy(np.float64)


def _identity(
    build: str, beside: Iterable[RoadTimes | Streets | Addresses | None], congestion: float
) -> str:
    """Return what changes whenever an answer may: the build, what lies beside it, the factor."""
    parts = [build, *(one.id for one in beside if one)]
    return "-".join(parts + ([f"x{congestion:g}"] if congestion != 1 else []))


def _timetable(store: Any) -> Timetable | None:
    """Return the timetable of a store, None where it has none or times that do not go with it."""
    if TRANSIT not in store.travel:
        return None
    return timetable_of(
        store.transit_stops, store.transit_runs, store.transit_calls, store.transit_changes
    )


def _by_title(offers: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    names = sites.set_index("site")["name"].reindex(offers["site"]).fillna("").to_numpy()
    keys = pd.DataFrame(
        {"title": offers["title"].map(fold), "site": names, "offer": offers["offer"]}
    )
    ordered = offers.loc[keys.sort_values(["title", "site", "offer"]).index].reset_index(drop=True)
    return ordered.assign(**{name: "" for name in FREE_TEXTS if name not in ordered})
